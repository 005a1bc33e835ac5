/**
 * A filter above a view that has none of its own: what does not have the words typed is hidden, wherever it stands. A
 * view whose parts come in windows narrows them by itself (View.narrow). Escape ends it and leads back.
 */
import { debounce, h } from '../dom.ts';
import { icon } from '../icons.ts';
import { ownStyle } from '../ownStyle.ts';
import type { Store } from '../state.ts';
import { type TextField, textField } from '../widgets.ts';
import { type Narrowed, UNFILTERED } from './narrowed.ts';
import { findWords } from './words.ts';

/** What may be hidden by itself. */
const ITEMS =
  '.field, .verdicts > li, .verdict-names > li, .step, .replay, .matrix tbody tr, .header-table tr, .map-region, ' +
  '.landings > li, .histogram > li, .preparation, .quirks, .quirks li, .clock-causes > li, .clock-advice > li, .ribbon-lane';
/** What goes with the last of its items. */
const FRAMES = '.card';

const applyStyle = ownStyle('.not-found { display: none !important; }');

interface Options {
  readonly store: Store;
  /** What is looked through. */
  readonly root: HTMLElement;
  /** The bar stands before it. */
  readonly before: HTMLElement;
  /** Under which the words are kept. */
  readonly key: () => string;
  readonly narrow: (filter: string) => Promise<Narrowed> | undefined;
}

export class FindBar {
  readonly #options: Options;
  readonly #field: TextField;
  readonly #count = h('span', { class: 'row-count', role: 'status' });
  readonly #element: HTMLElement;
  readonly #observer = new MutationObserver(() => this.#apply());
  #shown = '';
  #returnFocus: Element | null = null;
  #turn = 0;

  constructor(options: Options) {
    this.#options = options;
    const later = debounce(60, () => this.#changed());
    this.#field = textField(findWords.label, findWords.hint, () => {
      // Another tab, or a reload, waits for no timer.
      this.#keep(this.#field.value());
      later();
    });
    const { element } = this.#field;
    element.append(h('span', { class: 'filter-icon', slot: 'start' }, icon('search')));
    element.classList.add('filter');
    element.setAttribute('data-focus', 'find');
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#end();
      else if (event.key === 'Enter' || event.key === 'ArrowDown') this.#leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.#element = h('div', { class: 'filter-bar', role: 'search' }, element, this.#count);
    options.root.addEventListener(UNFILTERED, () => {
      this.#keep('');
      this.#remove();
    });
    applyStyle();
  }

  /** Shows the words that were kept for what is shown now; without any only when it is asked for. */
  open(takeFocus: boolean): void {
    const { store, key, root, before } = this.#options;
    const kept = store.view.finds?.[key()] ?? '';
    if (!takeFocus && kept === '') {
      this.#remove();
      return;
    }
    if (!this.#element.isConnected) {
      this.#field.setValue(kept);
      before.before(this.#element);
      this.#observer.observe(root, { childList: true, subtree: true });
    } else if (this.#shown !== key()) this.#field.setValue(kept);
    this.#shown = key();
    this.#apply();
    if (!takeFocus) return;
    if (!this.#element.contains(document.activeElement)) this.#returnFocus = document.activeElement;
    this.#field.focus();
  }

  #changed(): void {
    if (this.#element.isConnected) this.#apply();
  }

  #keep(words: string): void {
    const { store } = this.#options;
    store.view.finds = { ...store.view.finds, [this.#shown]: words };
    store.save();
  }

  #remove(): void {
    if (!this.#element.isConnected) return;
    this.#observer.disconnect();
    this.#element.remove();
    show(this.#options.root, '');
  }

  #end(): void {
    this.#keep('');
    void this.#options.narrow('');
    this.#remove();
    if (this.#returnFocus?.isConnected === true) (this.#returnFocus as HTMLElement).focus();
    else this.#leave();
  }

  /** To the first thing that is left and takes the focus. */
  #leave(): void {
    const able = this.#options.root.querySelectorAll<HTMLElement>('button, summary, [tabindex="0"]');
    [...able].find((each) => each.checkVisibility())?.focus();
  }

  #apply(): void {
    const words = this.#field.value().trim();
    const turn = ++this.#turn;
    const asked = this.#options.narrow(words);
    if (asked === undefined) {
      this.#tell(words, show(this.#options.root, words));
      return;
    }
    asked.then(
      (found) => turn === this.#turn && this.#tell(words, found),
      () => undefined,
    );
  }

  #tell(words: string, { found, of, problem }: Narrowed): void {
    this.#count.textContent = problem ?? (words === '' || of === 0 ? '' : findWords.found(found, of));
  }
}

/** Hides the items that do not have all the words, and tells how many of the innermost are left. */
function show(root: HTMLElement, words: string): Narrowed {
  const wanted = words.toLowerCase().split(/\s+/);
  let found = 0;
  let of = 0;
  const items = [...root.querySelectorAll<HTMLElement>(ITEMS)];
  for (const item of items) {
    const text = (item.textContent ?? '').toLowerCase();
    const has = wanted.every((each) => text.includes(each));
    item.classList.toggle('not-found', !has);
    if (item.querySelector(ITEMS) !== null) {
      if (has && words !== '' && item instanceof HTMLDetailsElement) item.open = true;
      continue;
    }
    of += 1;
    if (has) found += 1;
  }
  for (const frame of root.querySelectorAll(FRAMES)) {
    const own = frame.querySelector(ITEMS) !== null;
    frame.classList.toggle('not-found', own && frame.querySelector(`:is(${ITEMS}):not(.not-found)`) === null);
  }
  return { found, of };
}
