/** Rows as text for the clipboard: tab-separated, Markdown, or JSON as in the report. */
import { shownJson } from '../format.ts';
import { markdownHead, markdownRow } from '../formats/markdownTable.ts';
import type { ColumnView } from '../viewModel/table.ts';
import type { ReportTable } from './table.ts';

export type CopyFormat = 'text' | 'markdown' | 'json';

/** Most characters of one copy: what a clipboard takes without stalling the desktop. */
export const MAX_COPY_CHARACTERS = 32 * 1024 * 1024;
/** Most rows of one copy: those that a spreadsheet has. */
export const MAX_COPY_ROWS = 1_048_576;

/** Most rows between two breaks. */
const SLICE = 256;
/** And their characters, but for the last row's: a row of a matrix has a cell for each of a thousand images. */
const SLICE_CHARACTERS = 32 * 1024;

export interface Copied {
  readonly text: string;
  /** Rows that are in it: fewer than were asked for when all would be too long. */
  readonly rows: number;
}

export interface CopyOptions {
  readonly format: CopyFormat;
  /** Only these, in the table's order. JSON has whole rows, or the cells of one column. */
  readonly columns?: readonly string[] | undefined;
  /** Most characters. */
  readonly most?: number;
}

/** `indices` are rows in the order wanted. In slices, because there may be millions. */
export function* copyRows(
  table: ReportTable,
  indices: Iterable<number>,
  { format, columns: wanted, most = MAX_COPY_CHARACTERS }: CopyOptions,
): Generator<void, Copied> {
  const { columns } = table.view;
  const positions = columns.flatMap(({ id }, at) =>
    wanted === undefined || wanted.includes(id) ? [at] : [],
  );
  const shownColumns = positions.map((at) => columns[at] as ColumnView);
  const only = wanted?.length === 1 ? positions[0] : undefined;
  const cells = (index: number): readonly string[] =>
    positions.length === columns.length ? table.cells(index) : positions.map((at) => table.cell(index, at));
  const json = (value: unknown): string =>
    shownJson(JSON.stringify([value], undefined, 2)).slice('[\n'.length, -'\n]'.length);
  const row = (index: number): string => {
    if (format === 'json') return json(only === undefined ? table.json(index) : table.cell(index, only));
    return format === 'text' ? cells(index).join('\t') : markdownRow(cells(index));
  };
  const head = format === 'markdown' ? markdownHead(shownColumns).join('\n') : '';
  const between = format === 'json' ? ',\n' : '\n';
  // Rows are put together slice by slice: one string made of a million at once takes the thread for long.
  const blocks: string[] = head === '' ? [] : [head];
  let slice: string[] = [];
  let held = 0;
  let rows = 0;
  let length = head.length;
  for (const index of indices) {
    const piece = row(index);
    length += piece.length + between.length;
    if (length > most || rows === MAX_COPY_ROWS) break;
    slice.push(piece);
    held += piece.length;
    rows++;
    if (slice.length < SLICE && held < SLICE_CHARACTERS) continue;
    blocks.push(slice.join(between));
    slice = [];
    held = 0;
    yield;
  }
  if (slice.length > 0) blocks.push(slice.join(between));
  const text = blocks.join(between);
  return { text: format === 'json' ? (rows === 0 ? '[]' : `[\n${text}\n]`) : text, rows };
}
