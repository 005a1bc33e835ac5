/** Filter field, number of rows, and the table's menu. */

import { debounce, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { text } from '../text.ts';
import { iconButton, type TextField, textField } from '../widgets.ts';

export class FilterBar {
  readonly element: HTMLElement;
  /** The button of the table's menu. */
  readonly menu: HTMLElement;
  readonly #field: TextField;
  readonly #count: HTMLElement;
  #said: ReturnType<typeof setTimeout> | undefined;
  #counted = '';

  constructor(
    value: string,
    typed: () => void,
    changed: () => void,
    leave: () => void,
    openMenu: (button: HTMLElement) => void,
    openHelp: (button: HTMLElement) => void,
  ) {
    const later = debounce(120, changed);
    this.#field = textField(text.filter, text.filterHint, () => {
      typed();
      later();
    });
    this.#field.setValue(value);
    const glass = h('span', { class: 'filter-icon', slot: 'start' }, icon('search'));
    this.#field.element.append(glass);
    this.#field.element.classList.add('filter');
    // Who is typing goes on typing when the image is read anew.
    this.#field.element.setAttribute('data-focus', 'filter');
    this.#field.element.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'Enter') leave();
      else if (event.key === 'Escape') this.#clearOrLeave(changed, leave);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.#count = h('span', { class: 'row-count', role: 'status' });
    const menu = iconButton(icon('more'), text.tableMenu, () => openMenu(menu));
    menu.setAttribute('aria-haspopup', 'menu');
    this.menu = menu;
    const help = iconButton(icon('question'), text.filterHelp.title, () => openHelp(help));
    help.setAttribute('aria-haspopup', 'dialog');
    this.element = h('div', { class: 'filter-bar' }, this.#field.element, help, this.#count, menu);
  }

  value(): string {
    return this.#field.value();
  }

  setValue(value: string): void {
    this.#field.setValue(value);
  }

  focus(): void {
    this.#field.focus();
  }

  setCount(matches: number, all: number): void {
    this.#counted = text.rows(matches, all);
    if (this.#said === undefined) this.#count.textContent = this.#counted;
  }

  /** Says something for a moment where the count stands. */
  say(words: string): void {
    clearTimeout(this.#said);
    this.#count.textContent = words;
    this.#said = setTimeout(() => {
      this.#said = undefined;
      this.#count.textContent = this.#counted;
    }, 1800);
  }

  #clearOrLeave(changed: () => void, leave: () => void): void {
    if (this.#field.value() === '') leave();
    else {
      this.#field.setValue('');
      changed();
    }
  }
}
