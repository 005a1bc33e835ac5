/** Which rows a filter lets through: every blank-separated word must occur in some cell, in any case. */
import type { ReportTable } from '../report/table.ts';
import type { Pacer } from './pacer.ts';

const STRIDE = 256;

/** The words of a filter, without those that others contain. */
export function filterWords(filter: string): readonly string[] {
  const words = [...new Set(filter.toLowerCase().split(/\s+/).filter(Boolean))];
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}

/** Rows of `candidates` that match. */
export async function matchingRows(
  table: ReportTable,
  words: readonly string[],
  candidates: Uint32Array,
  pacer: Pacer,
): Promise<Uint32Array> {
  const matches = new Uint32Array(candidates.length);
  const matchesRow = table.matcher(words);
  let found = 0;
  for (let i = 0; i < candidates.length; i++) {
    const index = candidates[i] ?? 0;
    if (matchesRow(index)) matches[found++] = index;
    if (i % STRIDE === STRIDE - 1 && pacer.due) await pacer.breathe();
  }
  return matches.slice(0, found);
}
