import type { AddressMap } from './addressMap.ts';
import {
  DT_JMPREL,
  DT_PLTREL,
  DT_PLTRELSZ,
  DT_REL,
  DT_RELA,
  DT_RELAENT,
  DT_RELASZ,
  DT_RELENT,
  DT_RELR,
  DT_RELRSZ,
  DT_RELSZ,
  EM_MIPS,
} from './constants.ts';
import type { DynamicTable } from './dynamic.ts';
import type { Relocation } from './model.ts';
import { Tally } from './problems.ts';
import type { Reading } from './reading.ts';
import { relrTable } from './relr.ts';
import type { Table } from './table.ts';
import type { Window } from './window.ts';

interface RelocationPlace {
  readonly table: Relocation['table'];
  readonly tagName: string;
  readonly section: string;
  readonly addends: boolean;
  readonly offset: number;
  readonly length: number;
}

/** The relocation tables that the dynamic table names. */
export function locateRelocations(
  reading: Reading,
  dynamic: DynamicTable,
  map: AddressMap,
): RelocationPlace[] {
  const places: RelocationPlace[] = [];
  const jumpAddends = dynamic.number(DT_PLTREL) === DT_RELA;
  const specs = [
    { table: 'rela', tag: DT_RELA, size: DT_RELASZ, tagName: 'DT_RELA', section: '.rela.dyn', addends: true },
    { table: 'rel', tag: DT_REL, size: DT_RELSZ, tagName: 'DT_REL', section: '.rel.dyn', addends: false },
    {
      table: 'jmprel',
      tag: DT_JMPREL,
      size: DT_PLTRELSZ,
      tagName: 'DT_JMPREL',
      section: jumpAddends ? '.rela.plt' : '.rel.plt',
      addends: jumpAddends,
    },
    {
      table: 'relr',
      tag: DT_RELR,
      size: DT_RELRSZ,
      tagName: 'DT_RELR',
      section: '.relr.dyn',
      addends: false,
    },
  ] as const;
  for (const { table, tag, size, tagName, section, addends } of specs) {
    const address = dynamic.value(tag);
    const length = dynamic.number(size) ?? 0;
    // Kernels leave DT_RELA with size 0 and address 0 in their images.
    if (address === undefined || length === 0) continue;
    const offset = map.offsetOf(address);
    if (offset === undefined) {
      const args = { tag: tagName, address, size: reading.size };
      reading.problems.add('error', 'table-unmapped', args, tagName, dynamic.rangeOf(tag));
    } else {
      places.push({ table, tagName, section, addends, offset, length });
    }
  }
  checkEntrySizes(reading, dynamic);
  return places;
}

function checkEntrySizes(reading: Reading, dynamic: DynamicTable): void {
  const word = reading.is64 ? 8 : 4;
  for (const [tag, expected, table] of [
    [DT_RELAENT, 3 * word, 'DT_RELAENT'],
    [DT_RELENT, 2 * word, 'DT_RELENT'],
  ] as const) {
    const value = dynamic.number(tag);
    if (value === undefined || value === expected) continue;
    reading.problems.add(
      'warning',
      'entry-size-wrong',
      { table, value, expected },
      table,
      dynamic.rangeOf(tag),
    );
  }
}

/** All relocations, table after table; each is decoded when asked for. */
export function readRelocations(
  reading: Reading,
  places: readonly RelocationPlace[],
  symbols: number,
): Table<Relocation> {
  const tables = places.map((place) => {
    const window = reading.window(place.offset, place.length);
    reading.found(place.section, window);
    if (window.length < place.length) {
      const args = { table: place.tagName, length: place.length, offset: place.offset, have: window.length };
      reading.problems.add('error', 'table-clipped', args, place.tagName, window);
    }
    if (place.table === 'relr') return relrTable(reading, window);
    const table = plainTable(reading, place, window);
    checkSymbols(reading, place, table, symbols);
    return table;
  });
  return concatenated(tables);
}

function plainTable(reading: Reading, place: RelocationPlace, window: Window): PlainTable {
  const { machine, class: elfClass, littleEndian } = reading.header;
  const word = window.wordSize;
  const entry = (place.addends ? 3 : 2) * word;
  const length = Math.floor(window.length / entry);
  const mips64 = machine === EM_MIPS && elfClass === 64;
  const symbolOf = (index: number): number => {
    const info = index * entry + word;
    if (elfClass === 32) return window.u32(info) >>> 8;
    return window.u32(info + (littleEndian && !mips64 ? 4 : 0));
  };
  // ELF32_R_INFO is sym << 8 | type, ELF64_R_INFO sym << 32 | type. 64-bit MIPS has the symbol as a word of
  // its own and four bytes after it (ssym, type3, type2, type), whatever the byte order.
  const typeOf = (index: number): number => {
    const info = index * entry + word;
    if (elfClass === 32) return window.u8(info + (littleEndian ? 0 : 3));
    return mips64 ? window.view.getUint32(info + 4, false) : window.u32(info + (littleEndian ? 0 : 4));
  };
  const at = (index: number): Relocation | undefined => {
    if (!(index >= 0 && index < length)) return undefined;
    const position = index * entry;
    const addend = place.addends ? { addend: window.signedWord(position + 2 * word) } : {};
    const offset = window.word(position);
    return { index, table: place.table, offset, type: typeOf(index), symbol: symbolOf(index), ...addend };
  };
  return { length, at, symbolOf };
}

interface PlainTable extends Table<Relocation> {
  symbolOf(index: number): number;
}

function checkSymbols(reading: Reading, place: RelocationPlace, table: PlainTable, symbols: number): void {
  if (!reading.spend(table.length, place.tagName)) return;
  const outside = new Tally();
  for (let index = 0; index < table.length; index++) {
    const symbol = table.symbolOf(index);
    if (symbol !== 0 && symbol >= symbols) outside.hit(index);
  }
  if (outside.count === 0) return;
  const { count, first } = outside;
  const args = { table: place.tagName, count, first, symbol: table.symbolOf(first), symbols };
  const entry = (place.addends ? 3 : 2) * (reading.is64 ? 8 : 4);
  const range = { offset: place.offset + first * entry, length: entry };
  reading.problems.add('error', 'relocation-symbol-outside', args, place.tagName, range);
}

function concatenated(tables: readonly Table<Relocation>[]): Table<Relocation> {
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const at = (index: number): Relocation | undefined => {
    let rest = index;
    for (const table of tables) {
      if (rest < table.length) return table.at(rest);
      rest -= table.length;
    }
    return undefined;
  };
  return { length, at };
}
