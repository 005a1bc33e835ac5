/** What the page is told of an image, asked for as the page asks. */

import type { DetailView } from '../../../src/report/viewModel/detail.ts';
import type { BloomView, ChainView } from '../../../src/report/viewModel/hashTables.ts';
import type { ImageSummary } from '../../../src/report/viewModel/summary.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import type { Session } from '../../../src/session/model.ts';

/** Rows of one request; the page asks for some tens. */
export const WINDOW = 500;
/** Tables of up to so many rows are copied. */
const COPIED = 200;
/** Rows whose details are looked at. */
const DETAILS = 100;

export interface PageRow {
  readonly index: number;
  /** Under the column's id; of a name that is shown as in the source the mangled one, which is what the file has. */
  readonly cells: Readonly<Record<string, string>>;
  readonly offset: number | undefined;
  readonly length: number | undefined;
}

export interface Page {
  readonly summary: ImageSummary;
  readonly tables: ReadonlyMap<TableId, readonly PageRow[]>;
  /** Of the first rows of each table. */
  readonly details: ReadonlyMap<TableId, readonly DetailView[]>;
  readonly chains: Readonly<Record<'gnu' | 'sysv', readonly ChainView[]>>;
  readonly bloom: readonly BloomView[];
  /** Whether all rows of a table were asked for. */
  isWhole(table: TableId): boolean;
}

/** @param most rows of a table that are asked for */
export async function pageOf(session: Session, most = Number.POSITIVE_INFINITY): Promise<Page> {
  const summary = await session.summary();
  const tables = new Map<TableId, readonly PageRow[]>();
  const details = new Map<TableId, readonly DetailView[]>();
  for (const { id, columns, rowCount } of summary.tables) {
    const rows: PageRow[] = [];
    while (rows.length < Math.min(rowCount, most)) {
      const asked = await session.rows({ table: id, filter: '', start: rows.length, count: WINDOW });
      for (const { index, cells, offset, length, mangled } of asked.rows) {
        const text = (at: number) => (mangled?.cell === at ? mangled.name : (cells[at] ?? ''));
        const named = Object.fromEntries(columns.map((column, at) => [column.id, text(at)]));
        rows.push({ index, cells: named, offset, length });
      }
    }
    tables.set(id, rows);
    const looked = rows.slice(0, DETAILS).map(({ index }) => session.detail(id, index));
    details.set(id, await Promise.all(looked));
  }
  const drawn = async (kind: 'gnu' | 'sysv') => {
    const views: ChainView[] = [];
    const count = Math.min(tables.get(`${kind}Buckets`)?.length ?? 0, most);
    while (views.length < count) views.push(...(await session.chains(kind, views.length, WINDOW)));
    return views;
  };
  return {
    summary,
    tables,
    details,
    chains: { gnu: await drawn('gnu'), sysv: await drawn('sysv') },
    bloom: await session.bloom(0, WINDOW),
    isWhole: (id) => tables.get(id)?.length === summary.tables.find((table) => table.id === id)?.rowCount,
  };
}

/** Where a copy of the first rows of a table is not what its cells are; each as a sentence. */
export async function copyDifferences(session: Session, { tables }: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const [table, rows] of tables) {
    const some = rows.slice(0, COPIED);
    if (some.length < rows.length || some.length === 0) continue;
    const query = { table, filter: '', start: 0, count: rows.length };
    const { text } = await session.copy({ ...query, format: 'text' });
    const expected = some.map(({ cells }) => Object.values(cells).join('\t')).join('\n');
    if (text !== expected) wrong.push(`copy of ${table}: ${text.slice(0, 100)}`);
  }
  return wrong;
}
