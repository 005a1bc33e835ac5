/** Compares the image's hash tables with the hashes of its names: what lookups cannot find is reported. */

import { SHN_UNDEF, STB_LOCAL } from '../format/constants.ts';
import type { GnuHash } from '../hashTables/gnuHash.ts';
import type { SysvHash } from '../hashTables/sysvHash.ts';
import { Tally } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { SymbolTableReader } from '../symbols/symbolTable.ts';
import type { ByteRange } from '../table.ts';

/** GNU hash of the empty name. */
const EMPTY_GNU = 5381;

class Findings {
  /** Buckets that lead to no symbol, and that run into a chain met before. */
  readonly outside = new Tally();
  readonly cycles = new Tally();
  /** Symbols, each by its index. */
  readonly wrongBucket = new Tally();
  readonly nameless = new Tally();
  readonly wrongWord = new Tally();
  readonly notInBloom = new Tally();
  outsideSymbol = 0;
  bucketOfWrong = 0;
  storedWord = 0;
}

export async function checkSysvHash(
  context: ReadContext,
  table: SysvHash,
  symbols: SymbolTableReader,
): Promise<void> {
  const { sysv, hashed } = symbols.hashes();
  const nbucket = table.buckets.length;
  const end = Math.min(symbols.length, table.chains.length);
  if (!context.spend(nbucket + end, 'DT_HASH')) return;
  const found = new Findings();
  const visited = context.allocator.bytes(symbols.length);
  await context.inSlices(nbucket, (from, to) => {
    for (let bucket = from; bucket < to; bucket++) {
      for (let symbol = table.bucket(bucket); symbol !== 0; symbol = table.chain(symbol)) {
        if (symbol >= end) {
          if (found.outside.count === 0) found.outsideSymbol = symbol;
          found.outside.hit(bucket);
          break;
        }
        if (visited[symbol] === 1) {
          found.cycles.hit(bucket);
          break;
        }
        visited[symbol] = 1;
        if (symbol >= hashed) continue;
        const hash = sysv[symbol] as number;
        // Only the empty name is looked at in the symbol itself: the loop jumps about as it is.
        if (hash === 0 && symbols.nameOffset(symbol) === 0) found.nameless.hit(symbol);
        else if (hash % nbucket !== bucket) {
          if (found.wrongBucket.count === 0) found.bucketOfWrong = bucket;
          found.wrongBucket.hit(symbol);
        }
      }
    }
  });
  report(context, 'DT_HASH', table.range, found, symbols);
  const expected = (sysv[found.wrongBucket.first] ?? 0) % Math.max(1, nbucket);
  reportWrongBucket(context, 'DT_HASH', table.range, found, expected);
  reportUnreachable(context, 'DT_HASH', table.range, visited, symbols);
}

export async function checkGnuHash(
  context: ReadContext,
  table: GnuHash,
  symbols: SymbolTableReader,
): Promise<void> {
  const { gnu, hashed } = symbols.hashes();
  const { symoffset } = table;
  const { problems } = context;
  const nbuckets = table.buckets.length;
  const chains = table.chains.length;
  if (table.translation === undefined && symoffset > symbols.length && symbols.length > 0) {
    const args = { symoffset, symbols: symbols.length };
    problems.add('error', 'gnu-hash-symoffset', args, table.name, {
      offset: table.range.offset + 4,
      length: 4,
    });
  }
  if (!context.spend(nbuckets + chains, table.name)) return;
  const found = new Findings();
  const below = new Tally();
  const visited = context.allocator.bytes(symbols.length);
  const bloom = bloomTest(table);
  await context.inSlices(nbuckets, (from, to) => {
    for (let bucket = from; bucket < to; bucket++) {
      const first = table.bucket(bucket);
      if (first === 0) continue;
      if (first < symoffset) {
        below.hit(bucket);
        continue;
      }
      for (let at = first - symoffset; ; at++) {
        const symbol = table.symbolOf(at);
        if (at >= chains || symbol >= symbols.length) {
          if (found.outside.count === 0) found.outsideSymbol = symbol;
          found.outside.hit(bucket);
          break;
        }
        if (visited[symbol] === 1) {
          found.cycles.hit(bucket);
          break;
        }
        visited[symbol] = 1;
        const word = table.chainWord(at);
        if (symbol < hashed) {
          const hash = gnu[symbol] as number;
          if (hash === EMPTY_GNU && symbols.nameOffset(symbol) === 0) found.nameless.hit(symbol);
          else if ((word ^ hash) >>> 1 !== 0) {
            if (found.wrongWord.count === 0) found.storedWord = word;
            found.wrongWord.hit(symbol);
          } else if (hash % nbuckets !== bucket) {
            if (found.wrongBucket.count === 0) found.bucketOfWrong = bucket;
            found.wrongBucket.hit(symbol);
          } else if (!bloom(hash)) found.notInBloom.hit(symbol);
        }
        if ((word & 1) !== 0) break;
      }
    }
  });
  report(context, table.name, table.range, found, symbols);
  const expected = (gnu[found.wrongBucket.first] ?? 0) % Math.max(1, nbuckets);
  reportWrongBucket(context, table.name, table.range, found, expected);
  reportGnu(context, table, found, below, gnu);
  reportUnreachable(context, table.name, table.range, visited, symbols);
}

