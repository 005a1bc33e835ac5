import type { AddressMap } from './addressMap.ts';
import {
  DT_ANDROID_REL,
  DT_ANDROID_RELA,
  DT_ANDROID_RELR,
  DT_ANDROID_RELRSZ,
  DT_CREL,
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
} from './constants.ts';
import type { DynamicTable } from './dynamic.ts';
import type { Relocation } from './model.ts';
import type { Reading } from './reading.ts';
import { checkRelocationSymbols, RelocationEntries } from './relocationEntries.ts';
import { relrTable } from './relr.ts';
import type { Table } from './table.ts';

export interface RelocationPlace {
  readonly table: Relocation['table'];
  readonly tagName: string;
  readonly section: string;
  readonly addends: boolean;
  readonly offset: number;
  readonly length: number;
}

/** DT_SUNW_AUXILIARY, DT_SUNW_RTLDINF, DT_SUNW_SORTENT and DT_SUNW_STRPAD. */
const SOLARIS_TAGS = [0x6000000d, 0x6000000e, 0x60000013, 0x60000019] as const;

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
    {
      table: 'relr',
      tag: DT_ANDROID_RELR,
      size: DT_ANDROID_RELRSZ,
      tagName: 'DT_ANDROID_RELR',
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
  // Solaris has other things under Android's numbers.
  const solaris = SOLARIS_TAGS.some((tag) => dynamic.value(tag) !== undefined);
  for (const [tag, where] of [
    [DT_CREL, 'DT_CREL'],
    [DT_ANDROID_REL, 'DT_ANDROID_REL'],
    [DT_ANDROID_RELA, 'DT_ANDROID_RELA'],
  ] as const) {
    if (dynamic.value(tag) === undefined || (solaris && tag !== DT_CREL)) continue;
    reading.problems.add('note', 'relocations-compact', { where }, where, dynamic.rangeOf(tag));
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

/** The relocations of those tables, one after the other; each is decoded when asked for. */
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
    const entries = new RelocationEntries(
      reading.header.machine,
      window,
      { table: place.table },
      place.addends,
    );
    checkRelocationSymbols(reading, place.tagName, entries, symbols);
    return entries;
  });
  return concatenated(tables);
}

export function concatenated(tables: readonly Table<Relocation>[]): Table<Relocation> {
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
