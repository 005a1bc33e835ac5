/** Whether a row passes a filter, with as little as possible made for rows that do not. */
import type { Table } from '../../elf/table.ts';
import type { FilterTerm, QuickFilter } from '../filterTerm.ts';
import type { ColumnSpec } from './columnSpec.ts';

type Test<Row> = (row: Row) => boolean;
export type QuickTests<Row> = Readonly<Partial<Record<QuickFilter, Test<Row>>>>;

/** Each term must hold; one that the table does not know holds for no row. */
export function rowMatcher<Row>(
  rows: Table<Row>,
  columns: readonly ColumnSpec<Row>[],
  quick: QuickTests<Row>,
  terms: readonly FilterTerm[],
): (index: number) => boolean {
  const tests = terms.map((term) => termTests(columns, quick, term));
  return (index) => {
    const row = rows.at(index);
    return row !== undefined && tests.every((anyOf) => anyOf.some((test) => test(row)));
  };
}

/** Tests of which one must hold, those first that cost least. */
function termTests<Row>(
  columns: readonly ColumnSpec<Row>[],
  quick: QuickTests<Row>,
  term: FilterTerm,
): readonly Test<Row>[] {
  if (term.kind === 'quick') {
    const test = quick[term.name];
    return test === undefined ? [] : [test];
  }
  const { text } = term;
  const able = columns.filter(
    ({ id, characters }) =>
      (term.kind === 'text' || id === term.column) &&
      (characters === undefined || [...text].every((each) => characters.includes(each))),
  );
  const cost = (column: ColumnSpec<Row>): number =>
    column.code !== undefined ? 0 : column.holds !== undefined ? 1 : 2;
  const tests = able.toSorted((a, b) => cost(a) - cost(b));
  const whole = term.kind === 'column' && term.whole;
  return [
    ...tests.map((column) => (whole ? wholeTest(column, text) : columnTest(column, text))),
    // What costs most comes last.
    ...able.flatMap(({ also }) => (also === undefined ? [] : [also(text, whole)])),
  ];
}

/** The cell is the text. */
function wholeTest<Row>(column: ColumnSpec<Row>, text: string): Test<Row> {
  const holds = columnTest(column, text);
  return (row) => holds(row) && column.cell(row).toLowerCase() === text;
}

/** The cell has the text. */
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
