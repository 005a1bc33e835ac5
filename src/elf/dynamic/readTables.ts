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
import type { Reading } from '../reading/readContext.ts';
import { StringTable } from '../strings/stringTable.ts';
import { RawSymbolTable } from '../symbols/symbolTable.ts';
import { SymbolVersions } from '../versions/symbolVersions.ts';
import { readVersionDefinitions } from '../versions/versionDefinitions.ts';
import { VersionNames } from '../versions/versionNames.ts';
import { readVersionNeeds } from '../versions/versionNeeds.ts';
import type { DynamicTable } from './dynamicTable.ts';
import { countSymbols, plausibleSymbols, type SymbolCount } from './symbolCount.ts';
import type { TablePlace, TablePlaces } from './tablePlaces.ts';

export interface DynamicTables {
  readonly strings: StringTable;
  readonly symbols: RawSymbolTable;
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
  reading: Reading,
  dynamic: DynamicTable,
  places: TablePlaces,
): Promise<DynamicTables> {
  const { resident } = reading;
  const wordSize = hashWordSize(reading.header.machine, reading.is64);
  const stringsLength = dynamic.number(DT_STRSZ) ?? places.strings?.sectionSize ?? places.strings?.limit ?? 0;
  const withNamesBeyond = Math.max(
    stringsLength,
    Math.min(places.strings?.limit ?? 0, stringsLength + NAMES_BEYOND_BYTES),
  );
  wantTable(reading, places.strings, withNamesBeyond);
  wantTable(reading, places.symbols, 0);
  wantTable(reading, places.versym, 0);
  wantTable(reading, places.sectionIndices, 0);
  wantTable(reading, places.sysvHash, HEADER_BYTES);
  wantTable(reading, places.gnuHash, HEADER_BYTES);
  wantTable(reading, places.mipsHash, HEADER_BYTES);
  wantTable(reading, places.verdef, versionBytes(places.verdef));
  wantTable(reading, places.verneed, versionBytes(places.verneed));
  await resident.load();

  const sysvLength = sysvHashLength(windowOf(reading, places.sysvHash, HEADER_BYTES), wordSize) ?? 0;
  wantTable(reading, places.sysvHash, believed(places.sysvHash, sysvLength));
  await wantGnuHash(reading, places.gnuHash);
  await wantGnuHash(reading, places.mipsHash, 2);
  await resident.load();

  const sysvHash = readSysvHash(reading, places.sysvHash, sysvLength, wordSize);
  const gnuHash = readGnuHash(reading, places.gnuHash, 'DT_GNU_HASH');
  const mipsHash = readGnuHash(reading, places.mipsHash, 'DT_MIPS_XHASH');
  const { count, from } = symbolCount(reading, dynamic, places, sysvHash, gnuHash);
  const size = SYM.size[reading.header.class];
  wantTable(reading, places.symbols, believed(places.symbols, count * size));
  wantTable(reading, places.versym, believed(places.versym, count * 2));
  wantTable(reading, places.sectionIndices, believed(places.sectionIndices, count * 4));
  await resident.load();

  const strings = readStrings(reading, places.strings, stringsLength);
  const beyond = new StringTable(reading, windowOf(reading, places.strings, withNamesBeyond), 'DT_STRTAB');
  const names = new VersionNames(reading, strings, beyond);
  const verdef = windowOf(reading, places.verdef, VERSION_BYTES);
  const verneed = windowOf(reading, places.verneed, VERSION_BYTES);
  const definitions =
    places.verdef === undefined
      ? []
      : readVersionDefinitions(reading, verdef, names, dynamic.number(DT_VERDEFNUM));
  const needs =
    places.verneed === undefined
      ? []
      : readVersionNeeds(reading, verneed, names, dynamic.number(DT_VERNEEDNUM));

  const window = symbolWindow(reading, dynamic, places.symbols, { count, from }, strings);
  const length = Math.floor(window.length / size);
  const versions =
    places.versym === undefined
      ? undefined
      : new SymbolVersions(reading, windowOf(reading, places.versym, length * 2), definitions, needs);
  if (places.versym !== undefined)
    reading.found('.gnu.version', windowOf(reading, places.versym, length * 2));
  versions?.check(reading, length);
  const symbols = new RawSymbolTable(reading, {
    name: '.dynsym',
    window,
    strings,
    countFrom: places.symbols === undefined ? 'none' : from,
    localEnd: places.symbols?.sectionInfo,
    ...(versions === undefined ? {} : { versions }),
    ...(places.sectionIndices === undefined
      ? {}
      : { sectionIndices: windowOf(reading, places.sectionIndices, length * 4) }),
  });
  await symbols.check();
  gnuHash?.settle(reading, symbols.length);
  mipsHash?.settle(reading, symbols.length);
  await reading.breathe();
  if (sysvHash !== undefined) await checkSysvHash(reading, sysvHash, symbols);
  await reading.breathe();
  for (const table of [gnuHash, mipsHash])
    if (table !== undefined) await checkGnuHash(reading, table, symbols);
  await reading.breathe();
  return { strings, symbols, definitions, needs, sysvHash, gnuHash, mipsHash };
}

/** Asks for `length` bytes of a table, and for all that a section at the same place gives it. */
function wantTable(reading: Reading, place: TablePlace | undefined, length: number): void {
  if (place === undefined) return;
  reading.resident.want(place.offset, Math.min(place.rest, Math.max(length, place.sectionSize ?? 0)));
}

function windowOf(reading: Reading, place: TablePlace | undefined, length: number): Window {
  return reading.window(place?.offset ?? 0, place === undefined ? 0 : Math.min(place.rest, length));
}

