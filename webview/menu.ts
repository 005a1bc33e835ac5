/** A menu at a point or below a button. One at a time; Escape and a click elsewhere close it. */
import { h } from './dom.ts';
import { focusLate } from './focus.ts';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** Draws a line above. */
  readonly separated?: boolean;
  /** A choice that is on or off: the menu stays open, because more may follow. */
  readonly checked?: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** `x` is where it ends. */
  readonly alignEnd?: boolean;
}

export function openMenu(
  items: readonly MenuItem[],
  label: string,
  at: Point,
  returnFocus: HTMLElement,
): void {
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, popover: 'auto' });
  const entries = items.map((item) => {
    if (item.separated === true) menu.append(h('div', { class: 'menu-separator', role: 'separator' }));
    const { checked } = item;
    const role = checked === undefined ? 'menuitem' : 'menuitemcheckbox';
    const entry = h('div', { class: 'menu-item', role, tabindex: -1, 'aria-checked': checked?.toString() });
    entry.append(item.label);
    const choose = (): void => {
      if (checked === undefined) menu.hidePopover();
      else entry.setAttribute('aria-checked', String(entry.getAttribute('aria-checked') !== 'true'));
      item.run();
    };
    entry.addEventListener('click', choose);
    // By moving alone: a pointer that rests where the menu opens is over an entry as well, which Enter would choose.
    entry.addEventListener('mousemove', () => entry.focus());
    menu.append(entry);
    return { entry, choose };
  });
  menu.addEventListener('keydown', (event) => {
    const now = entries.findIndex(({ entry }) => entry === document.activeElement);
    const to = menuMove(event.key, now, entries.length);
    if (to !== undefined) entries[to]?.entry.focus();
    else if (event.key === 'Enter' || event.key === ' ') entries[now]?.choose();
    else if (event.key === 'Escape' || event.key === 'Tab') menu.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  popUp(menu, at, returnFocus);
  entries[0]?.entry.focus();
}

/** Opens below a button, and ends where it does. */
export function openMenuBelow(button: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const box = button.getBoundingClientRect();
  openMenu(items, label, { x: box.right, y: box.bottom + 2, alignEnd: true }, button);
}

function menuMove(key: string, now: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (now + 1) % count;
  if (key === 'ArrowUp') return (now - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** Shows a popover; the focus in it goes back when it is closed, and then it is gone. */
export function popUp(popover: HTMLElement, at: Point, returnFocus: HTMLElement): void {
  popover.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    const focus = document.activeElement;
    const hadFocus = popover.contains(focus) || focus === document.body;
    popover.remove();
    if (hadFocus) focusLate(returnFocus);
  });
  document.body.append(popover);
  popover.showPopover();
  const { width, height } = popover.getBoundingClientRect();
  const left = at.alignEnd === true ? at.x - width : at.x;
  popover.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  popover.style.top = `${Math.max(4, Math.min(at.y, innerHeight - height - 4))}px`;
}
