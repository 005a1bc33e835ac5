/** Giving the focus to what was not pressed just now. */

/** What has the focus as soon as the page has it. */
let wanted: HTMLElement | undefined;

window.addEventListener('focus', () => {
  if (wanted?.isConnected === true) wanted.focus();
  wanted = undefined;
});

/**
 * For what comes later than the reader asked for it: who is somewhere else in VS Code meanwhile stays there. A palette
 * that is being typed into would close.
 */
export function focusLate(element: HTMLElement | null | undefined): void {
  if (element === null || element === undefined) return;
  wanted = document.hasFocus() ? undefined : element;
  if (wanted === undefined) element.focus();
}