/** Version records have no size of their own: they are read up to the next table. */
export function versionBytes(place: TablePlace | undefined): number {
  return Math.min(VERSION_BYTES, Math.max(place?.limit ?? 0, LEAST_VERSION_BYTES));
}

/** The declared length, unless it is absurd: then the table ends where the next one begins. */
function believed(place: TablePlace | undefined, length: number): number {
  if (place === undefined) return 0;
  return length <= Math.max(BELIEVED_BYTES, place.limit) ? length : place.limit;
}

/**
 * Asks for the buckets first: the highest of them tells where the chains end. Of each symbol the table has a chain
 * word; DT_MIPS_XHASH has its number as well.
 */
async function wantGnuHash(
  reading: Reading,
  place: TablePlace | undefined,
  wordsOfSymbol = 1,
): Promise<void> {
  if (place === undefined) return;
  const chainsAt = gnuBodyLength(windowOf(reading, place, HEADER_BYTES)) ?? 0;
  wantTable(reading, place, believed(place, chainsAt));
  await reading.resident.load();
  const window = windowOf(reading, place, believed(place, chainsAt));
  if (window.length < chainsAt || chainsAt === 0) return;
  const nbuckets = window.u32(GNU_HASH.nbuckets.offset);
  let highest = 0;
  for (let at = chainsAt - nbuckets * 4; at < chainsAt; at += 4) highest = Math.max(highest, window.u32(at));
  const chains = Math.max(0, highest - window.u32(GNU_HASH.symoffset.offset)) * 4 * wordsOfSymbol;
  wantTable(reading, place, believed(place, chainsAt + chains) + LAST_CHAIN_BYTES * wordsOfSymbol);
}

/** Room for the chain of the highest bucket: 16 Ki symbols in one bucket. */
const LAST_CHAIN_BYTES = 1 << 16;

function readSysvHash(
  reading: Reading,
  place: TablePlace | undefined,
  length: number,
  wordSize: 4 | 8,
): SysvHash | undefined {
  if (place === undefined) return undefined;
  const window = windowOf(reading, place, believed(place, length));
  if (window.length < 2 * wordSize) {
    const args = { table: 'DT_HASH', length: 2 * wordSize, offset: place.offset, have: window.length };
    reading.problems.add('error', 'table-clipped', args, 'DT_HASH', window);
    return undefined;
  }
  const table = new SysvHash(reading, window, wordSize);
  reading.found('.hash', table.range);
  return table;
}

function readGnuHash(
  reading: Reading,
  place: TablePlace | undefined,
  name: GnuHash['name'],
): GnuHash | undefined {
  if (place === undefined) return undefined;
  const window = windowOf(reading, place, place.rest);
  if (window.length < HEADER_BYTES) {
    const args = { table: name, length: HEADER_BYTES, offset: place.offset, have: window.length };
    reading.problems.add('error', 'table-clipped', args, name, window);
    return undefined;
  }
  const table = new GnuHash(reading, window, place.limit, name);
  reading.found(name === 'DT_GNU_HASH' ? '.gnu.hash' : '.MIPS.xhash', table.range);
  return table;
}

function symbolCount(
  reading: Reading,
  dynamic: DynamicTable,
  { symbols }: TablePlaces,
  sysv: SysvHash | undefined,
  gnu: GnuHash | undefined,
): SymbolCount {
  if (symbols === undefined) return { count: 0, from: 'none' };
  const size = SYM.size[reading.header.class];
  return countSymbols(reading, {
    sysv,
    gnu,
    mips: reading.header.machine === EM_MIPS ? dynamic.number(DT_MIPS_SYMTABNO) : undefined,
    section: symbols.sectionSize === undefined ? undefined : Math.floor(symbols.sectionSize / size),
    extent: Math.floor(Math.min(symbols.limit, BELIEVED_BYTES) / size),
  });
}

function readStrings(reading: Reading, place: TablePlace | undefined, length: number): StringTable {
  const window = windowOf(reading, place, length);
  if (place !== undefined) {
    reading.found('.dynstr', window);
    if (window.length < length) {
      const args = { table: 'DT_STRTAB', length, offset: place.offset, have: window.length };
      reading.problems.add('error', 'table-clipped', args, 'DT_STRTAB', window);
    } else if (window.length > 0 && window.u8(window.length - 1) !== 0) {
      reading.problems.add('warning', 'strings-unended', { table: 'DT_STRTAB' }, 'DT_STRTAB', window);
    }
  }
  return new StringTable(reading, window, 'DT_STRTAB');
}

function symbolWindow(
  reading: Reading,
  dynamic: DynamicTable,
  place: TablePlace | undefined,
  { count, from }: SymbolCount,
  strings: StringTable,
): Window {
  const size = SYM.size[reading.header.class];
  const entry = dynamic.number(DT_SYMENT);
  if (entry !== undefined && entry !== size) {
    const args = { table: 'DT_SYMENT', value: entry, expected: size };
    reading.problems.add('warning', 'entry-size-wrong', args, 'DT_SYMENT', dynamic.tagRange(DT_SYMENT));
  }
  const window = windowOf(reading, place, count * size);
  if (from === 'extent') return window.slice(0, plausibleSymbols(window, size, strings.length) * size);
  if (place !== undefined && window.length < count * size) {
    const args = { table: 'DT_SYMTAB', length: count * size, offset: place.offset, have: window.length };
    reading.problems.add('error', 'table-clipped', args, 'DT_SYMTAB', window);
  }
  return window;
}
