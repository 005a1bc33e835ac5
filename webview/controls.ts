/**
 * The only file that imports the toolkit. It is archived, so this file and widgets.ts are what to rewrite
 * when it has to go. Only the elements in use are named, so that the bundler drops the rest.
 */
import { provideVSCodeDesignSystem, vsCodeTextField } from '@vscode/webview-ui-toolkit';

export function register(): void {
  provideVSCodeDesignSystem().register(vsCodeTextField());
  // The toolkit reads the theme in the window's load event, which may be over by now.
  if (document.readyState === 'complete') window.dispatchEvent(new Event('load'));
}
