/** A row as a window has it: its cells, what in them leads somewhere, and names as in the source. */
import type { Report } from '../../report.ts';
import { withSourceName } from '../../tables/sourceName.ts';
import type { ReportTable } from '../../tables/table.ts';
import type { CellLinkView } from '../../viewModel/links.ts';
import type { RowView } from '../../viewModel/table.ts';
import { type RowLinks, rowLinks } from './rowLinks.ts';

/** Links of one cell; the row's details have the others. */
export const MAX_CELL_LINKS = 16;

export function rowView({ subject }: Report, table: ReportTable, index: number): RowView {
  const row = withSourceName(table, table.row(index));
  const links = rowLinks(subject, table.id, index);
  const found = table.view.columns.flatMap(({ id }, cell) => cellLinks(row, cell, links[id]));
  return found.length === 0 ? row : { ...row, links: found };
}

/** Those whose text stands in the cell; without one, or where it has another name, the whole cell leads there. */
function cellLinks(
  { cells, mangled }: RowView,
  cell: number,
  links: RowLinks[string] = [],
): readonly CellLinkView[] {
  const value = cells[cell] ?? '';
  const found: CellLinkView[] = [];
  let from = 0;
  for (const link of links) {
    if (link === undefined || found.length >= MAX_CELL_LINKS) continue;
    const text = mangled?.cell === cell ? value : link.text || value;
    const at = value.indexOf(text, from);
    if (at < 0 || text === '') continue;
    from = at + text.length;
    found.push({ cell, text, to: link.to });
  }
  return found;
}
