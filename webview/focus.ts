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
export function focusLate(element: Element | null | undefined, options?: FocusOptions): void {
  if (!(element instanceof HTMLElement) || element === document.activeElement) return;
  wanted = document.hasFocus() ? undefined : element;
  if (wanted === undefined) element.focus(options);
}

/**
 * To be called when something is asked for: gives the focus to what comes of it, as `focusLate` does, unless the reader
 * has gone on in the page meanwhile.
 */
export function focusAsked(): typeof focusLate {
  const before = document.activeElement;
  return (element, options) => {
    const now = document.activeElement;
    // What had it may have gone, with the view that it was in.
    if (now === before || now === document.body) focusLate(element, options);
  };
}

/** Remembers what has the focus, by its `data-focus`, and the caret in it; gives both to what stands in its place then. */
export function rememberFocus(root: HTMLElement): () => void {
  const before = document.activeElement?.closest<HTMLElement>('[data-focus]');
  const name = before?.dataset['focus'];
  if (name === undefined) return () => undefined;
  const caret = inputOf(before)?.selectionStart;
  return () => {
    const now = root.querySelector<HTMLElement>(`[data-focus="${name}"]`);
    if (now === document.activeElement) return;
    focusLate(now);
    // A text field selects all that it has when it gets the focus, at the latest with the next frame.
    if (typeof caret === 'number') requestAnimationFrame(() => inputOf(now)?.setSelectionRange(caret, caret));
  };
}

/** Of the toolkit's text field. */
function inputOf(element: HTMLElement | null | undefined): HTMLInputElement | null | undefined {
  return element?.shadowRoot?.querySelector('input');
}
