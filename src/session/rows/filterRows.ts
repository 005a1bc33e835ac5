/** Which rows a filter lets through: every blank-separated word must occur in some cell, in any case. */
import type { ReportTable } from '../../report/tables/table.ts';
import { SessionError } from '../sessionError.ts';
import type { RowOrder } from './rowOrder.ts';
import type { SliceScheduler } from './sliceScheduler.ts';

const STRIDE = 256;

/** Most rows that are searched, and most characters that they are searched for. */
export const MAX_FILTERED_ROWS = 16_000_000;
export const MAX_FILTER_CHARACTERS = 1_000;

/** The words of a filter, without those that others contain; throws a SessionError for one that nobody types. */
export function filterWords(filter: string): readonly string[] {
  if (filter.length > MAX_FILTER_CHARACTERS) {
    throw new SessionError('filterTooLong', { characters: filter.length, most: MAX_FILTER_CHARACTERS });
  }
  const words = [...new Set(filter.toLowerCase().split(/\s+/).filter(Boolean))];
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}

/** Rows of `candidates` that match. */
export async function matchingRows(
  table: ReportTable,
  words: readonly string[],
  candidates: RowOrder,
  scheduler: SliceScheduler,
): Promise<Uint32Array> {
  const { length } = candidates;
  if (length > MAX_FILTERED_ROWS) {
    throw new SessionError('tooLongToFilter', { rows: length, most: MAX_FILTERED_ROWS });
  }
  const matches = new Uint32Array(length);
  const matchesRow = table.matcher(words);
  let found = 0;
  for (let start = 0; start < length; start += STRIDE) {
    for (const index of candidates.subarray(start, start + STRIDE)) {
      if (matchesRow(index)) matches[found++] = index;
    }
    if (scheduler.due) await scheduler.yieldIfDue();
  }
  return matches.slice(0, found);
}
