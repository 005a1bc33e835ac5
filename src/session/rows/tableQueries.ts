/** What faces ask of a table, whatever it is of: windows of rows, copies, and where a row stands. */

import { shown } from '../../elf/bytes/printable.ts';
import type { FilterTerm } from '../../report/filterTerm.ts';
import { copyRows, MAX_COPY_CHARACTERS, MAX_COPY_ROWS } from '../../report/tables/copy.ts';
import type { ReportTable } from '../../report/tables/table.ts';
import type { RowQuery, RowView, RowWindow } from '../../report/viewModel/table.ts';
import { asked } from '../../report/views/asked.ts';
import type { SessionCatalogue } from '../english.ts';
import type { SessionFailures } from '../failures.ts';
import type { Copy, CopyQuery } from '../model.ts';
import { SessionError } from '../sessionError.ts';
import type { OrderCache } from './order.ts';
import { parseFilter } from './parseFilter.ts';
import { rowsOf } from './rowOrder.ts';
import type { SliceScheduler } from './sliceScheduler.ts';

/** Rows of one window: more is asked for in pieces. */
export const MAX_ROWS = 10_000;

const MOST_COPIED = { rows: MAX_COPY_ROWS, characters: MAX_COPY_CHARACTERS };

type RowMaker = (table: ReportTable, index: number) => RowView;

export class TableQueries {
  private readonly table: ReportTable | undefined;
  private readonly orders: OrderCache;
  private readonly scheduler: SliceScheduler;
  private readonly words: SessionCatalogue;
  private readonly english: () => ReportTable | undefined | Promise<ReportTable | undefined>;
  private readonly rowOf: RowMaker;

  /**
   * @param table undefined: there is none, and nothing in it
   * @param english the table as JSON has it, whatever language it is shown in
   * @param rowOf a row as windows have it
   */
  constructor(
    table: ReportTable | undefined,
    orders: OrderCache,
    scheduler: SliceScheduler,
    words: SessionCatalogue,
    english: () => ReportTable | undefined | Promise<ReportTable | undefined>,
    rowOf: RowMaker = (of, index) => of.row(index),
  ) {
    this.table = table;
    this.orders = orders;
    this.scheduler = scheduler;
    this.words = words;
    this.english = english;
    this.rowOf = rowOf;
  }

  async rows(query: RowQuery): Promise<RowWindow> {
    const { table } = this;
    if (table === undefined) return { table: query.table, start: 0, rows: [], matchCount: 0, rowCount: 0 };
    const terms = this.terms(table, query);
    if (typeof terms === 'string')
      return {
        table: query.table,
        start: 0,
        rows: [],
        matchCount: 0,
        rowCount: table.rowCount,
        problem: terms,
      };
    const order = await this.orders.order(table, query, this.scheduler);
    const { start, end } = asked(query.start, query.count, order.length, MAX_ROWS);
    const indices = order.subarray(start, end);
    const marks = terms.flatMap((term) =>
      term.kind === 'quick'
        ? []
        : [{ text: shown(term.text), ...(term.kind === 'column' ? { column: term.column } : {}) }],
    );
    return {
      table: query.table,
      start,
      rows: Array.from(indices, (index) => this.rowOf(table, index)),
      matchCount: order.length,
      rowCount: table.rowCount,
      ...(marks.length === 0 ? {} : { marks }),
    };
  }

  /** All rows that a filter lets through; none where it names a column that is not there. */
  async indices(filter: string): Promise<ArrayLike<number>> {
    const { table } = this;
    const query = { table: table?.id ?? 'symbols', filter, start: 0, count: 0 };
    if (table === undefined || typeof this.terms(table, query) === 'string') return [];
    const order = await this.orders.order(table, query, this.scheduler);
    return order.subarray(0, order.length);
  }

  async copy(query: CopyQuery): Promise<Copy> {
    const { table, scheduler } = this;
    if (table === undefined) return { text: '' };
    const order = await this.orders.order(table, query, scheduler);
    const { start, end } = asked(query.start, query.count, order.length, order.length);
    const { format, columns } = query;
    const { text, rows } = await scheduler.run(
      copyRows((format === 'json' && (await this.english())) || table, rowsOf(order, start, end), {
        format,
        columns,
      }),
    );
    const of = end - start;
    return { text, ...(rows < of ? { note: this.words.copyCut(rows, of, MOST_COPIED) } : {}) };
  }

  async locate(query: RowQuery, index: number): Promise<number> {
    const { table } = this;
    if (table === undefined || typeof this.terms(table, query) === 'string') return -1;
    return (await this.orders.order(table, query, this.scheduler)).indexOf(index);
  }

  /** The filter's terms; a sentence where it names a column that is not there: no row answers that. */
  private terms(table: ReportTable, { filter }: RowQuery): readonly FilterTerm[] | string {
    try {
      return parseFilter(filter, table.view);
    } catch (error) {
      if (!(error instanceof SessionError) || error.code !== 'noSuchColumn') throw error;
      return this.words.failures.noSuchColumn(error.args as SessionFailures['noSuchColumn']);
    }
  }

  async find(name: string, consumer = ''): Promise<number> {
    const { table, scheduler } = this;
    for (let index = 0; index < (table?.rowCount ?? 0); index++) {
      if (table?.isNamed(index, name, consumer)) return index;
      if (index % 1024 === 1023 && scheduler.due) await scheduler.yieldIfDue();
    }
    return -1;
  }
}
