/** Everything about one row of any table. */
import { isRow } from '../../../elf/table.ts';
import type { FieldWords } from '../../fields.ts';
import { field } from '../../fields.ts';
import type { Report } from '../../report.ts';
import type { Subject } from '../../subject.ts';
import { withSourceName } from '../../tables/sourceName.ts';
import type { ReportTable } from '../../tables/table.ts';
import type { DetailView } from '../../viewModel/detail.ts';
import type { TableId } from '../../viewModel/tableId.ts';
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
  return generic(
    report.subject,
    table,
    index,
    extrasOf(report.subject, id, index),
    rowLinks(report.subject, id, index),
  );
}

function hasRow(table: ReportTable | undefined, index: number): table is ReportTable {
  return table !== undefined && isRow(index, table.rowCount);
}

/** Of a row of which nothing more is known. */
export function rowDetail(subject: Subject, table: ReportTable | undefined, index: number): DetailView {
  return hasRow(table, index)
    ? generic(subject, table, index, { paragraphs: [] })
    : { title: subject.words.report.notThere(index), paragraphs: [], fields: [], replays: [] };
}

/** Those without a text lead from all of the value. */
function textsIn(value: string, links: RowLinks[string] = [], all = false): RowLinks[string] {
  return links.map((link) => link && { ...link, text: (all ? '' : link.text) || value });
}

/** The row's cells with the explanation of their columns, and what is known beyond them. */
function generic(
  { words }: Subject,
  table: ReportTable,
  index: number,
  extras: Extras,
  links: RowLinks = {},
): DetailView {
  const { columns, title } = table.view;
  const mangledField = (name: string) => field(words.report.symbol.mangledField, name);
  const row = withSourceName(table, table.row(index));
  const fields = columns.flatMap((column, position) => {
    const value = row.cells[position] ?? '';
    const label: FieldWords = [column.title, column.explain];
    const mangled = row.mangled?.cell === position ? row.mangled : undefined;
    if (value === '') return [];
    const found = textsIn(value, links[column.id], mangled !== undefined);
    return [
      linked(field(label, value), ...found),
      ...(mangled === undefined ? [] : [mangledField(mangled.name)]),
    ];
  });
  return {
    title: extras.title ?? `${title} · ${index}`,
    paragraphs: extras.paragraphs,
    fields: [...(extras.insteadOfCells ? [] : fields), ...(extras.fields ?? [])],
    replays: extras.replays ?? [],
    ...(extras.code === undefined ? {} : { code: extras.code }),
    ...(extras.strings === undefined ? {} : { strings: extras.strings }),
  };
}
