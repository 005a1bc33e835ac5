/** Rows of a preview. */
import type { Preview } from '../../elf/model.ts';
import type { Report } from '../../report/report.ts';
import type { RowQuery, RowWindow } from '../../report/viewModel/table.ts';
import { asked } from '../../report/views/asked.ts';
import { rowView } from '../../report/views/detail/rowView.ts';

/** Rows of one window that a preview answers. */
const PREVIEW_ROWS = 512;

/** Rows as the image has them; undefined for what only the whole can answer. */
export async function previewRows(
  report: Report,
  preview: Preview,
  query: RowQuery,
): Promise<RowWindow | undefined> {
  const table = report.table('symbols');
  const { start, end } = asked(query.start, query.count, table?.rowCount ?? 0, Number.MAX_SAFE_INTEGER);
  const count = end - start;
  const plain = query.table === 'symbols' && query.sort === undefined && query.filter.trim() === '';
  if (table === undefined || !plain || count > PREVIEW_ROWS) return undefined;
  try {
    await preview.load(start, count);
  } catch {
    return undefined;
  }
  const rows = Array.from({ length: count }, (_, at) => rowView(report, table, start + at));
  return { table: 'symbols', start, rows, matchCount: table.rowCount, rowCount: table.rowCount };
}
