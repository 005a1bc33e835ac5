/** Whether the process whose image a tab shows is still there. Linux tells nobody: it is looked at while somebody looks. */
import type * as vscode from 'vscode';

/** Milliseconds between two looks at /proc/PID/stat. */
export const LOOK_MS = 2000;

/** @param look finds out, and tells who listens */
export function watchProcess(
  panel: Pick<vscode.WebviewPanel, 'visible' | 'onDidChangeViewState' | 'onDidDispose'>,
  look: () => Promise<void>,
): void {
  let timer: NodeJS.Timeout | undefined;
  // What cannot be looked at now is looked at again.
  const lookOnce = () => void look().catch(() => undefined);
  /** A tab that nobody sees has no timer either. */
  const lookWhileSeen = () => {
    clearInterval(timer);
    timer = panel.visible ? setInterval(lookOnce, LOOK_MS) : undefined;
  };
  lookWhileSeen();
  panel.onDidChangeViewState(() => {
    lookWhileSeen();
    if (panel.visible) lookOnce();
  });
  panel.onDidDispose(() => clearInterval(timer));
}
