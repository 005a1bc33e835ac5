import { fileNumber } from '../bytes/fileNumber.ts';
import type { Quantity } from '../bytes/quantity.ts';
import type { Window } from '../bytes/window.ts';
import { checkGnuHash, checkSysvHash } from '../checks/hashChecks.ts';
import {
  DT_MIPS_SYMTABNO,
  DT_STRSZ,
  DT_SYMENT,
  DT_VERDEFNUM,
  DT_VERNEEDNUM,
  EM_MIPS,
} from '../format/constants.ts';
import { GNU_HASH_HEADER, SYM } from '../format/layouts.ts';
import { GnuHash, gnuBodyLength } from '../hashTables/gnuHash.ts';
import { hashWordSize, SysvHash, sysvHashLength } from '../hashTables/sysvHash.ts';
import type { VersionDefinition, VersionNeed } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { StringTable } from '../strings/stringTable.ts';
import { SymbolTableReader } from '../symbols/symbolTable.ts';
import { SymbolVersions } from '../versions/symbolVersions.ts';
import { readVersionDefinitions } from '../versions/versionDefinitions.ts';
import { VersionNames } from '../versions/versionNames.ts';
import { readVersionNeeds } from '../versions/versionNeeds.ts';
import type { DynamicTable } from './dynamicTable.ts';
import { countSymbols, plausibleSymbols, type SymbolCount } from './symbolCount.ts';
import type { TablePlaces, TableRange } from './tablePlaces.ts';

export interface DynamicTables {
  readonly strings: StringTable;
  readonly symbols: SymbolTableReader;
  readonly definitions: readonly VersionDefinition[];
  readonly needs: readonly VersionNeed[];
  readonly sysvHash?: SysvHash | undefined;
  readonly gnuHash?: GnuHash | undefined;
  readonly mipsHash?: GnuHash | undefined;
}

/** Version records are read up to here; 32,767 definitions, all there can be, need less. */
const VERSION_BYTES = 1 << 20;
/** They are read up to here even where another tag, perhaps a wrong one, leads into them. */
const LEAST_VERSION_BYTES = 4096;
/** A size that a table declares for itself is believed up to here even where another table begins earlier. */
const BELIEVED_BYTES = 1 << 26;
const GNU_HASH = GNU_HASH_HEADER[64];
const HEADER_BYTES = GNU_HASH_HEADER.size[64];
/** Versions' names are looked for so far behind the end of the strings, see VersionNames. */
const NAMES_BEYOND_BYTES = 4096;

/**
 * The dynamic linker's tables, read in three stages: what the dynamic table and the sections give the
 * size of, then the hash tables' bodies, then what the hash tables give the size of.
 */
