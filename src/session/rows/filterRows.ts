/** Which rows a filter lets through. */
import type { FilterTerm } from '../../report/filterTerm.ts';
import type { ReportTable } from '../../report/tables/table.ts';
import { SessionError } from '../sessionError.ts';
import type { RowOrder } from './rowOrder.ts';
import type { SliceScheduler } from './sliceScheduler.ts';

const STRIDE = 256;

/** Most rows that are searched. */
export const MAX_FILTERED_ROWS = 16_000_000;

/** Rows of `candidates` that match. */
export async function matchingRows(
  table: ReportTable,
  terms: readonly FilterTerm[],
  candidates: RowOrder,
  scheduler: SliceScheduler,
): Promise<Uint32Array> {
  const { length } = candidates;
  if (length > MAX_FILTERED_ROWS) {
    throw new SessionError('tooLongToFilter', { rows: length, most: MAX_FILTERED_ROWS });
  }
  const matches = new Uint32Array(length);
  const matchesRow = table.matcher(terms);
  let found = 0;
  for (let start = 0; start < length; start += STRIDE) {
    for (const index of candidates.subarray(start, start + STRIDE)) {
      if (matchesRow(index)) matches[found++] = index;
    }
    if (scheduler.due) await scheduler.yieldIfDue();
  }
  return matches.slice(0, found);
}
