/** The rows of both symbol tables that have a name. */
import { gnuHash } from '../../elf/format/hash.ts';
import type { ElfImage, SymbolTable } from '../../elf/model.ts';

/** A static name such as main.0 may stand in thousands of rows. */
const MOST_ROWS = 100;

/** A row that has the name. */
export interface NamedRow {
  readonly table: 'symbols' | 'symtab';
  readonly symbols: SymbolTable;
  readonly index: number;
}

export interface NamedRows {
  /** As many as MOST_ROWS; `moreRows` counts the others. */
  readonly rows: readonly NamedRow[];
  readonly moreRows: number;
}

/** By hash first: names are decoded where it agrees. */
export function rowsNamed(image: ElfImage, name: string): NamedRows {
  const wanted = gnuHash(name);
  const rows: NamedRow[] = [];
  let moreRows = 0;
  for (const [table, symbols] of [
    ['symbols', image.symbols],
    ['symtab', image.symtab],
  ] as const) {
    if (symbols === undefined) continue;
    const { gnu, hashed } = symbols.hashes();
    for (let index = 1; index < symbols.length; index++) {
      if (index < hashed && gnu[index] !== wanted) continue;
      if (symbols.name(index).replace(/(?<=.)@.*$/, '') !== name) continue;
      if (rows.length < MOST_ROWS) rows.push({ table, symbols, index });
      else moreRows++;
    }
  }
  return { rows, moreRows };
}
