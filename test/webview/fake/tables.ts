/** Rows for the fake host: made when asked for, so that half a million cost nothing. */
import type {
  ColumnView,
  RowQuery,
  RowView,
  RowWindow,
  TableId,
  TableView,
  Tone,
} from '../../../src/protocol.ts';

export interface FakeRow {
  readonly cells: readonly string[];
  readonly tone?: Tone;
  readonly links?: NonNullable<RowView['links']>;
  readonly offset?: number;
  readonly length?: number;
}

export interface FakeTable {
  readonly view: TableView;
  readonly row: (index: number) => FakeRow;
}

/** "name:32" left, "value:10>" right aligned; then "." for the proportional font, "~" for two lines, "-" for hidden. */
export function columns(...specs: readonly string[]): readonly ColumnView[] {
  return specs.map((spec) => {
    const match = /^(.+):(\d+)(>?)(\.?)(~?)(-?)$/.exec(spec);
    if (match === null) throw new Error(`bad column ${spec}`);
    const [, title = '', width, end, plain, wraps, hidden] = match;
    return {
      id: title.toLowerCase().replaceAll(' ', '-'),
      title,
      explain: `What ${title} means, in one sentence.`,
      align: end === '>' ? 'end' : 'start',
      mono: plain !== '.',
      width: Number(width),
      sortable: true,
      ...(wraps === '~' && { wraps: true }),
      ...(hidden === '-' && { hidden: true }),
    };
  });
}

export function table(
  id: TableId,
  title: string,
  cols: readonly ColumnView[],
  rows: readonly FakeRow[],
  emptyText = 'There are none.',
): FakeTable {
  return {
    view: { id, title, columns: cols, rowCount: rows.length, emptyText },
    row: (index) => rows[index] ?? { cells: [] },
  };
}

const orders = new Map<string, readonly number[]>();

function order(from: FakeTable, query: RowQuery): readonly number[] | undefined {
  if (query.filter === '' && query.sort === undefined) return undefined;
  const key = JSON.stringify([from.view.title, from.view.rowCount, query.table, query.filter, query.sort]);
  const known = orders.get(key);
  if (known !== undefined) return known;
  const words = query.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const hits: number[] = [];
  for (let index = 0; index < from.view.rowCount; index += 1) {
    const whole = from.row(index).cells.join('\n').toLowerCase();
    if (words.every((word) => whole.includes(word))) hits.push(index);
  }
  const at = from.view.columns.findIndex(({ id }) => id === query.sort?.column);
  if (at >= 0) {
    const cell = (index: number): string => from.row(index).cells[at] ?? '';
    const by = new Intl.Collator('en', { numeric: true });
    hits.sort((a, b) => by.compare(cell(a), cell(b)) || a - b);
    if (query.sort?.descending === true) hits.reverse();
  }
  orders.set(key, hits);
  return hits;
}

export function rows(from: FakeTable, query: RowQuery): RowWindow {
  const { rowCount } = from.view;
  if (query.filter.startsWith('nope:'))
    return {
      table: query.table,
      start: 0,
      rows: [],
      matchCount: 0,
      rowCount,
      problem: 'No column “nope” here.',
    };
  const hits = order(from, query);
  const matchCount = hits?.length ?? rowCount;
  const made: RowView[] = [];
  for (let at = query.start; at < Math.min(query.start + query.count, matchCount); at += 1) {
    const index = hits?.[at] ?? at;
    made.push({ index, ...from.row(index) });
  }
  const words = query.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const marks = words.map((text) => ({ text }));
  return { table: query.table, start: query.start, rows: made, matchCount, rowCount, marks };
}

export function locate(from: FakeTable, query: RowQuery, index: number): number {
  const hits = order(from, query);
  return hits === undefined ? index : hits.indexOf(index);
}

/** A thousand strings of a section. */
export function stringsOf(id: TableId): FakeTable {
  const found = Array.from({ length: 1000 }, (_, at) => `string ${at} of ${id}`);
  return table(
    id,
    'Strings',
    columns('Text:80', 'File offset:12>', 'Length:8>'),
    found.map((text, at) => ({
      cells: [text, `0x${(0x400 + 32 * at).toString(16)}`, String(text.length)],
      offset: 0x400 + 32 * at,
      length: text.length,
    })),
  );
}
