/** Columns of a table: widths, head cells, and the cells of a row. */
import { type ColumnView, columnsOf, type RowView } from '../../src/protocol.ts';
import { dragPointer, h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { TableState } from '../state.ts';
import { text } from '../text.ts';
import { CellTexts } from './cellTexts.ts';
import { characterWidths, textWidth } from './characterWidths.ts';
import { ColumnWindow } from './columnWindow.ts';
import { type PlacedColumn, type ShownColumn, shownColumns } from './shownColumns.ts';

const cellPadding = 20;
const narrowest = 40;
/** Characters from which on a column grows with the view. */
const wide = 30;
/** Characters of a title for which a column is made wider: all of it is in the tooltip. */
const longestTitle = 26;
/** Room for the icon of a row's tone, in the first column. */
const toneWidth = 18;

function naturalWidth(column: ColumnView, first: boolean): number {
  const { plain, mono } = characterWidths();
  const content = column.width * (column.mono ? mono : plain).digit;
  // The head needs room for its title and the arrow.
  const title = Math.min(columnsOf(column.title), longestTitle) * plain.digit + 12;
  return Math.ceil(Math.max(content, title) + cellPadding + (first ? toneWidth : 0));
}

export class Columns {
  readonly head: readonly HTMLElement[];
  readonly shown: readonly ShownColumn[];
  readonly #columns: readonly ColumnView[];
  readonly #state: TableState;
  readonly #changed: () => void;
  readonly #window = new ColumnWindow();
  /** Made anew for other columns. */
  #rows = new WeakMap<HTMLElement, CellTexts>();
  readonly #rowsHere: () => Iterable<RowView>;
  /** How many characters are sure to fit into each column. */
  #room: readonly number[] = [];
  /** What the columns need at least, in pixels. */
  #total = 0;
  #viewWidth = 0;

  /** @param rowsHere those that have arrived, which a width is fitted to */
  constructor(
    all: readonly ColumnView[],
    state: TableState,
    changed: () => void,
    rowsHere: () => Iterable<RowView>,
  ) {
    this.shown = shownColumns(all, state);
    const columns = this.shown.map(({ column }) => column);
    this.#columns = columns;
    this.#state = state;
    this.#changed = changed;
    this.#rowsHere = rowsHere;
    this.head = columns.map((column, at) => this.#makeHead(column, at));
  }

  /** Writes the widths as a grid template on the element; wide columns share what is left. */
  apply(element: HTMLElement): void {
    const widths = this.#columns.map((column, at) => this.#width(column, at));
    const widest = Math.max(...this.#columns.map((column) => column.width));
    const template = widths.map((width, at) => {
      const column = this.#columns[at];
      const grows = column !== undefined && column.width >= Math.min(wide, widest);
      const chosen = column !== undefined && this.#state.widths?.[column.id] !== undefined;
      return grows && !chosen ? `minmax(${width}px, ${column.width}fr)` : `${width}px`;
    });
    this.#window.resize(widths);
    const { plain, mono } = characterWidths();
    this.#room = this.#columns.map((column, at) => {
      const inner = (widths[at] ?? 0) - cellPadding - (at === 0 ? toneWidth : 0);
      // A tenth of a character more or less is lost in the padding.
      return Math.floor(inner / (column.mono ? mono : plain).widest + 0.1);
    });
    element.style.setProperty('--columns', template.join(' '));
    this.#total = widths.reduce((sum, width) => sum + width, 0);
    element.style.setProperty('--columns-width', `${this.#total}px`);
    element.style.setProperty('--pinned', `${widths[0] ?? 0}px`);
    this.pin(element);
  }

  /**
   * Where not all columns fit the first stays while the others scroll: only there, because each pinned cell costs.
   * @param view its width in pixels as last heard: reading it from the page after a write costs a layout
   */
  pin(element: HTMLElement, view = this.#viewWidth): void {
    this.#viewWidth = view;
    element.classList.toggle('is-wide', this.#total > view);
  }

  /** Of the columns that are shown those that are in the page: all of them, where they are not very many. */
  get placed(): readonly PlacedColumn[] {
    return this.#window.places.flatMap((at) => {
      const shown = this.shown[at];
      return shown === undefined ? [] : { ...shown, at };
    });
  }

  /**
   * Puts the columns into the page that are in view.
   * @returns whether rows are to be filled again: there are others now
   */
  place(element: HTMLElement, active: number): boolean {
    if (!this.#window.move(element.scrollLeft, this.#viewWidth, active)) return false;
    this.#rows = new WeakMap();
    const heads = this.placed.map(({ at }) => {
      const head = this.head[at];
      if (head !== undefined) head.style.gridColumn = String(at + 1);
      return head;
    });
    element.querySelector('.grid-head')?.replaceChildren(...heads.filter((head) => head !== undefined));
    return true;
  }

  /** Scrolls to a column that is not in view, and puts it into the page. @returns as `place` */
  reach(element: HTMLElement, at: number): boolean {
    if (!element.classList.contains('is-wide')) return false;
    const left = this.#window.reach(at, element.scrollLeft, this.#viewWidth);
    if (left !== element.scrollLeft) element.scrollLeft = left;
    return this.place(element, at);
  }

  /** As wide as what stands in the rows that are here. */
  fit(at: number): void {
    const shown = this.shown[at];
    if (shown === undefined) return;
    const { column, position } = shown;
    let widest = textWidth(column.title, false) + 12;
    for (const row of this.#rowsHere()) {
      const icon = row.outcomes?.[position] ? toneWidth : 0;
      widest = Math.max(widest, textWidth(row.cells[position] ?? '', column.mono) + icon);
    }
    this.#state.widths ??= {};
    this.#state.widths[column.id] = Math.ceil(widest + cellPadding + (at === 0 ? toneWidth : 0) + 1);
    this.#changed();
  }

  resize(at: number, pixels: number): void {
    const column = this.#columns[at];
    if (column === undefined) return;
    // One that takes what is left is wider than it needs to be.
    const now = this.#state.widths?.[column.id] ?? this.head[at]?.getBoundingClientRect().width ?? 0;
    this.#state.widths ??= {};
    this.#state.widths[column.id] = Math.max(narrowest, now + pixels);
    this.#changed();
  }

  resetWidths(): void {
    delete this.#state.widths;
    this.#changed();
  }

  /** Shows in the head which column the rows are sorted by. */
  markSort(): void {
    this.#columns.forEach((column, at) => {
      const cell = this.head[at];
      if (cell === undefined || !column.sortable) return;
      const sort = this.#state.sort?.column === column.id ? this.#state.sort : undefined;
      const direction = sort?.descending === true ? 'descending' : 'ascending';
      cell.setAttribute('aria-sort', sort === undefined ? 'none' : direction);
      cell.querySelector('.icon')?.remove();
      if (sort !== undefined) cell.querySelector('.head-text')?.after(icon(sort.descending ? 'down' : 'up'));
    });
  }

  /** Fills a row element with the cells of `row`, or with `waiting` while it is on its way. */
  fill(element: HTMLElement, row: RowView | undefined, waiting = ''): void {
    let texts = this.#rows.get(element);
    if (texts === undefined) {
      texts = new CellTexts(element, this.placed);
      this.#rows.set(element, texts);
    }
    texts.show(row, waiting, this.#room);
  }

  #width(column: ColumnView, at: number): number {
    return this.#state.widths?.[column.id] ?? naturalWidth(column, at === 0);
  }

  #makeHead(column: ColumnView, at: number): HTMLElement {
    const sortHint = column.sortable ? `\n${text.sortHint}` : '';
    const cell = h(
      'div',
      {
        class: `cell head-cell align-${column.align}${column.sortable ? ' is-sortable' : ''}`,
        role: 'columnheader',
        'aria-colindex': at + 1,
        title: `${column.explain}${sortHint}`,
      },
      h('span', { class: 'head-text' }, column.title),
    );
    const grip = h('span', { class: 'head-grip', 'aria-hidden': 'true' });
    grip.addEventListener('pointerdown', (event) => dragPointer(event, grip, (x) => this.resize(at, x)));
    grip.addEventListener('click', (event) => event.preventDefault());
    grip.addEventListener('dblclick', () => this.fit(at));
    cell.append(grip);
    return cell;
  }
}
