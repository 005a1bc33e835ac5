/** Everything about one row of any table. */
import type { FieldWords } from '../../fields.ts';
import { field } from '../../fields.ts';
import type { Report } from '../../report.ts';
import type { Subject } from '../../subject.ts';
import type { ReportTable } from '../../tables/table.ts';
import type { DetailView, TableId } from '../../view.ts';
import { linked } from '../links.ts';
import { type RowLinks, rowLinks } from './rowLinks.ts';
import { type Extras, extrasOf } from './rowNotes.ts';
import { symbolDetail } from './symbol.ts';

export function detailView(report: Report, id: TableId, index: number): DetailView {
  const { image } = report.subject;
  const table = report.table(id);
  if (!hasRow(table, index)) return rowDetail(report.subject, table, index);
  if (id === 'symbols') return symbolDetail(report.subject, image.symbols, index, true);
  if (id === 'symtab' && image.symtab !== undefined) {
    return symbolDetail(report.subject, image.symtab, index, false);
  }
  return generic(table, index, extrasOf(report.subject, id, index), rowLinks(report.subject, id, index));
}

function hasRow(table: ReportTable | undefined, index: number): table is ReportTable {
  return table !== undefined && Number.isInteger(index) && index >= 0 && index < table.rowCount;
}

/** Of a row of which nothing more is known. */
export function rowDetail({ words }: Subject, table: ReportTable | undefined, index: number): DetailView {
  return hasRow(table, index)
    ? generic(table, index, { paragraphs: [] })
    : { title: words.report.notThere(index), paragraphs: [], fields: [], replays: [] };
}

/** Those without a text lead from all of the value. */
function textsIn(value: string, links: RowLinks[string] = []): RowLinks[string] {
  return links.map((link) => link && { ...link, text: link.text || value });
}

/** The row's cells with the explanation of their columns, and what is known beyond them. */
function generic(table: ReportTable, index: number, extras: Extras, links: RowLinks = {}): DetailView {
  const { columns, title } = table.view;
  const row = table.row(index);
  const fields = columns.flatMap((column, position) => {
    const value = row.cells[position] ?? '';
    const words: FieldWords = [column.title, column.explain];
    return value === '' ? [] : [linked(field(words, value), ...textsIn(value, links[column.id]))];
  });
  return {
    title: extras.title ?? `${title} · ${index}`,
    paragraphs: extras.paragraphs,
    fields: [...(extras.insteadOfCells ? [] : fields), ...(extras.fields ?? [])],
    replays: extras.replays ?? [],
    ...(extras.code === undefined ? {} : { code: extras.code }),
  };
}
