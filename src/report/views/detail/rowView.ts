/** A row as a window has it: its cells, and what in them leads somewhere. */
import type { Report } from '../../report.ts';
import type { ReportTable } from '../../tables/table.ts';
import type { CellLinkView, RowView } from '../../view.ts';
import { type RowLinks, rowLinks } from './rowLinks.ts';

/** Links of one cell; the row's details have the others. */
export const MAX_CELL_LINKS = 16;

export function rowView({ subject }: Report, table: ReportTable, index: number): RowView {
  const row = table.row(index);
  const links = rowLinks(subject, table.id, index);
  const found = table.view.columns.flatMap(({ id }, cell) =>
    cellLinks(row.cells[cell] ?? '', cell, links[id]),
  );
  return found.length === 0 ? row : { ...row, links: found };
}

/** Those whose text stands in the cell; without one the whole cell leads there. */
function cellLinks(value: string, cell: number, links: RowLinks[string] = []): readonly CellLinkView[] {
  const found: CellLinkView[] = [];
  let from = 0;
  for (const link of links) {
    if (link === undefined || found.length >= MAX_CELL_LINKS) continue;
    const text = link.text || value;
    const at = value.indexOf(text, from);
    if (at < 0 || text === '') continue;
    from = at + text.length;
    found.push({ cell, text, to: link.to });
  }
  return found;
}
