/** Names of symbols as they stand in C++ and Rust sources, in rows that are looked at, and for filters. */
import { demangle } from '../../demangle/demangle.ts';
import { WRITTEN_WORDS } from '../../demangle/writtenWords.ts';
import { shown } from '../format.ts';
import type { RowView } from '../viewModel/table.ts';
import type { TableId } from '../viewModel/tableId.ts';
import { changedTable, type ReportTable } from './table.ts';

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
  return changedTable(table, {
    cells: (index) => [...withSourceName(table, table.row(index)).cells],
  });
}

/** Whether a name holds a lower-case ASCII word, told from its bytes; undefined where that takes its text. */
type Holds<Row> = (row: Row, word: Uint8Array) => boolean | undefined;

/** What mangled names begin with, C++'s and Rust's. */
const BEGINNINGS = [asciiBytes('_z'), asciiBytes('_r')];

/**
 * Whether a name, demangled, has a filter's word in lower case. Identifiers stand in a mangled name as they are: a word
 * that is one needs no demangling, and of others only names are demangled that have all that such a name must have.
 * @param name as the image has it
 */
export function sourceNameTest<Row>(
  name: (row: Row) => string,
  holds: Holds<Row> = (row, word) =>
    name(row)
      .toLowerCase()
      .includes(String.fromCharCode(...word)),
): (word: string, whole: boolean) => (row: Row) => boolean {
  return (word, whole) => {
    const parts = (word.match(/[\w$]+/g) ?? []).filter((part) => !isWritten(part));
    if (parts[0] === word && !whole) return () => false;
    const needed = parts.map(asciiBytes);
    let left = MAX_FILTER_NAMES;
    return (row) => {
      if (left === 0 || BEGINNINGS.every((each) => holds(row, each) === false)) return false;
      if (needed.some((part) => holds(row, part) === false)) return false;
      const mangled = name(row);
      if (!/^_{1,3}[ZR]/.test(mangled)) return false;
      left--;
      const found = demangle(mangled)?.toLowerCase();
      return found !== undefined && (whole ? found === word : found.includes(word));
    };
  };
}

/** Whether demangling may write it by itself: a number, a word of its own, or one with a number behind ("lambda0"). */
function isWritten(part: string): boolean {
  const letters = part.replace(/\d+$/, '');
  return letters === '' || WRITTEN_WORDS.includes(part) || WRITTEN_WORDS.includes(letters);
}

function asciiBytes(word: string): Uint8Array {
  return Uint8Array.from(word, (letter) => letter.charCodeAt(0));
}
