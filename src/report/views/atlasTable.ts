/** The atlas of one architecture as a table: a runtime a row, a kernel a column. */
import type { AtlasRow } from '../../consumers/atlas/atlas.ts';
import type { Outcome } from '../../consumers/model.ts';
import type { ColumnSpec } from '../tables/columnSpec.ts';
import { defineTable, type ReportTable, tableOf } from '../tables/table.ts';
import type { Words } from '../words.ts';
import { atlasRowJson } from './atlasRowJson.ts';
import { type AtlasLine, type AtlasTable, kernelText } from './atlasView.ts';

/** Columns before the first kernel. */
export const ATLAS_FIXED_COLUMNS = 2;

/** Rows sorted by a kernel: what is well first, as the words would not have it. */
const RANKS: readonly Outcome[] = [
  'found',
  'partial',
  'fallback',
  'unknown',
  'refuses',
  'crash',
  'hang',
  'not-applicable',
  'not-in-catalogue',
];

export function atlasTable(words: Words, { lines, absent }: AtlasTable): ReportTable {
  const kernels = lines[0]?.rows ?? [];
  return defineTable<AtlasLine>({
    id: 'atlas',
    words,
    ...(absent.length === 0 ? {} : { emptyText: words.report.atlas.nobodyHere(absent) }),
    rows: tableOf(lines),
    columns: [
      { id: 'runtime', width: 24, mono: false, cell: ({ label }) => label },
      { id: 'changes', width: 28, mono: false, cell: (line) => changesText(words, line) },
      ...kernels.map((row, position) => kernelColumn(words, row, position)),
    ],
    json: ({ label, rows }) => ({ runtime: label, rows: rows.map((row) => atlasRowJson(words, row)) }),
    name: ({ label }) => label,
  });
}

/** "found at every kernel", "found from 6.12 on": what it comes to now, and since when. */
function changesText({ report: { atlas, outcomeWords } }: Words, { runs }: AtlasLine): string {
  const last = runs.at(-1);
  if (last === undefined) return '';
  const outcome = outcomeWords[last.answer];
  return runs.length === 1 ? atlas.atEvery(outcome) : atlas.outcomeFrom(outcome, last.since);
}

function kernelColumn(words: Words, { kernel }: AtlasRow, position: number): ColumnSpec<AtlasLine> {
  const { atlas, outcomeWords } = words.report;
  const outcomeOf = ({ rows }: AtlasLine): Outcome => rows[position]?.outcome ?? 'unknown';
  return {
    id: kernel.release,
    words: [kernelText(words, kernel), atlas.kernelExplain(kernel)],
    width: 14,
    mono: false,
    cell: (line) => outcomeWords[outcomeOf(line)],
    outcome: outcomeOf,
    number: (line) => RANKS.indexOf(outcomeOf(line)),
  };
}
