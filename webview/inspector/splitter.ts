/** The line between a view and its panel: dragged, or moved with the arrow keys. The size is kept. */
import { dragPointer, h } from '../dom.ts';
import type { Store } from '../state.ts';
import { text } from '../text.ts';

const smallest = 120;
/** From this width on the panel stands beside the view. */
const besideFrom = 1400;
const keyStep = 24;

export class Splitter {
  readonly element: HTMLElement;
  readonly #store: Store;
  readonly #panel: HTMLElement;
  #workspace: HTMLElement | undefined;
  #beside = false;

  constructor(store: Store, panel: HTMLElement) {
    this.#store = store;
    this.#panel = panel;
    this.element = h('div', {
      class: 'splitter',
      role: 'separator',
      tabindex: 0,
      'aria-label': text.resizeDetail,
      'aria-valuemin': smallest,
      hidden: true,
    });
    this.element.addEventListener('pointerdown', (event) => {
      dragPointer(event, this.element, (x, y) => this.#resize(this.#beside ? -x : -y));
    });
    this.element.addEventListener('keydown', (event) => {
      const grow = event.key === (this.#beside ? 'ArrowLeft' : 'ArrowUp');
      const shrink = event.key === (this.#beside ? 'ArrowRight' : 'ArrowDown');
      if (!grow && !shrink) return;
      event.preventDefault();
      this.#resize(grow ? keyStep : -keyStep);
    });
  }

  /** Watches the element that holds view and panel. */
  attach(workspace: HTMLElement): void {
    this.#workspace = workspace;
    new ResizeObserver(() => this.#layOut()).observe(workspace);
    this.#layOut();
  }

  #layOut(): void {
    const workspace = this.#workspace;
    if (workspace === undefined) return;
    this.#beside = workspace.clientWidth >= besideFrom;
    workspace.classList.toggle('is-beside', this.#beside);
    this.element.setAttribute('aria-orientation', this.#beside ? 'vertical' : 'horizontal');
    const size = Math.min(this.#wanted(), this.#largest());
    this.#panel.style.flexBasis = `${size}px`;
    this.element.setAttribute('aria-valuenow', String(Math.round(size)));
    this.element.setAttribute('aria-valuemax', String(Math.round(this.#largest())));
  }

  #wanted(): number {
    const { width, height } = this.#store.view.inspector;
    return this.#beside ? width : height;
  }

  #largest(): number {
    const workspace = this.#workspace;
    const all = this.#beside ? workspace?.clientWidth : workspace?.clientHeight;
    return Math.max(smallest, (all ?? 0) * 0.7);
  }

  #resize(by: number): void {
    const now = Math.min(this.#wanted(), this.#largest());
    const size = Math.max(smallest, Math.min(now + by, this.#largest()));
    const kept = this.#store.view.inspector;
    if (this.#beside) kept.width = size;
    else kept.height = size;
    this.#store.saveSoon();
    this.#layOut();
  }
}
