/**
 * Where the details stand: beside the view, below it, or in its place where both have no room. The line between is
 * dragged, or moved with the arrow keys; the size is kept.
 */
import { dragPointer, h } from '../dom.ts';
import type { Store } from '../state.ts';
import { text } from '../text.ts';

export type Placement = 'beside' | 'below' | 'instead';

/** From this width of the page on, in pixels. */
const besideFrom = 1000;
/** Of the page; below it one is enough for one of the two. */
const lowerThan = 520;
/** What must stay of the view: beside it a column of names, above it 120 pixels of a table and what stands around. */
const viewKeeps = { width: 360, height: 280 };
/** The least in which the details' words have room. */
const smallest = { width: 280, height: 120 };
/** What the reader has not chosen: a part of all there is, between two sizes. */
const usual = {
  width: { part: 0.36, least: 360, most: 560 },
  height: { part: 0.45, least: 160, most: 320 },
};
const keyStep = 24;

export class Splitter {
  readonly element: HTMLElement;
  readonly #store: Store;
  readonly #panel: HTMLElement;
  readonly #placed: (placement: Placement) => void;
  #workspace: HTMLElement | undefined;
  #placement: Placement = 'below';

  /** @param placed called after each change of a size, when everything is where it belongs */
  constructor(store: Store, panel: HTMLElement, placed: (placement: Placement) => void) {
    this.#store = store;
    this.#panel = panel;
    this.#placed = placed;
    this.element = h('div', {
      class: 'splitter',
      role: 'separator',
      tabindex: 0,
      'aria-label': text.resizeDetail,
      hidden: true,
    });
    this.element.addEventListener('pointerdown', (event) => {
      dragPointer(event, this.element, (x, y) => this.#resize(this.#side === 'width' ? -x : -y));
    });
    this.element.addEventListener('keydown', (event) => {
      const [grow, shrink] = this.#side === 'width' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
      if (event.key !== grow && event.key !== shrink) return;
      event.preventDefault();
      this.#resize(event.key === grow ? keyStep : -keyStep);
    });
  }

  get placement(): Placement {
    return this.#placement;
  }

  /** Watches the element that holds view and panel. */
  attach(workspace: HTMLElement): void {
    this.#workspace = workspace;
    new ResizeObserver(() => this.layOut()).observe(workspace);
    this.layOut();
  }

  layOut(): void {
    const workspace = this.#workspace;
    if (workspace === undefined || workspace.clientHeight === 0) return;
    this.#placement = placementIn(workspace);
    for (const each of ['beside', 'below', 'instead'])
      workspace.classList.toggle(`is-${each}`, each === this.#placement);
    const size = this.#size();
    const largest = this.#largest();
    this.#panel.style.flexBasis = this.#placement === 'instead' ? '100%' : `${size}px`;
    const { element } = this;
    element.setAttribute('aria-orientation', this.#side === 'width' ? 'vertical' : 'horizontal');
    element.setAttribute('aria-valuemin', String(smallest[this.#side]));
    element.setAttribute('aria-valuenow', String(Math.round(size)));
    element.setAttribute('aria-valuemax', String(Math.round(largest)));
    this.#placed(this.#placement);
  }

  get #side(): 'width' | 'height' {
    return this.#placement === 'beside' ? 'width' : 'height';
  }

  /** Of the panel, in pixels. */
  #size(): number {
    const { part, least, most } = usual[this.#side];
    const wanted =
      this.#store.view.inspector[this.#side] ?? Math.max(least, Math.min(this.#all() * part, most));
    return Math.max(smallest[this.#side], Math.min(wanted, this.#largest()));
  }

  #all(): number {
    const workspace = this.#workspace;
    return (this.#side === 'width' ? workspace?.clientWidth : workspace?.clientHeight) ?? 0;
  }

  #largest(): number {
    return Math.max(smallest[this.#side], this.#all() - viewKeeps[this.#side]);
  }

  #resize(by: number): void {
    const size = Math.max(smallest[this.#side], Math.min(this.#size() + by, this.#largest()));
    this.#store.view.inspector[this.#side] = size;
    this.#store.saveSoon();
    this.layOut();
  }
}

function placementIn({ clientWidth, clientHeight }: HTMLElement): Placement {
  if (clientWidth >= besideFrom) return 'beside';
  const both = viewKeeps.height + smallest.height;
  return window.innerHeight < lowerThan || clientHeight < both ? 'instead' : 'below';
}
