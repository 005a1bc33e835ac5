/** A table of the image: filter, count, virtual rows fetched in windows, sort, copy, selection. */
import type { RevealTarget, RowQuery, RowView, TableView } from '../../src/protocol.ts';
import type { TableContext } from '../context.ts';
import { explainWhenClipped, h } from '../dom.ts';
import { focusAsked, focusLate } from '../focus.ts';
import { isAbort } from '../host.ts';
import type { TableState } from '../state.ts';
import { text } from '../text.ts';
import { linkIn } from './cellLinks.ts';
import { openColumnMenu } from './columnMenu.ts';
import { Columns } from './columns.ts';
import { type CopyPart, copyMenu, copySelection } from './copyMenu.ts';
import { FilterBar } from './filterBar.ts';
import { openFilterHelp } from './filterHelp.ts';
import { Grid } from './grid.ts';
import { Marks } from './marks.ts';
import { Notice } from './notice.ts';
import { isPlain, rowQuery, typedFilter } from './rowQuery.ts';
import { WindowCache } from './windowCache.ts';

const rowHeight = 22;
/** Of tables with sentences, which take two lines. */
const tallRowHeight = 40;

/** The text of a cell as the image has it: a name of the source is another one there. */
function imageText(row: RowView | undefined, position: number): string | undefined {
  return row?.mangled?.cell === position ? row.mangled.name : row?.cells[position];
}

export class TableWidget {
  readonly element: HTMLElement;
  readonly #context: TableContext;
  readonly #view: TableView;
  readonly #state: TableState;
  #columns: Columns;
  #grid: Grid;
  readonly #bar: FilterBar;
  readonly #notice = new Notice();
  readonly #marks = new Marks();
  readonly #resize: ResizeObserver;
  #cache: WindowCache<RowView>;
  /** Aborts what belongs to the previous filter or sort. */
  #generation = new AbortController();
  #matches: number;
  #started = false;
  /** The row that was opened before it had arrived. */
  #toOpen: { readonly row: number; readonly how: 'key' | 'pointer' } | undefined;

