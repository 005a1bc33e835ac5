/**
 * Which rows of a fixed height are visible. Chromium caps an element's height at 33,554,428 px (Firefox at
 * about half of it), so taller lists are scrolled on a shortened bar: positions on the bar are multiplied,
 * and the wheel is taken over so that it still moves by rows and not by thousands of them.
 */
import {
  observeElementRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';

const tallestPixels = 15_000_000;
const overscanRows = 8;

export interface ScrollerParts {
  /** Scrolls; its first `headHeight` pixels are covered by a sticky head. */
  readonly viewport: HTMLElement;
  /** As tall as all rows, or as tall as a browser allows. */
  readonly body: HTMLElement;
  /** Holds the rows; moved so that the first one is where it belongs. */
  readonly layer: HTMLElement;
  readonly rowHeight: number;
  readonly headHeight: number;
  /** A row that stays in the page although it is scrolled away, -1 for none. */
  readonly pinned: () => number;
  readonly changed: () => void;
}

export class RowScroller {
  readonly #parts: ScrollerParts;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #dispose: () => void;
  #count = 0;
  /** Scroll position and height as last heard: reading them from the page after a write costs a layout. */
  #bar = 0;
  #view = 0;
  /** Exact position in a shortened list, which the bar alone cannot hold. */
  #exact: { readonly bar: number; readonly offset: number } | undefined;

  constructor(parts: ScrollerParts) {
    this.#parts = parts;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#options());
    const unmount = this.#virtualizer._didMount();
    const wheel = (event: WheelEvent): void => this.#onWheel(event);
    parts.viewport.addEventListener('wheel', wheel, { passive: false });
    this.#dispose = () => {
      parts.viewport.removeEventListener('wheel', wheel);
      unmount();
    };
  }

  /** Starts observing; the viewport must be in the page. */
  start(): void {
    this.#virtualizer._willUpdate();
  }

  dispose(): void {
    this.#dispose();
  }

  setCount(count: number): void {
    this.#count = count;
    this.#parts.body.style.height = `${this.#barHeight()}px`;
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer._willUpdate();
    this.#parts.changed();
  }

  /** Rows to have in the page, in order. */
  items(): readonly VirtualItem[] {
    const items = this.#virtualizer.getVirtualItems();
    const base = this.#layerBase();
    this.#parts.layer.style.transform = `translateY(${base}px)`;
    return items;
  }

  /** Distance of a row from the layer's origin, in pixels. */
  rowTop(index: number): number {
    return index * this.#parts.rowHeight - (this.#isShortened() ? this.offset() : 0);
  }

  first(): number {
    return Math.floor(this.offset() / this.#parts.rowHeight);
  }

  /** Rows that fit, at least one. */
  page(): number {
    return Math.max(1, Math.floor(this.#view / this.#parts.rowHeight));
  }

  lastVisible(): number {
    return Math.min(this.#count - 1, this.first() + this.page());
  }

  /** Pixels of the full list above the view. */
  offset(): number {
    const bar = this.#bar;
    if (!this.#isShortened()) return bar;
    if (this.#exact?.bar === bar) return this.#exact.offset;
    return bar * this.#ratio();
  }

  scrollTo(offset: number): void {
    const clamped = Math.max(0, Math.min(offset, this.#fullHeight() - this.#view));
    const bar = this.#isShortened() ? clamped / this.#ratio() : clamped;
    this.#parts.viewport.scrollTop = bar;
    // The browser rounds: remember what it made of the position.
    this.#bar = this.#parts.viewport.scrollTop;
    if (!this.#isShortened()) return;
    this.#exact = { bar: this.#bar, offset: clamped };
    this.#parts.viewport.dispatchEvent(new Event('scroll'));
  }

  /** Scrolls as little as needed to show the row whole, or puts it in the middle. */
  show(index: number, where: 'nearest' | 'middle' | 'top' = 'nearest'): void {
    const top = index * this.#parts.rowHeight;
    const view = this.#view;
    const offset = this.offset();
    const bottomLimit = top + this.#parts.rowHeight - view;
    if (where === 'top') this.scrollTo(top);
    else if (top >= offset && bottomLimit <= offset) return;
    else if (where === 'middle') this.scrollTo(top - Math.floor(view / 2));
    else this.scrollTo(top < offset ? top : bottomLimit);
  }

  #options(): VirtualizerOptions<HTMLElement, HTMLElement> {
    const { viewport, rowHeight, headHeight, pinned, changed } = this.#parts;
    return {
      count: this.#count,
      getScrollElement: () => viewport,
      estimateSize: () => rowHeight,
      overscan: overscanRows,
      scrollToFn: (offset) => this.scrollTo(offset),
      observeElementRect: (instance, notify) =>
        observeElementRect(instance, (rect) => {
          this.#view = Math.max(0, rect.height - headHeight);
          notify({ width: rect.width, height: this.#view });
        }),
      observeElementOffset: (_instance, notify) => {
        const listen = (): void => {
          this.#bar = viewport.scrollTop;
          notify(this.offset(), false);
          if (this.#isShortened()) changed();
        };
        viewport.addEventListener('scroll', listen, { passive: true });
        listen();
        return () => viewport.removeEventListener('scroll', listen);
      },
      rangeExtractor: (range) => {
        const first = Math.max(0, range.startIndex - overscanRows);
        const last = Math.min(range.count - 1, range.endIndex + overscanRows);
        const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
        const kept = pinned();
        if (kept >= 0 && kept < range.count && (kept < first || kept > last)) rows.push(kept);
        return rows;
      },
      onChange: changed,
    };
  }

  #onWheel(event: WheelEvent): void {
    if (!this.#isShortened() || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : this.#parts.rowHeight;
    this.scrollTo(this.offset() + event.deltaY * unit);
  }

  #fullHeight(): number {
    return this.#count * this.#parts.rowHeight;
  }

  #barHeight(): number {
    return Math.min(this.#fullHeight(), tallestPixels);
  }

  #isShortened(): boolean {
    return this.#fullHeight() > tallestPixels;
  }

  #ratio(): number {
    const view = this.#view;
    return (this.#fullHeight() - view) / Math.max(1, this.#barHeight() - view);
  }

  /** In a shortened list rows are placed relative to the view, and the layer follows the bar. */
  #layerBase(): number {
    return this.#isShortened() ? this.#bar : 0;
  }
}
