/** Whether a row holds the words of a filter, with as little as possible made for rows that do not. */
import type { Table } from '../../elf/table.ts';
import type { ColumnSpec } from './columnSpec.ts';

type Test<Row> = (row: Row) => boolean;

/** `words` are in lower case and without blanks; each must occur in some cell, in any case. */
export function rowMatcher<Row>(
  rows: Table<Row>,
  columns: readonly ColumnSpec<Row>[],
  words: readonly string[],
): (index: number) => boolean {
  const tests = words.map((word) => wordTests(columns, word));
  return (index) => {
    const row = rows.at(index);
    return row !== undefined && tests.every((anyOf) => anyOf.some((test) => test(row)));
  };
}

/** The columns that may hold the word, those first that cost least. */
function wordTests<Row>(columns: readonly ColumnSpec<Row>[], word: string): readonly Test<Row>[] {
  const able = columns.filter(
    ({ characters }) => characters === undefined || [...word].every((each) => characters.includes(each)),
  );
  const cost = (column: ColumnSpec<Row>): number =>
    column.code !== undefined ? 0 : column.holds !== undefined ? 1 : 2;
  return able.toSorted((a, b) => cost(a) - cost(b)).map((column) => columnTest(column, word));
}

function columnTest<Row>(column: ColumnSpec<Row>, word: string): Test<Row> {
  const { code, holds, characters } = column;
  if (code !== undefined) {
    // Decided once for each code.
    const decided = new Map<number, boolean>();
    return (row) => {
      const key = code(row);
      const known = decided.get(key);
      if (known !== undefined) return known;
      const found = column.cell(row).toLowerCase().includes(word);
      decided.set(key, found);
      return found;
    };
  }
  // Cells of few characters have no upper case.
  if (characters !== undefined) return (row) => column.cell(row).includes(word);
  const inCell = (row: Row): boolean => column.cell(row).toLowerCase().includes(word);
  const bytes = asciiBytes(word);
  if (holds === undefined || bytes === undefined) return inCell;
  return (row) => holds(row, bytes) ?? inCell(row);
}

function asciiBytes(word: string): Uint8Array | undefined {
  const bytes = Uint8Array.from(word, (character) => character.charCodeAt(0));
  return word.length === bytes.length && /^[\x21-\x7e]+$/.test(word) ? bytes : undefined;
}