/** Whether both bits of a hash are set (glibc, do_lookup_x). A filter of odd size has been reported. */
function bloomTest(table: GnuHash): (hash: number) => boolean {
  const { window, bloomSize, bloomShift } = table;
  const { view, wordSize, littleEndian } = window;
  if (bloomSize === 0 || (bloomSize & (bloomSize - 1)) !== 0 || table.bloom.length < bloomSize)
    return () => true;
  const log = wordSize === 8 ? 6 : 5;
  const mask = (1 << log) - 1;
  // Words are read by halves: the one with bits 32 and up comes second in a little-endian word.
  const swap = wordSize === 8 && !littleEndian ? 4 : 0;
  const bitSet = (word: number, bit: number): boolean => {
    const half = word + (((bit >>> 5) << 2) ^ swap);
    return ((view.getUint32(half, littleEndian) >>> (bit & 31)) & 1) === 1;
  };
  return (hash) => {
    const word = 16 + ((hash >>> log) & (bloomSize - 1)) * wordSize;
    return bitSet(word, hash & mask) && bitSet(word, (hash >>> bloomShift) & mask);
  };
}

function report(
  context: ReadContext,
  table: StructureName,
  range: ByteRange,
  found: Findings,
  symbols: SymbolTableReader,
): void {
  const { problems } = context;
  const { outside, cycles, nameless } = found;
  if (outside.count > 0) {
    const args = { table, count: outside.count, first: outside.first, symbol: found.outsideSymbol };
    problems.add('error', 'hash-index-outside', { ...args, symbols: symbols.length }, table, range);
  }
  if (cycles.count > 0) {
    problems.add('error', 'hash-cycle', { table, count: cycles.count, first: cycles.first }, table, range);
  }
  if (nameless.count > 0) {
    problems.add(
      'note',
      'hashed-nameless',
      { table, count: nameless.count, first: nameless.first },
      table,
      range,
    );
  }
}

function reportWrongBucket(
  context: ReadContext,
  table: StructureName,
  range: ByteRange,
  { wrongBucket, bucketOfWrong }: Findings,
  expected: number,
): void {
  if (wrongBucket.count === 0) return;
  const args = { table, count: wrongBucket.count, first: wrongBucket.first, bucket: bucketOfWrong, expected };
  context.problems.add('error', 'hash-wrong-bucket', args, table, range);
}

function reportGnu(
  context: ReadContext,
  table: GnuHash,
  found: Findings,
  below: Tally,
  gnu: Uint32Array,
): void {
  const { problems } = context;
  const { range, symoffset } = table;
  const { wrongWord, notInBloom } = found;
  if (below.count > 0) {
    const args = { count: below.count, first: below.first, symbol: table.bucket(below.first), symoffset };
    problems.add('error', 'gnu-hash-bucket-below', args, table.name, range);
  }
  if (wrongWord.count > 0) {
    const { count, first } = wrongWord;
    const args = { count, first, stored: found.storedWord, computed: gnu[first] ?? 0 };
    problems.add('error', 'gnu-hash-word', args, table.name, range);
  }
  if (notInBloom.count > 0) {
    const args = { count: notInBloom.count, first: notInBloom.first };
    problems.add('error', 'gnu-hash-bloom', args, table.name, range);
  }
}

/** Defined symbols that no chain holds: they are in the table, but no lookup by name gets to them. */
function reportUnreachable(
  context: ReadContext,
  table: StructureName,
  range: ByteRange,
  visited: Uint8Array,
  symbols: SymbolTableReader,
): void {
  const lost = new Tally();
  for (let symbol = 1; symbol < symbols.length; symbol++) {
    if (visited[symbol] === 1 || symbols.shndx(symbol) === SHN_UNDEF) continue;
    if (symbols.info(symbol) >> 4 !== STB_LOCAL && symbols.nameOffset(symbol) !== 0) lost.hit(symbol);
  }
  if (lost.count === 0) return;
  context.problems.add(
    'error',
    'hash-unreachable',
    { table, count: lost.count, first: lost.first },
    table,
    range,
  );
}
