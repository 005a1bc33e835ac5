/** The style sheet of a script that is loaded later: the page's own is read before its first paint. */

/** @returns to be called when what it styles is shown; again changes nothing */
export function ownStyle(rules: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return () => {
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  };
}