export async function readDynamicTables(
  context: ReadContext,
  dynamic: DynamicTable,
  places: TablePlaces,
): Promise<DynamicTables> {
  const { resident } = context;
  const wordSize = hashWordSize(context.header.machine, context.is64);
  const stringsLength = dynamic.number(DT_STRSZ) ?? places.strings?.sectionSize ?? places.strings?.limit ?? 0;
  const withNamesBeyond = Math.max(
    stringsLength,
    Math.min(places.strings?.limit ?? 0, stringsLength + NAMES_BEYOND_BYTES),
  );
  wantTable(context, places.strings, withNamesBeyond);
  wantTable(context, places.symbols, 0);
  wantTable(context, places.versym, 0);
  wantTable(context, places.sectionIndices, 0);
  wantTable(context, places.sysvHash, HEADER_BYTES);
  wantTable(context, places.gnuHash, HEADER_BYTES);
  wantTable(context, places.mipsHash, HEADER_BYTES);
  wantTable(context, places.verdef, versionBytes(places.verdef));
  wantTable(context, places.verneed, versionBytes(places.verneed));
  await resident.fetch();

  const sysvLength = sysvHashLength(windowOf(context, places.sysvHash, HEADER_BYTES), wordSize) ?? 0;
  wantTable(context, places.sysvHash, believed(places.sysvHash, sysvLength));
  await wantGnuHash(context, places.gnuHash);
  await wantGnuHash(context, places.mipsHash, 2);
  await resident.fetch();

  const sysvHash = readSysvHash(context, places.sysvHash, sysvLength, wordSize);
  const gnuHash = readGnuHash(context, places.gnuHash, 'DT_GNU_HASH');
  const mipsHash = readGnuHash(context, places.mipsHash, 'DT_MIPS_XHASH');
  const { count, from } = symbolCount(context, dynamic, places, sysvHash, gnuHash);
  const size = SYM.size[context.header.class];
  wantTable(context, places.symbols, believed(places.symbols, count * size));
  wantTable(context, places.versym, believed(places.versym, count * 2));
  wantTable(context, places.sectionIndices, believed(places.sectionIndices, count * 4));
  await resident.fetch();

  const strings = readStrings(context, places.strings, dynamic.value(DT_STRSZ) ?? stringsLength);
  const beyond = new StringTable(context, windowOf(context, places.strings, withNamesBeyond), 'DT_STRTAB');
  const names = new VersionNames(context, strings, beyond);
  const verdef = windowOf(context, places.verdef, VERSION_BYTES);
  const verneed = windowOf(context, places.verneed, VERSION_BYTES);
  const definitions =
    places.verdef === undefined
      ? []
      : readVersionDefinitions(context, verdef, names, dynamic.value(DT_VERDEFNUM));
  const needs =
    places.verneed === undefined
      ? []
      : readVersionNeeds(context, verneed, names, dynamic.value(DT_VERNEEDNUM));

  const window = symbolWindow(context, dynamic, places.symbols, { count, from }, strings);
  const length = Math.floor(window.length / size);
  const versions =
    places.versym === undefined
      ? undefined
      : new SymbolVersions(context, windowOf(context, places.versym, length * 2), definitions, needs);
  if (places.versym !== undefined)
    context.noteTableRange('.gnu.version', windowOf(context, places.versym, length * 2));
  versions?.check(context, length);
  const symbols = new SymbolTableReader(context, {
    name: '.dynsym',
    window,
    strings,
    countFrom: places.symbols === undefined ? 'none' : from,
    localEnd: places.symbols?.sectionInfo,
    ...(versions === undefined ? {} : { versions }),
    ...(places.sectionIndices === undefined
      ? {}
      : { sectionIndices: windowOf(context, places.sectionIndices, length * 4) }),
  });
  await symbols.check();
  gnuHash?.clampChains(context, symbols.length);
  mipsHash?.clampChains(context, symbols.length);
  await context.yieldIfDue();
  if (sysvHash !== undefined) await checkSysvHash(context, sysvHash, symbols);
  await context.yieldIfDue();
  for (const table of [gnuHash, mipsHash])
    if (table !== undefined) await checkGnuHash(context, table, symbols);
  await context.yieldIfDue();
  return { strings, symbols, definitions, needs, sysvHash, gnuHash, mipsHash };
}

/** Asks for `length` bytes of a table, and for all that a section at the same place gives it. */
function wantTable(context: ReadContext, place: TableRange | undefined, length: number): void {
  if (place === undefined) return;
  context.resident.request(place.offset, Math.min(place.rest, Math.max(length, place.sectionSize ?? 0)));
}

function windowOf(context: ReadContext, place: TableRange | undefined, length: number): Window {
  return context.window(place?.offset ?? 0, place === undefined ? 0 : Math.min(place.rest, length));
}

/** Version records have no size of their own: they are read up to the next table. */
export function versionBytes(place: TableRange | undefined): number {
  return Math.min(VERSION_BYTES, Math.max(place?.limit ?? 0, LEAST_VERSION_BYTES));
}

/** The declared length, unless it is absurd: then the table ends where the next one begins. */
function believed(place: TableRange | undefined, length: number): number {
  if (place === undefined) return 0;
  return length <= Math.max(BELIEVED_BYTES, place.limit) ? length : place.limit;
}

/**
 * Asks for the buckets first: the highest of them tells where the chains end. Of each symbol the table has a chain
 * word; DT_MIPS_XHASH has its number as well.
 */
async function wantGnuHash(
  context: ReadContext,
  place: TableRange | undefined,
  wordsOfSymbol = 1,
): Promise<void> {
  if (place === undefined) return;
  const chainsAt = gnuBodyLength(windowOf(context, place, HEADER_BYTES)) ?? 0;
  wantTable(context, place, believed(place, chainsAt));
  await context.resident.fetch();
  const window = windowOf(context, place, believed(place, chainsAt));
  if (window.length < chainsAt || chainsAt === 0) return;
  const nbuckets = window.u32(GNU_HASH.nbuckets.offset);
  let highest = 0;
  for (let at = chainsAt - nbuckets * 4; at < chainsAt; at += 4) highest = Math.max(highest, window.u32(at));
  const chains = Math.max(0, highest - window.u32(GNU_HASH.symoffset.offset)) * 4 * wordsOfSymbol;
  wantTable(context, place, believed(place, chainsAt + chains) + LAST_CHAIN_BYTES * wordsOfSymbol);
}