  constructor(context: TableContext, view: TableView) {
    this.#context = context;
    this.#view = view;
    this.#state = context.store.table(view.id);
    this.#matches = view.rowCount;
    this.#columns = this.#makeColumns();
    this.#grid = this.#makeGrid();
    if (this.#state.typed !== undefined) this.#state.filter = this.#state.typed;
    this.#bar = new FilterBar(
      typedFilter(this.#state),
      () => {
        this.#state.typed = this.#bar.value();
        context.store.saveSoon();
      },
      // What was typed is kept already, and who took the table's place may have been typed into since.
      () => this.#generation.signal.aborted || this.#setFilter(this.#bar.value()),
      () => this.focus(),
      (button) => {
        const box = button.getBoundingClientRect();
        this.#openMenu(this.#grid.row, this.#grid.cell, box.right, box.bottom, button);
      },
      (button) => openFilterHelp(button, view, (word) => this.#addToFilter(word)),
    );
    this.element = h(
      'section',
      { class: 'table', 'aria-label': view.title, 'data-table': view.id },
      this.#bar.element,
      h('div', { class: 'table-body' }, this.#grid.element, this.#notice.element),
    );
    this.#cache = this.#makeCache();
    this.#resize = new ResizeObserver(() => {
      const { element } = this.#grid;
      this.#columns.pin(element, element.clientWidth);
      // Beside what says why, the cell that it is about stays in view; where it is about the row, nothing moves.
      const { cell, selected } = this.#grid;
      const isOfCell = context.inspector.isOpen() && this.#cache.get(selected)?.outcomes !== undefined;
      const reached = isOfCell && this.#columns.reach(element, cell);
      if (reached) this.#grid.refresh();
      else this.#placeColumns();
      this.#start();
    });
    this.#resize.observe(this.#grid.element);
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#generation.abort();
    this.#cache.dispose();
    this.#marks.dispose();
    this.#grid.dispose();
  }

  focus(): void {
    focusLate(this.#grid.element);
  }

  focusFilter(): boolean {
    this.#bar.focus();
    return true;
  }

  /** Selects a row, scrolls to it and opens its details. Clears a filter that hides it. */
  async reveal(target: Omit<RevealTarget, 'table'>): Promise<void> {
    const { host } = this.#context;
    const giveFocus = focusAsked();
    const index =
      target.index ?? (await host.call('find', [this.#view.id, target.name ?? '', target.consumer ?? '']));
    if (index < 0) return;
    let at = await host.call('locate', [this.#query(0, 0), index]);
    if (at < 0) {
      // Who took the table's place has its own filter, which may have been typed into since.
      if (this.#generation.signal.aborted) return;
      this.filter('');
      at = await host.call('locate', [this.#query(0, 0), index]);
    }
    if (at < 0) return;
    this.#start();
    this.#state.selected = index;
    this.#grid.select(at, this.#grid.cell, 'middle');
    giveFocus(this.#grid.element);
    const row = await this.#rowAt(at);
    if (this.#state.selected === index) this.#keepSelected(row);
    if (!this.#context.inspector.covers()) this.#openDetail(row, false);
  }

  async #rowAt(at: number): Promise<RowView | undefined> {
    const known = this.#cache.get(at);
    if (known !== undefined) return known;
    return (await this.#context.host.call('rows', [this.#query(at, 1)])).rows[0];
  }

  #makeColumns(): Columns {
    return new Columns(
      this.#view.columns,
      this.#state,
      () => this.#widthsChanged(),
      () => this.#cache.values(),
    );
  }

  #makeGrid(): Grid {
    const { columns } = this.#view;
    const grid = new Grid({
      label: this.#view.title,
      rowHeight: columns.some(({ wraps }) => wraps) ? tallRowHeight : rowHeight,
      head: this.#columns.head,
      cellCount: () => this.#columns.shown.length,
      fill: (element, row) =>
        this.#columns.fill(element, this.#cache.get(row), this.#cache.late ? text.loadingRow : ''),
      visible: (first, last) => this.#cache.need(first, last, this.#grid.count),
      moved: (row) => this.#onMoved(row),
      opened: (row, cell, how, event) => this.#follow(row, cell, event) || this.#open(row, how),
      headPressed: (cell) => this.#sortBy(cell),
      headResized: (cell, step) => this.#columns.resize(cell, step * 16),
      copied: (row, cell) => this.#copyRow(row, cell),
      menu: (row, cell, x, y) => this.#openMenu(row, cell, x, y, this.#grid.element),
      escaped: () => {
        this.#toOpen = undefined;
        this.#context.inspector.close();
      },
      keepsSelected: () => this.#context.inspector.isOpen(),
      scrolled: () => this.#onScrolled(),
      reached: (cell) => {
        if (this.#columns.reach(this.#grid.element, cell)) this.#grid.refresh();
      },
      rendered: () => this.#marks.refresh(this.#grid.rowElements(), this.#columns.placed),
    });
    grid.setColumnCount(this.#columns.shown.length);
    grid.element.addEventListener('mouseover', (event) => explainWhenClipped(event, '.cell.clips'));
    this.#columns.markSort();
    this.#columns.apply(grid.element);
    return grid;
  }

  /** Other columns, in the same place. */
  #columnsChanged(): void {
    const { element } = this.#grid;
    const { row, selected } = this.#grid;
    this.#resize.unobserve(element);
    this.#grid.dispose();
    this.#columns = this.#makeColumns();
    this.#grid = this.#makeGrid();
    element.replaceWith(this.#grid.element);
    this.#grid.start();
    this.#grid.setCount(this.#matches);
    this.#grid.scrollToRow(this.#state.top ?? 0);
    if (selected >= 0) this.#grid.select(selected, 0, 'none');
    else this.#grid.row = row;
    this.#resize.observe(this.#grid.element);
    this.#save();
  }

  #makeCache(): WindowCache<RowView> {
    const { host } = this.#context;
    let fresh = true;
    return new WindowCache<RowView>(
      async (start, count, signal) => {
        const window = await host.call('rows', [this.#query(start, count)], signal);
        this.#marks.seek(window.marks ?? []);
        this.#setMatches(window.matchCount);
        if (window.problem !== undefined) this.#notice.refused(window.problem, () => this.#clearFilter());
        return window.rows;
      },
      (start, count) => {
        // Rows of the previous filter or sort stay on screen until the first of the new ones are here.
        if (fresh) this.#grid.refresh();
        else this.#grid.refresh(start, count);
        fresh = false;
        if (this.#awaitsRow(start, count)) this.#onMoved(this.#grid.selected);
        const { row, how } = this.#toOpen ?? {};
        if (row !== undefined && how !== undefined && this.#cache.get(row) !== undefined)
          this.#open(row, how);
      },
      (error) => {
        this.#context.report(error);
        this.#notice.failed(error, () => this.#restart());
      },
      () => {
        const waiting = this.#grid.element.querySelectorAll<HTMLElement>('.is-loading');
        for (const row of waiting) this.#columns.fill(row, undefined, text.loadingRow);
      },
    );
  }

  /** Whether the reader moved to a row before it had arrived. */
  #awaitsRow(start: number, count: number): boolean {
    const { selected } = this.#grid;
    return this.#state.selected === undefined && selected >= start && selected < start + count;
  }

  #query(start: number, count: number): RowQuery {
    return rowQuery(this.#view.id, this.#state, start, count);
  }

  /** First time the table has a size: asks for rows and restores where the reader was. */
  #start(): void {
    if (this.#started || this.#grid.element.clientHeight === 0) return;
    this.#started = true;
    this.#grid.start();
    const { filter, top, left, selected, column } = this.#state;
    this.#setMatches(this.#view.rowCount, true);
    if (filter !== undefined && filter !== '') this.#cache.need(0, 0, 1);
    this.#grid.scrollToRow(top ?? this.#opensAt());
    if (left !== undefined) this.#grid.element.scrollLeft = left;
    // There may be fewer columns than there were.
    this.#grid.cell = Math.min(column ?? 0, this.#columns.shown.length - 1);
    if (selected !== undefined) void this.#selectAgain(selected);
  }

  /** Which row it is may be another one now: the image was read anew. */
  async #selectAgain(index: number): Promise<void> {
    const { host, report } = this.#context;
    const { selectedName } = this.#state;
    const { id } = this.#view;
    const { signal } = this.#generation;
    let now = index;
    try {
      if (selectedName !== undefined) {
        const { rows } = await host.call('rows', [{ table: id, filter: '', start: index, count: 1 }], signal);
        if (this.#nameOf(rows[0]) !== selectedName)
          now = await host.call('find', [id, selectedName, ''], signal);
      }
    } catch (error) {
      if (!isAbort(error)) report(error);
      return;
    }
    // The reader was quicker.
    if (signal.aborted || this.#state.selected !== index) return;
    if (now !== index) this.#state.selected = now;
    if (now < 0) this.#keepSelected(undefined);
    else await this.#restoreSelection(now, 'none');
  }

  #nameOf(row: RowView | undefined): string | undefined {
    return imageText(
      row,
      this.#view.columns.findIndex(({ id }) => id === 'name'),
    );
  }

  #keepSelected(row: RowView | undefined): void {
    const name = this.#nameOf(row);
    if (row === undefined) delete this.#state.selected;
    else this.#state.selected = row.index;
    if (name === undefined) delete this.#state.selectedName;
    else this.#state.selectedName = name;
    this.#save();
  }

  /** Past the imports, where these are more than fit. */
  #opensAt(): number {
    const { opensAt = 0 } = this.#view;
    return isPlain(this.#state) && opensAt >= this.#grid.page() ? opensAt : 0;
  }

  async #restoreSelection(index: number, where: 'nearest' | 'none'): Promise<void> {
    const signal = this.#generation.signal;
    try {
      const at = await this.#context.host.call('locate', [this.#query(0, 0), index], signal);
      if (signal.aborted) return;
      if (at < 0) {
        this.#grid.clearSelection();
        return;
      }
      this.#grid.moveSelection(at, where);
      const { store, inspector } = this.#context;
      if (!store.view.inspector.open || inspector.covers()) return;
      const row = await this.#rowAt(at);
      if (!signal.aborted) this.#openDetail(row, false);
    } catch (error) {
      if (!isAbort(error)) this.#context.report(error);
    }
  }

  #setMatches(count: number, force = false): void {
    if (count === 0) this.#explainNoRows();
    else this.#notice.hide();
    if (!force && count === this.#matches) return;
    this.#matches = count;
    this.#bar.setCount(count, this.#view.rowCount);
    this.#grid.setCount(count);
  }

  #explainNoRows(): void {
    const filter = this.#state.filter ?? '';
    if (filter === '' || this.#view.rowCount === 0) this.#notice.empty(this.#view.emptyText);
    else this.#notice.noMatch(filter, () => this.#clearFilter());
  }

  #clearFilter(): void {
    this.filter('');
    this.#bar.focus();
  }

  #addToFilter(word: string): void {
    const before = this.#bar.value().trim();
    this.filter(before === '' ? word : `${before} ${word}`);
  }

  /** As if it had been typed. */
  filter(filter: string): void {
    this.#bar.setValue(filter);
    this.#setFilter(filter);
  }

  #setFilter(filter: string): void {
    delete this.#state.typed;
    if (filter === (this.#state.filter ?? '')) return;
    this.#state.filter = filter;
    this.#grid.scrollToRow(0);
    this.#restart();
  }

  #sortBy(cell: number): void {
    const column = this.#columns.shown[cell]?.column;
    if (column === undefined || !column.sortable) return;
    const now = this.#state.sort;
    // Up, down, and back to the order of the image.
    if (now?.column !== column.id) this.#state.sort = { column: column.id, descending: false };
    else if (!now.descending) this.#state.sort = { column: column.id, descending: true };
    else delete this.#state.sort;
    this.#columns.markSort();
    this.#restart();
  }

  /** Another filter or sort: everything fetched is out of date. */
  #restart(): void {
    this.#save();
    // Typed just before another view took the place.
    if (this.#generation.signal.aborted) return;
    this.#generation.abort();
    this.#generation = new AbortController();
    this.#toOpen = undefined;
    this.#cache.dispose();
    this.#cache = this.#makeCache();
    if (this.#matches > 0) this.#notice.hide();
    if (this.#matches === 0) this.#cache.need(0, 0, 1);
    const first = Math.min(this.#grid.firstRow(), Math.max(0, this.#matches - 1));
    if (this.#matches > 0) this.#cache.need(first, first + 60, this.#matches);
    if (this.#state.selected !== undefined) void this.#restoreSelection(this.#state.selected, 'nearest');
  }

  #onMoved(row: number): void {
    if (row !== this.#toOpen?.row) this.#toOpen = undefined;
    const view = this.#cache.get(row);
    this.#state.column = this.#grid.cell;
    this.#keepSelected(view);
    if (view !== undefined && this.#context.inspector.isOpen()) this.#openDetail(view, false);
  }

  /** Of the row, or of its active cell where each says something of its own. */
  #openDetail(view: RowView | undefined, takeFocus: boolean): void {
    const { element, cell } = this.#grid;
    const column = view?.outcomes === undefined ? undefined : this.#columns.shown[cell]?.position;
    this.#context.inspector.open(this.#view.id, view, element, takeFocus, column);
  }

  /** Goes where a cell leads; false where it does not. */
  #follow(row: number, cell: number, event: KeyboardEvent | MouseEvent): boolean {
    const view = this.#cache.get(row);
    const position = this.#columns.shown[cell]?.position;
    if (view === undefined || position === undefined) return false;
    const to = linkIn(view, position, event, this.#grid.cellElement(row, cell));
    if (to === undefined) return false;
    this.#keepSelected(view);
    this.#context.inspector.follow(to);
    return true;
  }

  #open(row: number, how: 'key' | 'pointer'): void {
    const view = this.#cache.get(row);
    // It opens when it comes, unless what stands there is still a row of another filter or sort.
    const waits = this.#grid.rowElement(row)?.classList.contains('is-loading') === true;
    this.#toOpen = view === undefined && waits ? { row, how } : undefined;
    if (view === undefined) return;
    this.#openDetail(view, how === 'key');
    this.#keepSelected(view);
  }

  #copyRow(row: number, cell: number): void {
    const column = this.#columns.shown[cell]?.column;
    if (row < 0 && column !== undefined) this.#copy({ columns: [column.id] });
    else this.#copy({ start: row, count: 1 });
  }

  #copy(part: CopyPart): void {
    const { host } = this.#context;
    // JSON has the report's rows, whatever is shown of them.
    const columns =
      part.format === 'json' ? {} : { columns: this.#columns.shown.map(({ column }) => column.id) };
    copySelection(host, this.#query(0, this.#matches), { ...columns, ...part }, (words) =>
      this.#bar.say(words),
    );
  }

  #openMenu(row: number, cell: number, x: number, y: number, returnFocus: HTMLElement): void {
    const at = Math.max(0, cell);
    const shown = this.#columns.shown[at];
    copyMenu(
      { x, y, alignEnd: returnFocus !== this.#grid.element, returnFocus },
      {
        row: row < 0 || this.#grid.count === 0 ? undefined : row,
        cell: shown && imageText(this.#cache.get(row), shown.position),
        column: shown?.column,
        open: () => this.#open(row, 'key'),
        copy: (part) => this.#copy(part),
        copyText: (value) => void this.#context.host.call('copyText', [value]).catch(this.#context.report),
        fitColumn: () => this.#columns.fit(at),
        chooseColumns: () => this.#openColumnMenu(),
        resetWidths: this.#state.widths === undefined ? undefined : () => this.#columns.resetWidths(),
      },
    );
  }

  #openColumnMenu(): void {
    openColumnMenu(this.#bar.menu, this.#view.columns, this.#state, () => this.#columnsChanged());
  }

  #widthsChanged(): void {
    this.#columns.apply(this.#grid.element);
    // What fits has changed.
    this.#grid.refresh();
    this.#context.store.saveSoon();
  }

  #placeColumns(): void {
    if (this.#columns.place(this.#grid.element, this.#grid.cell)) this.#grid.refresh();
  }

  #onScrolled(): void {
    this.#placeColumns();
    this.#state.top = this.#grid.firstRow();
    this.#state.left = this.#grid.element.scrollLeft;
    this.#context.store.saveSoon();
  }

  #save(): void {
    this.#context.store.save();
  }
}
