/** The Code tab's own style sheet, which comes with its script: the page's is read before its first paint. */
import rules from '../styles/code.css' with { type: 'text' };

const sheet = new CSSStyleSheet();
sheet.replaceSync(rules);

/** To be called when the tab is shown; again changes nothing. */
export function applyStyle(): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}