/** Room for the chain of the highest bucket: 16 Ki symbols in one bucket. */
const LAST_CHAIN_BYTES = 1 << 16;

function readSysvHash(
  context: ReadContext,
  place: TableRange | undefined,
  length: number,
  wordSize: 4 | 8,
): SysvHash | undefined {
  if (place === undefined) return undefined;
  const window = windowOf(context, place, believed(place, length));
  if (window.length < 2 * wordSize) {
    const args = {
      table: 'DT_HASH' as const,
      length: 2 * wordSize,
      offset: place.offset,
      have: window.length,
    };
    context.problems.add('error', 'table-clipped', args, 'DT_HASH', window);
    return undefined;
  }
  const table = new SysvHash(context, window, wordSize);
  context.noteTableRange('.hash', table.range);
  return table;
}

function readGnuHash(
  context: ReadContext,
  place: TableRange | undefined,
  name: GnuHash['name'],
): GnuHash | undefined {
  if (place === undefined) return undefined;
  const window = windowOf(context, place, place.rest);
  if (window.length < HEADER_BYTES) {
    const args = { table: name, length: HEADER_BYTES, offset: place.offset, have: window.length };
    context.problems.add('error', 'table-clipped', args, name, window);
    return undefined;
  }
  const table = new GnuHash(context, window, place.limit, name);
  context.noteTableRange(name === 'DT_GNU_HASH' ? '.gnu.hash' : '.MIPS.xhash', table.range);
  return table;
}

function symbolCount(
  context: ReadContext,
  dynamic: DynamicTable,
  { symbols }: TablePlaces,
  sysv: SysvHash | undefined,
  gnu: GnuHash | undefined,
): SymbolCount {
  if (symbols === undefined) return { count: 0, from: 'none' };
  const size = SYM.size[context.header.class];
  return countSymbols(context, {
    sysv,
    gnu,
    mips: context.header.machine === EM_MIPS ? dynamic.number(DT_MIPS_SYMTABNO) : undefined,
    section: symbols.sectionSize === undefined ? undefined : Math.floor(symbols.sectionSize / size),
    extent: Math.floor(Math.min(symbols.limit, BELIEVED_BYTES) / size),
  });
}

function readStrings(context: ReadContext, place: TableRange | undefined, declared: Quantity): StringTable {
  const length = fileNumber(declared);
  const window = windowOf(context, place, length);
  if (place !== undefined) {
    context.noteTableRange('.dynstr', window);
    if (window.length < length) {
      const args = {
        table: 'DT_STRTAB' as const,
        length: declared,
        offset: place.offset,
        have: window.length,
      };
      context.problems.add('error', 'table-clipped', args, 'DT_STRTAB', window);
    } else if (window.length > 0 && window.u8(window.length - 1) !== 0) {
      context.problems.add('warning', 'strings-unended', { table: 'DT_STRTAB' }, 'DT_STRTAB', window);
    }
  }
  return new StringTable(context, window, 'DT_STRTAB');
}

function symbolWindow(
  context: ReadContext,
  dynamic: DynamicTable,
  place: TableRange | undefined,
  { count, from }: SymbolCount,
  strings: StringTable,
): Window {
  const size = SYM.size[context.header.class];
  const entry = dynamic.value(DT_SYMENT);
  if (entry !== undefined && entry !== BigInt(size)) {
    const args = { table: 'DT_SYMENT' as const, value: entry, expected: size };
    context.problems.add('warning', 'entry-size-wrong', args, 'DT_SYMENT', dynamic.tagRange(DT_SYMENT));
  }
  const window = windowOf(context, place, count * size);
  if (from === 'extent') return window.slice(0, plausibleSymbols(window, size, strings.length) * size);
  if (place !== undefined && window.length < count * size) {
    const args = {
      table: 'DT_SYMTAB' as const,
      length: count * size,
      offset: place.offset,
      have: window.length,
    };
    context.problems.add('error', 'table-clipped', args, 'DT_SYMTAB', window);
  }
  return window;
}
