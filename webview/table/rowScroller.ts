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
  /** The reader has scrolled; called at once, while reading the page costs no layout: a frame writes rows. */
  readonly scrolled: () => void;
  /** The view has another height; called before `changed`. */
  readonly resized: () => void;
  readonly changed: () => void;
}

export class RowScroller {
  readonly #parts: ScrollerParts;
  #unobserve: (() => void) | undefined;
  #count = 0;
  /** The first visible row as last told. */
  #told = 0;
  /** Scroll position and height as last heard: reading them from the page after a write costs a layout. */
  #bar = 0;
  #view = 0;
  /** Exact position in a shortened list, which the bar alone cannot hold. */
  #exact: { readonly bar: number; readonly offset: number } | undefined;
  /** Where the layer is, in pixels. */
  #base: number | undefined;
  /** Calls back in the next frame, after all events: rows that have arrived meanwhile are written together with these. */
  #inFrame: () => void = () => undefined;

  constructor(parts: ScrollerParts) {
    this.#parts = parts;
  }

  /** Starts observing; the viewport must be in the page. */
  start(): void {
    const endings = [this.#observeSize(), this.#observeOffset()];
    this.#unobserve = () => {
      for (const end of endings) end();
    };
  }

  dispose(): void {
    this.#parts.viewport.removeEventListener('wheel', this.#onWheel);
    this.#unobserve?.();
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

  /** Rows to have in the page. */
  rows(): readonly number[] {
    const base = this.#isShortened() ? this.#bar : 0;
    if (base !== this.#base) this.#parts.layer.style.transform = `translateY(${base}px)`;
    this.#base = base;
    return this.#rowsFrom(this.first());
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
    this.#moved();
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

  #observeSize(): () => void {
    const { viewport, headHeight, resized, changed } = this.#parts;
    const measure = (): void => {
      const { clientHeight } = viewport;
      const height = Math.max(0, clientHeight - headHeight);
      // A hidden list keeps its rows.
      if (clientHeight === 0 || height === this.#view) return;
      this.#view = height;
      resized();
      changed();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(viewport);
    measure();
    return () => observer.disconnect();
  }

  #observeOffset(): () => void {
    const { viewport, changed } = this.#parts;
    let frame: number | undefined;
    const tell = (): void => {
      frame = undefined;
      // In a shortened list every row has moved, in others only what is visible.
      const first = this.first();
      if (first === this.#told && !this.#isShortened()) return;
      this.#told = first;
      changed();
    };
    const inFrame = (): void => {
      frame ??= requestAnimationFrame(tell);
    };
    this.#inFrame = inFrame;
    const heard = (): void => {
      this.#bar = viewport.scrollTop;
      this.#moved();
    };
    viewport.addEventListener('scroll', heard, { passive: true });
    this.#bar = viewport.scrollTop;
    return () => {
      viewport.removeEventListener('scroll', heard);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }

  #moved(): void {
    this.#parts.scrolled();
    this.#inFrame();
  }

  /** Always as many rows, so that none is made or taken out while a list scrolls, and the pinned one. */
  #rowsFrom(firstVisible: number): number[] {
    const { rowHeight, pinned } = this.#parts;
    const length = Math.min(this.#count, Math.ceil(this.#view / rowHeight) + 1 + 2 * overscanRows);
    const first = Math.max(0, Math.min(firstVisible - overscanRows, this.#count - length));
    const rows = Array.from({ length }, (_, at) => first + at);
    const kept = pinned();
    if (kept >= 0 && kept < this.#count && (kept < first || kept >= first + length)) rows.push(kept);
    return rows;
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
