import type { Relocation } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, type FileTable, isRow, NO_ROWS } from '../table.ts';
import { CREL_START_BYTES, mostCrelBytes } from './packed/crel.ts';
import type { Unpacking } from './packed/unpacker.ts';
import { checkRelocationSymbols, RelocationEntries } from './relocationEntries.ts';
import type { RelocationRange } from './relocationPlaces.ts';
import { relrTable } from './relr.ts';

/** Asks for the tables' bytes. DT_CREL's first ones tell how many it has. */
export function wantRelocations(context: ReadContext, places: readonly RelocationRange[]): void {
  for (const { table, offset, length } of places)
    context.resident.request(offset, table === 'crel' ? Math.min(length, CREL_START_BYTES) : length);
}

/** Asks for the rest of DT_CREL's. */
export function wantRestOfCrel(context: ReadContext, places: readonly RelocationRange[]): void {
  for (const place of places)
    if (place.table === 'crel') context.resident.request(place.offset, mostBytes(context, place));
}

function mostBytes(context: ReadContext, { table, offset, length }: RelocationRange): number {
  if (table !== 'crel') return length;
  return Math.min(length, mostCrelBytes(context.window(offset, Math.min(length, CREL_START_BYTES))));
}

/** The relocations of those tables, one after the other; each is decoded when asked for. */
export function readRelocations(
  context: ReadContext,
  places: readonly RelocationRange[],
  symbols: number,
  unpacking: Unpacking,
): FileTable<Relocation> {
  return concatenated(places.map((place) => readTable(context, place, symbols, unpacking)));
}

function readTable(
  context: ReadContext,
  place: RelocationRange,
  symbols: number,
  unpacking: Unpacking,
): FileTable<Relocation> {
  const { table, format, tagName, section, addends } = place;
  const window = context.window(place.offset, mostBytes(context, place));
  if (table !== 'crel') {
    context.noteTableRange(section, window);
    if (window.length < place.length) {
      const args = {
        table: tagName,
        length: place.declared ?? place.length,
        offset: place.offset,
        have: window.length,
      };
      context.problems.add('error', 'table-clipped', args, tagName, window);
    }
  }
  const origin = { table };
  if (format === 'relr') return relrTable(context, window);
  if (format === 'plain') {
    const entries = new RelocationEntries(context.header.machine, window, origin, addends);
    checkRelocationSymbols(context, tagName, entries, symbols);
    return entries;
  }
  const entries = unpacking.open({ format, addends, window, origin }, tagName);
  if (entries === undefined) return NO_ROWS;
  if (table === 'crel') context.noteTableRange(section, window.slice(0, entries.size));
  checkRelocationSymbols(context, tagName, entries, symbols);
  return entries;
}

export function concatenated(tables: readonly FileTable<Relocation>[]): FileTable<Relocation> {
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const ask = <Answer>(index: number, of: (table: FileTable<Relocation>, at: number) => Answer) => {
    // Checks ask a table of entries about those that it has, and it does not look.
    if (!isRow(index, length)) return undefined;
    let rest = index;
    for (const table of tables) {
      if (rest < table.length) return of(table, rest);
      rest -= table.length;
    }
    return undefined;
  };
  return {
    length,
    at: (index) => ask(index, (table, at): Relocation | undefined => table.at(at)),
    rangeOf: (index) => ask(index, (table, at): ByteRange | undefined => table.rangeOf(at)),
  };
}
