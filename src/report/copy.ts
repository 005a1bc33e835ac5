/** Rows as text for the clipboard: tab-separated, Markdown, or JSON as in the report. */
import { shownJson } from './format.ts';
import type { ReportTable } from './table.ts';

export type CopyFormat = 'text' | 'markdown' | 'json';

/** `indices` are rows in the order wanted; `column` limits the copy to one column. */
export function copyRows(
  table: ReportTable,
  indices: readonly number[],
  format: CopyFormat,
  column?: string,
): string {
  const { columns } = table.view;
  const position = column === undefined ? -1 : columns.findIndex((each) => each.id === column);
  const pick = (cells: readonly string[]): readonly string[] =>
    position < 0 ? cells : [cells[position] ?? ''];
  const rows = indices.map((index) => pick(table.cells(index)));
  switch (format) {
    case 'text':
      return rows.map((cells) => cells.join('\t')).join('\n');
    case 'markdown': {
      const titles = pick(columns.map((each) => each.title));
      const rule = pick(columns.map((each) => (each.align === 'end' ? '---:' : '---')));
      return [titles.map(escapePipes), rule, ...rows.map((cells) => cells.map(escapePipes))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    }
    case 'json':
      return shownJson(
        JSON.stringify(
          position < 0 ? indices.map((index) => table.json(index)) : rows.map(([cell]) => cell),
          undefined,
          2,
        ),
      );
  }
}

/** Cell text is literal: Markdown must neither split nor format it. */
function escapePipes(cell: string): string {
  return cell.replace(/[\\`*_[\]<>|]/g, (character) => `\\${character}`);
}
