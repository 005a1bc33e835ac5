/**
 * An ARIA grid over any number of rows of one height: one tab stop, the active cell is named by
 * aria-activedescendant, so focus never sits on a row that is recycled. Knows nothing of what a row shows.
 * Keys follow the ARIA authoring practices' grid pattern.
 */
import { h, isMac, uniqueId } from '../dom.ts';
import { cellUnder } from './cellUnder.ts';
import { keyMove } from './keys.ts';
import { RowScroller } from './rowScroller.ts';

export interface GridOptions {
  readonly label: string;
  readonly rowHeight: number;
  /** Cells of the head row, empty for a grid without one. */
  readonly head: readonly HTMLElement[];
  /** Cells of a row, which may differ from row to row. */
  readonly cellCount: (row: number) => number;
  /** Fills a recycled row element with cells; `row.children` must be its cells in order. */
  readonly fill: (element: HTMLElement, row: number) => void;
  /** Rows that are, or are about to be, on screen. */
  readonly visible: (first: number, last: number) => void;
  /** The active row, or its cell, has changed through key or pointer. */
  readonly moved: (row: number) => void;
  /** Enter, a blank or a click on a row. */
  readonly opened: (
    row: number,
    cell: number,
    how: 'key' | 'pointer',
    event: KeyboardEvent | MouseEvent,
  ) => void;
  readonly headPressed?: (cell: number) => void;
  readonly headResized?: (cell: number, step: number) => void;
  readonly copied?: (row: number, cell: number) => void;
  readonly menu?: (row: number, cell: number, x: number, y: number) => void;
  readonly escaped?: () => void;
  readonly scrolled?: () => void;
  /** Another cell is to be active: it may have to be put into the page first. */
  readonly reached?: (cell: number) => void;
  /** Whether the chosen row is to stay in view when the grid changes its size: its details are shown. */
  readonly keepsSelected?: () => boolean;
  /** Rows have been filled or moved; called often. */
  readonly rendered?: () => void;
}

export const headHeight = 26;

interface ShownRow {
  readonly element: HTMLElement;
  /** Distance from the layer's origin in pixels. */
  top: number | undefined;
}

