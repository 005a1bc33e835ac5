/**
 * Comma-separated values by RFC 4180, with lines that end as everything else that the terminal writes. Cells hold any
 * text: what is not seen is written as everywhere, so that no cell has a line's end in it.
 */
import { shown } from '../format.ts';

/**
 * What spreadsheets take for a formula (OWASP, "CSV Injection"), the full-width forms included: at the start, and
 * behind a semicolon, which ends a cell where a comma is the decimal sign.
 */
const FORMULA = /(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** One line, without its end. */
export function csvRow(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

/** The whole table, line by line; its first line has the columns' names. */
export function* csvTable(columns: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  yield csvRow(columns);
  for (const row of rows) yield csvRow(row);
}

/** An apostrophe says that text follows; spreadsheets do not show it. */
function csvCell(text: string): string {
  const safe = shown(text).replace(FORMULA, "$1'");
  return /[",;']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
