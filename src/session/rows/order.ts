/** The order of rows behind a query: filtered, then sorted, and kept for the next window of the same query. */
import { type FilterTerm, implies } from '../../report/filterTerm.ts';
import type { ReportTable } from '../../report/tables/table.ts';
import type { RowQuery } from '../../report/viewModel/table.ts';
import { SessionError } from '../sessionError.ts';
import { matchingRows } from './filterRows.ts';
import { parseFilter } from './parseFilter.ts';
import { NaturalOrder, type RowOrder } from './rowOrder.ts';
import type { SliceScheduler } from './sliceScheduler.ts';
import { MAX_SORTED_ROWS, sortedBy } from './sortOrder.ts';

/** Index arrays kept: a few tables, a few filters while typing. 2 MB each for 500,000 rows. */
const KEPT = 12;
/** Rows of all that are kept, 64 MB; the newest is kept whatever it has. */
export const MAX_KEPT_ROWS = 16_000_000;

export class OrderCache {
  private readonly orders = new Map<string, Uint32Array>();

  /** Row indices in the order of the query. */
  async order(table: ReportTable, query: RowQuery, scheduler: SliceScheduler): Promise<RowOrder> {
    const { sort } = query;
    const terms = parseFilter(query.filter, table.view);
    const key = JSON.stringify(
      sort === undefined ? [query.table, terms] : [query.table, terms, sort.column, sort.descending],
    );
    const kept = this.recall(key);
    if (kept !== undefined) return kept;
    scheduler.check();
    const matches = await this.matches(table, terms, scheduler);
    const keys = sort === undefined ? undefined : table.sortKeys(sort.column);
    if (sort === undefined || keys === undefined) return matches;
    const { length } = matches;
    if (length > MAX_SORTED_ROWS) {
      throw new SessionError('tooLongToSort', { rows: length, most: MAX_SORTED_ROWS });
    }
    return this.keep(key, await sortedBy(matches.subarray(0, length), keys, sort.descending, scheduler));
  }

  clear(): void {
    this.orders.clear();
  }

  private async matches(
    table: ReportTable,
    terms: readonly FilterTerm[],
    scheduler: SliceScheduler,
  ): Promise<RowOrder> {
    if (terms.length === 0) return new NaturalOrder(table.rowCount);
    const key = JSON.stringify([table.view.id, terms]);
    const kept = this.recall(key);
    if (kept !== undefined) return kept;
    const candidates = this.narrower(table, terms) ?? new NaturalOrder(table.rowCount);
    return this.keep(key, await matchingRows(table, terms, candidates, scheduler));
  }

  /** While typing, each filter narrows the one before: search its matches only. */
  private narrower(table: ReportTable, terms: readonly FilterTerm[]): Uint32Array | undefined {
    let best: Uint32Array | undefined;
    for (const [key, matches] of this.orders) {
      const [id, earlier, ...sort] = JSON.parse(key) as [string, readonly FilterTerm[], ...unknown[]];
      if (id !== table.view.id || sort.length > 0) continue;
      const implied = earlier.every((term) => terms.some((each) => implies(each, term)));
      if (implied && (best === undefined || matches.length < best.length)) best = matches;
    }
    return best;
  }

  private recall(key: string): Uint32Array | undefined {
    const kept = this.orders.get(key);
    if (kept !== undefined) this.keep(key, kept);
    return kept;
  }

  private keep(key: string, order: Uint32Array): Uint32Array {
    this.orders.delete(key);
    this.orders.set(key, order);
    let rows = 0;
    for (const { length } of this.orders.values()) rows += length;
    for (const [oldest, { length }] of this.orders) {
      if (this.orders.size <= KEPT && (rows <= MAX_KEPT_ROWS || this.orders.size === 1)) break;
      this.orders.delete(oldest);
      rows -= length;
    }
    return order;
  }
}
