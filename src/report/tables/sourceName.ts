/** Names of symbols as they stand in C++ and Rust sources, in rows that are looked at, and for filters. */
import { demangle } from '../../demangle/demangle.ts';
import { WRITTEN_WORDS } from '../../demangle/writtenWords.ts';
import { shown } from '../format.ts';
import type { RowView, TableId } from '../view.ts';
import type { ReportTable } from './table.ts';

/** The column of each table that names a symbol. */
const COLUMNS: Readonly<Partial<Record<TableId, string>>> = {
  symbols: 'name',
  symtab: 'name',
  functions: 'name',
  relocations: 'symbol',
};

/** Names that one filter demangles: those behind them are found by their mangled form alone. */
export const MAX_FILTER_NAMES = 50_000;

/** The row with the name as in the source, and beside it the mangled one, which copies, sorting and links have. */
export function withSourceName(table: ReportTable, row: RowView): RowView {
  const id = COLUMNS[table.id];
  const cell = id === undefined ? -1 : table.view.columns.findIndex((column) => column.id === id);
  const name = row.cells[cell];
  if (name === undefined || name === '') return row;
  const found = demangle(table.name(row.index));
  if (found === undefined) return row;
  return { ...row, cells: row.cells.with(cell, shown(found)), mangled: { cell, name } };
}

/** The table with the names of its rows as in the source. */
export function inSourceNames(table: ReportTable): ReportTable {
  return {
    ...table,
    get view() {
      return table.view;
    },
    cells: (index) => [...withSourceName(table, table.row(index)).cells],
  };
}

/**
 * Whether a name, demangled, has a filter's word in lower case.
 * @param name as the image has it
 * @returns undefined for words that a mangled name has itself wherever the demangled one does
 */
export function sourceNameTest<Row>(
  name: (row: Row) => string,
): (word: string, whole: boolean) => (row: Row) => boolean {
  return (word, whole) => {
    let left = MAX_FILTER_NAMES;
    const needed = (word.match(/[\w$]+/g) ?? []).filter(
      (part) => !WRITTEN_WORDS.includes(part) && !/^\d+$/.test(part),
    );
    return (row) => {
      const mangled = name(row);
      if (left === 0 || !/^_{1,3}[ZR]/.test(mangled)) return false;
      const lower = mangled.toLowerCase();
      // Rust's identifiers may be escaped; those are looked for by demangling.
      if (!lower.includes('$') && !needed.every((part) => lower.includes(part))) return false;
      left--;
      const found = demangle(mangled)?.toLowerCase();
      return found !== undefined && (whole ? found === word : found.includes(word));
    };
  };
}
