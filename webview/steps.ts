/** The mouse's buttons for back and forward, and the keys that a text field keeps. */

/** `MouseEvent.button` of a mouse's fourth and fifth button. */
const buttons = new Map<number, -1 | 1>([
  [3, -1],
  [4, 1],
]);

export function listenForSteps(step: (by: -1 | 1) => void): void {
  for (const type of ['mousedown', 'mouseup'] as const)
    document.addEventListener(type, (event) => {
      const by = buttons.get(event.button);
      if (by === undefined) return;
      event.preventDefault();
      if (type === 'mouseup') step(by);
    });
  // VS Code hears of each key behind the document: of these, only where no text is edited.
  document.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey } = event;
    const isStep =
      (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) || (ctrlKey && (key === '-' || key === '_'));
    if (isStep && event.composedPath()[0] instanceof HTMLInputElement) event.stopPropagation();
  });
}
