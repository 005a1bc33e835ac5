/** Tables of GitHub Flavored Markdown 0.29 (section 4.10). Cells hold any text: each shows as itself. */
import { literalMarkdown } from '../markdown.ts';

export interface FormatColumn {
  readonly title: string;
  readonly align?: 'start' | 'end';
}

/** One line, without its end. */
export function markdownRow(cells: readonly string[]): string {
  return rowOf(cells.map(literalMarkdown));
}

/** The two lines above the rows. */
export function markdownHead(columns: readonly FormatColumn[]): readonly [string, string] {
  const rules = columns.map(({ align }) => (align === 'end' ? '---:' : '---'));
  return [markdownRow(columns.map(({ title }) => title)), rowOf(rules)];
}

/** The whole table, line by line. */
export function* markdownTable(
  columns: readonly FormatColumn[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield* markdownHead(columns);
  for (const row of rows) yield markdownRow(row);
}

/** @param cells Markdown already */
function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