export class Grid {
  readonly element: HTMLElement;
  /** The active cell; row -1 is the head. */
  row = 0;
  cell = 0;
  /** The row the reader has chosen, -1 for none. It stays chosen while the head is active. */
  selected = -1;
  readonly #options: GridOptions;
  readonly #id = uniqueId('grid');
  readonly #body: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #scroller: RowScroller;
  readonly #rows = new Map<number, ShownRow>();
  /** Row elements without a row, kept because making one costs more than filling it. */
  readonly #free: HTMLElement[] = [];
  /** Rows to fill again in the next frame. */
  #stale = new Set<number>();
  #frame: number | undefined;
  #count = 0;
  /** The cell that is marked as active. */
  #active: Element | undefined;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#layer = h('div', { class: 'grid-layer', role: 'presentation' });
    this.#body = h('div', { class: 'grid-body', role: 'rowgroup' }, this.#layer);
    this.element = h('div', {
      class: 'grid',
      role: 'grid',
      'data-focus': 'grid',
      tabindex: 0,
      'aria-label': options.label,
      'aria-readonly': 'true',
    });
    this.element.style.setProperty('--row-height', `${options.rowHeight}px`);
    if (options.head.length > 0) this.element.append(this.#makeHead(options.head));
    this.element.append(this.#body);
    this.#scroller = new RowScroller({
      viewport: this.element,
      body: this.#body,
      layer: this.#layer,
      rowHeight: options.rowHeight,
      headHeight: options.head.length > 0 ? headHeight : 0,
      pinned: () => (this.selected < 0 ? -1 : this.row),
      scrolled: () => options.scrolled?.(),
      resized: () => {
        if (this.selected >= 0 && options.keepsSelected?.() === true) this.#scroller.show(this.selected);
      },
      changed: () => this.#render(),
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('mousedown', (event) => this.#onPress(event));
    this.element.addEventListener('click', (event) => this.#onClick(event));
    this.element.addEventListener('contextmenu', (event) => this.#onMenu(event));
    this.element.addEventListener('focus', () => this.#markActive());
  }

  /** To be called once the element is in the page. */
  start(): void {
    this.#scroller.start();
  }

  dispose(): void {
    this.#cancelFrame();
    this.#scroller.dispose();
  }

  get count(): number {
    return this.#count;
  }

  setCount(count: number): void {
    this.#count = count;
    if (this.row >= count) this.row = Math.max(0, count - 1);
    const head = this.#options.head.length > 0 ? 1 : 0;
    this.element.setAttribute('aria-rowcount', String(count + head));
    this.#scroller.setCount(count);
  }

  setColumnCount(count: number): void {
    this.element.setAttribute('aria-colcount', String(count));
  }

  /**
   * Fills the rows on screen again, all of them or those in a range: in the next frame, once, and only those
   * that are still there then.
   */
  refresh(start = 0, count = Number.POSITIVE_INFINITY): void {
    for (const row of this.#rows.keys()) if (row >= start && row < start + count) this.#stale.add(row);
    this.#renderStale();
  }

  /** Makes a row (or the head) the active one without telling `moved`. */
  select(row: number, cell = this.cell, where: 'nearest' | 'middle' | 'none' = 'nearest'): void {
    this.row = row;
    if (cell !== this.cell) {
      this.cell = cell;
      // A pointer is where the cell is: nothing moves away under it.
      if (where !== 'none') this.#options.reached?.(cell);
    }
    if (row >= 0) this.selected = row;
    if (where !== 'none' && row >= 0) this.#scroller.show(row, where);
    this.#render();
  }

  /** Scrolls the active cell into view, sideways as well. */
  showActive(): void {
    this.#markActive();
    this.#activeCell()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // It may be pinned: then it is in view wherever the others are.
    if (this.cell === 0) this.element.scrollLeft = 0;
  }

  /** The chosen row has moved: another order. An active head stays active. */
  moveSelection(row: number, where: 'nearest' | 'none'): void {
    if (this.row >= 0) {
      this.select(row, this.cell, where);
      return;
    }
    this.selected = row;
    this.#render();
  }

  clearSelection(): void {
    this.selected = -1;
    if (this.row > 0) this.row = 0;
    this.#render();
  }

  firstRow(): number {
    return this.#scroller.first();
  }

  scrollToRow(row: number): void {
    this.#scroller.show(row, 'top');
  }

  /** Rows that fit. */
  page(): number {
    return this.#scroller.page();
  }

  /** The elements of all rows in the page. */
  rowElements(): readonly HTMLElement[] {
    return [...this.#rows.values()].map(({ element }) => element);
  }

  /** The element of a row, while it is in the page. */
  rowElement(row: number): HTMLElement | undefined {
    return this.#rows.get(row)?.element;
  }

  #makeHead(cells: readonly HTMLElement[]): HTMLElement {
    const row = h('div', { class: 'grid-head', role: 'row', 'aria-rowindex': 1 }, ...cells);
    cells.forEach((cell, at) => {
      cell.id = `${this.#id}-head-${at}`;
    });
    return h('div', { class: 'grid-head-group', role: 'rowgroup' }, row);
  }

  #render(): void {
    this.#cancelFrame();
    const rows = this.#scroller.rows();
    const wanted = new Set(rows);
    for (const [row, { element }] of this.#rows) {
      if (wanted.has(row)) continue;
      this.#rows.delete(row);
      this.#free.push(element);
    }
    const later = this.#outOfSight();
    for (const index of rows) {
      const known = this.#rows.get(index);
      const shown = known ?? this.#takeRow(index);
      if (known !== undefined && this.#stale.has(index) && !later.has(index))
        this.#fill(known.element, index);
      const top = this.#scroller.rowTop(index);
      if (shown.top === top) continue;
      shown.top = top;
      shown.element.style.transform = `translateY(${top}px)`;
    }
    this.#stale = later;
    this.#renderStale();
    for (const element of this.#free) element.remove();
    this.#markActive();
    this.#options.rendered?.();
    if (this.#count > 0) this.#options.visible(this.#scroller.first(), this.#scroller.lastVisible());
  }

  #renderStale(): void {
    if (this.#stale.size > 0) this.#frame ??= requestAnimationFrame(() => this.#render());
  }

  /** Stale rows that can wait a frame more, because others can be seen: filling a whole view is work enough. */
  #outOfSight(): Set<number> {
    const first = this.#scroller.first();
    const last = this.#scroller.lastVisible();
    const hidden = [...this.#stale].filter((row) => row < first || row > last);
    return new Set(hidden.length < this.#stale.size ? hidden : []);
  }

  #cancelFrame(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #takeRow(row: number): ShownRow {
    const element = this.#free.pop() ?? h('div', { class: 'grid-row', role: 'row' });
    const shown: ShownRow = { element, top: undefined };
    this.#rows.set(row, shown);
    this.#fill(element, row);
    if (!element.isConnected) this.#layer.append(element);
    return shown;
  }

  #fill(element: HTMLElement, row: number): void {
    const head = this.#options.head.length > 0 ? 2 : 1;
    element.setAttribute('aria-rowindex', String(row + head));
    element.dataset['row'] = String(row);
    this.#options.fill(element, row);
  }

  #markActive(): void {
    for (const [row, { element }] of this.#rows) {
      const selected = String(row === this.selected);
      if (element.getAttribute('aria-selected') !== selected) element.setAttribute('aria-selected', selected);
    }
    const old = this.#active;
    const active = this.#activeCell();
    // A name of its own for each position: screen readers look at the attribute, not at the element.
    const id = this.row < 0 ? active?.id : `${this.#id}-${this.row}-${this.cell}`;
    if (active === old && active?.id === id) return;
    old?.classList.remove('is-active');
    if (old?.role !== 'columnheader') old?.removeAttribute('id');
    this.#active = active;
    if (active === undefined) {
      this.element.removeAttribute('aria-activedescendant');
      return;
    }
    active.classList.add('is-active');
    if (id !== undefined) active.id = id;
    this.element.setAttribute('aria-activedescendant', active.id);
  }

  #activeCell(): Element | undefined {
    if (this.row < 0) return this.#options.head[Math.min(this.cell, this.#options.head.length - 1)];
    return this.cellElement(this.row, this.cell);
  }

  /** The element of a cell, or of the row's last one where it has fewer; undefined for what is not in the page. */
  cellElement(row: number, cell: number): Element | undefined {
    const cells = [...(this.rowElement(row)?.children ?? [])];
    return (
      cells.find((each) => each.ariaColIndex === String(cell + 1)) ?? cells[Math.min(cell, cells.length - 1)]
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.element) return;
    const command = isMac() ? event.metaKey : event.ctrlKey;
    const onHead = this.row < 0;
    if (onHead && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      this.#options.headResized?.(this.cell, event.key === 'ArrowRight' ? 1 : -1);
    } else if (command && event.key.toLowerCase() === 'c') {
      // Text the reader has marked wins: the browser copies it.
      if (!(document.getSelection()?.isCollapsed ?? true)) return;
      this.#options.copied?.(this.row, this.cell);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (onHead) this.#options.headPressed?.(this.cell);
      else if (this.#count > 0) this.#options.opened(this.row, this.cell, 'key', event);
    } else if (event.key === 'Escape') this.#options.escaped?.();
    else if (!this.#move(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #move(event: KeyboardEvent): boolean {
    const to = keyMove(event, {
      row: this.row,
      cell: this.cell,
      rows: this.#count,
      cells: this.row < 0 ? this.#options.head.length : this.#options.cellCount(this.row),
      page: this.#scroller.page(),
      hasHead: this.#options.head.length > 0,
      hasSelection: this.selected >= 0,
    });
    if (to === undefined) return false;
    const changed = to.row !== this.selected || to.cell !== this.cell;
    this.select(to.row, to.cell);
    this.showActive();
    if (changed && to.row >= 0) this.#options.moved(to.row);
    return true;
  }

  #onPress(event: MouseEvent): void {
    const at = cellUnder(event);
    if (at === undefined || at.row < 0) return;
    const moved = at.row !== this.selected || at.cell !== this.cell;
    this.select(at.row, at.cell, 'none');
    if (moved) this.#options.moved(at.row);
  }

  #onClick(event: MouseEvent): void {
    const at = cellUnder(event);
    if (at === undefined || event.defaultPrevented) return;
    if (at.row < 0) {
      this.row = -1;
      this.cell = Math.max(0, at.cell);
      this.#markActive();
      this.#options.headPressed?.(this.cell);
    } else if (document.getSelection()?.isCollapsed ?? true) {
      this.#options.opened(at.row, at.cell, 'pointer', event);
    }
  }

  #onMenu(event: MouseEvent): void {
    if (this.#options.menu === undefined) return;
    event.preventDefault();
    const at = cellUnder(event);
    // The menu key has no position: use the active cell.
    const byKey = at === undefined;
    const box = byKey ? this.#activeCell()?.getBoundingClientRect() : undefined;
    this.#options.menu(
      at?.row ?? this.row,
      at?.cell ?? this.cell,
      box === undefined ? event.clientX : box.left + 8,
      box === undefined ? event.clientY : box.bottom,
    );
  }
}
