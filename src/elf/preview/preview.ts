import { Window } from '../bytes/window.ts';
import type { DynamicTable } from '../dynamic/dynamicTable.ts';
import { versionBytes } from '../dynamic/readTables.ts';
import type { SymbolCount } from '../dynamic/symbolCount.ts';
import type { TablePlaces, TableRange } from '../dynamic/tablePlaces.ts';
import { DT_STRSZ, DT_VERDEFNUM, DT_VERNEEDNUM } from '../format/constants.ts';
import { GNU_HASH_HEADER, SYM } from '../format/layouts.ts';
import { hashWordSize, SysvHash } from '../hashTables/sysvHash.ts';
import type { ByteSource } from '../imageSource.ts';
import type { VersionDefinition, VersionNeed } from '../model.ts';
import { ProblemList } from '../problems/problems.ts';
import { Budget } from '../reading/budget.ts';
import { ReadContext } from '../reading/readContext.ts';
import { PartialStrings, readExactly } from '../strings/partialStringTable.ts';
import { readVersionDefinitions } from '../versions/versionDefinitions.ts';
import { VersionNames } from '../versions/versionNames.ts';
import { readVersionNeeds } from '../versions/versionNeeds.ts';
import { PreviewSymbols } from './previewSymbols.ts';

/** What the first rows of a large symbol table need. */
export interface PreviewTables {
  readonly strings: PartialStrings;
  readonly symbols: PreviewSymbols;
  readonly definitions: readonly VersionDefinition[];
  readonly needs: readonly VersionNeed[];
  readonly firstHashed?: number;
}

/** Tables that contradict themselves: they are read as a whole, which says what is wrong with them. */
class NoPreview extends Error {}

/**
 * A first look at dynamic tables with at least so many symbols: their number and the versions' names, and no symbol
 * yet. In time independent of the tables' size, hence without a check of anything. Undefined where there are fewer
 * symbols, and where something is wrong with the tables: reading them as a whole says what.
 */
export async function previewAtTables(
  from: ReadContext,
  source: ByteSource,
  dynamic: DynamicTable,
  places: TablePlaces,
  least: number,
): Promise<PreviewTables | undefined> {
  try {
    // What is wrong is found by the whole reading, and reported there.
    const meters = { budget: new Budget(), allocator: from.allocator };
    const context = new ReadContext(from.resident, new ProblemList(from.size), meters, from.header);
    return await tablesOf(context, source, dynamic, places, least);
  } catch {
    return undefined;
  }
}

async function tablesOf(
  context: ReadContext,
  source: ByteSource,
  dynamic: DynamicTable,
  places: TablePlaces,
  least: number,
): Promise<PreviewTables | undefined> {
  const entry = SYM.size[context.header.class];
  const { symbols } = places;
  if (symbols === undefined) return undefined;
  const { count, from } = await countOf(context, source, places, entry);
  if (count < least) return undefined;
  const tableOf = (place: TableRange | undefined, size: number) => {
    if (place === undefined) return undefined;
    if (place.rest < count * size) throw new NoPreview();
    return { at: place.offset, entry: size };
  };
  tableOf(symbols, entry);
  const length = dynamic.number(DT_STRSZ) ?? places.strings?.sectionSize;
  const offset = places.strings?.offset ?? 0;
  if (length === undefined || (places.strings?.rest ?? 0) < length) throw new NoPreview();
  const strings = new PartialStrings(context, source, { offset, length }, 'DT_STRTAB');
  const verdef = await windowOf(context, source, places.verdef, versionBytes(places.verdef));
  const verneed = await windowOf(context, source, places.verneed, versionBytes(places.verneed));
  const versions = await strings.complete(() => {
    dynamic.soname(strings);
    // Names behind DT_STRSZ are left to the whole reading.
    const names = new VersionNames(context, strings, strings);
    return {
      definitions: verdef ? readVersionDefinitions(context, verdef, names, dynamic.number(DT_VERDEFNUM)) : [],
      needs: verneed ? readVersionNeeds(context, verneed, names, dynamic.number(DT_VERNEEDNUM)) : [],
    };
  });
  const parts = {
    count,
    countFrom: from,
    offset: symbols.offset,
    versym: tableOf(places.versym, 2),
    sectionIndices: tableOf(places.sectionIndices, 4),
    strings,
    ...versions,
  };
  const head = await windowOf(context, source, places.gnuHash, GNU_HASH_HEADER.size[64]);
  const firstHashed = head?.u32(GNU_HASH_HEADER[64].symoffset.offset);
  return {
    strings,
    symbols: new PreviewSymbols(context, source, parts),
    ...versions,
    ...(firstHashed !== undefined && { firstHashed }),
  };
}

/** The number of symbols where it costs nothing to know: from a section header, or as DT_HASH's nchain. */
async function countOf(
  context: ReadContext,
  source: ByteSource,
  { symbols, sysvHash }: TablePlaces,
  entry: number,
): Promise<SymbolCount> {
  if (symbols?.sectionSize !== undefined) {
    return { count: Math.floor(symbols.sectionSize / entry), from: 'section' };
  }
  const wordSize = hashWordSize(context.header.machine, context.is64);
  const header = await windowOf(context, source, sysvHash, 2 * wordSize);
  const count = header === undefined ? 0 : new SysvHash(context, header, wordSize).nchain;
  return { count, from: 'sysv-hash' };
}

async function windowOf(
  context: ReadContext,
  source: ByteSource,
  place: TableRange | undefined,
  length: number,
): Promise<Window | undefined> {
  if (place === undefined) return undefined;
  const bytes = await readExactly(source, place.offset, Math.min(place.rest, length));
  context.allocator.received(bytes.length);
  context.budget.grow(bytes.length);
  return new Window(bytes, place.offset, context.is64, context.header.littleEndian);
}
