/** Columns of a table: widths, head cells, and the cells of a row. */
import type { ColumnView, RowView } from '../../src/protocol.ts';
import { dragPointer, h, setText } from '../dom.ts';
import { text } from '../english.ts';
import { icon, toneIconName } from '../icons.ts';
import type { TableState } from '../state.ts';

const cellPadding = 20;
const narrowest = 40;
/** Characters from which on a column grows with the view. */
const wide = 30;
/** Room for the icon of a row's tone, in the first column. */
const toneWidth = 18;

let characterWidths: { readonly plain: number; readonly mono: number } | undefined;

/** Width of a digit in both fonts, measured once: the theme's fonts do not change under a page. */
function measureCharacters(): { readonly plain: number; readonly mono: number } {
  if (characterWidths !== undefined) return characterWidths;
  const measure = (className: string): number => {
    const probe = h('span', { class: `probe ${className}` }, '0'.repeat(20));
    document.body.append(probe);
    const width = probe.getBoundingClientRect().width / 20;
    probe.remove();
    return width;
  };
  characterWidths = { plain: measure(''), mono: measure('mono') };
  return characterWidths;
}

function naturalWidth(column: ColumnView, first: boolean): number {
  const { plain, mono } = measureCharacters();
  const content = column.width * (column.mono ? mono : plain);
  // The head needs room for its title and the arrow.
  const title = column.title.length * plain + 12;
  return Math.ceil(Math.max(content, title) + cellPadding + (first ? toneWidth : 0));
}

export class Columns {
  readonly head: readonly HTMLElement[];
  readonly #columns: readonly ColumnView[];
  readonly #state: TableState;
  readonly #changed: () => void;

  constructor(columns: readonly ColumnView[], state: TableState, changed: () => void) {
    this.#columns = columns;
    this.#state = state;
    this.#changed = changed;
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
    element.style.setProperty('--columns', template.join(' '));
    element.style.setProperty('--columns-width', `${widths.reduce((sum, width) => sum + width, 0)}px`);
  }

  resize(at: number, pixels: number): void {
    const column = this.#columns[at];
    if (column === undefined) return;
    this.#state.widths ??= {};
    this.#state.widths[column.id] = Math.max(narrowest, this.#width(column, at) + pixels);
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

  /** Fills a row element with the cells of `row`, or with placeholders while it is on its way. */
  fill(element: HTMLElement, row: RowView | undefined): void {
    if (element.children.length !== this.#columns.length) this.#makeCells(element);
    element.className = `grid-row tone-${row?.tone ?? 'plain'}${row === undefined ? ' is-loading' : ''}`;
    this.#columns.forEach((_, at) => {
      const cell = element.children[at];
      const content = cell?.lastElementChild;
      if (!(cell instanceof HTMLElement) || !content) return;
      setText(content, row?.cells[at] ?? (row === undefined && at === 0 ? text.loadingRow : ''));
    });
    const mark = element.firstElementChild?.firstElementChild;
    const name = toneIconName(row?.tone ?? 'plain');
    if (!(mark instanceof HTMLElement) || mark.dataset['icon'] === (name ?? '')) return;
    mark.dataset['icon'] = name ?? '';
    mark.replaceChildren(...(name === undefined ? [] : [icon(name)]));
  }

  #makeCells(element: HTMLElement): void {
    element.replaceChildren(
      ...this.#columns.map((column, at) => {
        const classes = `cell align-${column.align}${column.mono ? ' mono' : ''}`;
        const content = h('span', { class: 'cell-text' });
        const mark = at === 0 && h('span', { class: 'cell-mark' });
        return h('div', { class: classes, role: 'gridcell', 'aria-colindex': at + 1 }, mark, content);
      }),
    );
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
      at === 0 && h('span', { class: 'cell-mark' }),
      h('span', { class: 'head-text' }, column.title),
    );
    const grip = h('span', { class: 'head-grip', 'aria-hidden': 'true' });
    grip.addEventListener('pointerdown', (event) => dragPointer(event, grip, (x) => this.resize(at, x)));
    grip.addEventListener('click', (event) => event.preventDefault());
    grip.addEventListener('dblclick', () => {
      delete this.#state.widths?.[column.id];
      this.#changed();
    });
    cell.append(grip);
    return cell;
  }
}
