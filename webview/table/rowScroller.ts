/**
 * Which rows of a fixed height are visible. Chromium caps an element's height at 33,554,428 px (Firefox at
 * about half of it), so taller lists are scrolled on a shortened bar: positions on the bar are multiplied,
 * and the wheel is taken over so that it still moves by rows and not by thousands of them.
 */
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
  /** The reader has scrolled; called once a frame, before `changed` and before anything is written to the page. */
  readonly scrolled: () => void;
  readonly changed: () => void;
}

export class RowScroller {
  readonly #parts: ScrollerParts;
  readonly #resize = new ResizeObserver(() => this.#onResize());
  #count = 0;
  /** Scroll position and height as last heard: reading them from the page after a write costs a layout. */
  #bar = 0;
  #view = 0;
  /** Exact position in a shortened list, which the bar alone cannot hold. */
  #exact: { readonly bar: number; readonly offset: number } | undefined;
  /** Where the layer is, in pixels. */
  #base: number | undefined;
  /** First visible row when `rows` was last asked for. */
  #drawn = -1;
  #frame: number | undefined;

  constructor(parts: ScrollerParts) {
    this.#parts = parts;
  }

  /** Starts observing; the viewport must be in the page. */
  start(): void {
    const { viewport } = this.#parts;
    this.#bar = viewport.scrollTop;
    this.#onResize();
    this.#resize.observe(viewport);
    viewport.addEventListener('scroll', this.#onScroll, { passive: true });
  }

  dispose(): void {
    const { viewport } = this.#parts;
    this.#resize.disconnect();
    viewport.removeEventListener('scroll', this.#onScroll);
    viewport.removeEventListener('wheel', this.#onWheel);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  setCount(count: number): void {
    this.#count = count;
    const { viewport, body, changed } = this.#parts;
    body.style.height = `${this.#barHeight()}px`;
    // Only where it is needed: while a page may refuse the wheel, the browser does not scroll without asking it.
    if (this.#isShortened()) viewport.addEventListener('wheel', this.#onWheel, { passive: false });
    else viewport.removeEventListener('wheel', this.#onWheel);
    changed();
  }

  /** Rows to have in the page: always as many, so that none is made or taken out while a list scrolls. */
  rows(): readonly number[] {
    const { layer, rowHeight, pinned } = this.#parts;
    const base = this.#isShortened() ? this.#bar : 0;
    if (base !== this.#base) layer.style.transform = `translateY(${base}px)`;
    this.#base = base;
    this.#drawn = this.first();
    if (this.#view === 0) return [];
    const length = Math.min(this.#count, Math.ceil(this.#view / rowHeight) + 1 + 2 * overscanRows);
    const first = Math.max(0, Math.min(this.#drawn - overscanRows, this.#count - length));
    const rows = Array.from({ length }, (_, at) => first + at);
    const kept = pinned();
    if (kept >= 0 && kept < this.#count && (kept < first || kept >= first + length)) rows.push(kept);
    return rows;
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
    this.#onScroll();
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

  /** Waits for the frame, after all events: rows that have arrived meanwhile are written together with these. */
  readonly #onScroll = (): void => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#bar = this.#parts.viewport.scrollTop;
      this.#parts.scrolled();
      if (this.first() !== this.#drawn || this.#isShortened()) this.#parts.changed();
    });
  };

  #onResize(): void {
    const height = this.#parts.viewport.clientHeight;
    const view = Math.max(0, height - this.#parts.headHeight);
    // A hidden list keeps its rows.
    if (height === 0 || view === this.#view) return;
    this.#view = view;
    this.#parts.changed();
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : this.#parts.rowHeight;
    this.scrollTo(this.offset() + event.deltaY * unit);
  };

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
}
