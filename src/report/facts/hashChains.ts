/**
 * Chains of both hash tables, in work bounded by the table: a damaged or hostile table may let every bucket
 * begin the same long chain, or run in a circle.
 */

import type { GnuHashTable, SysvHashTable } from '../../elf/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import type { Meter } from '../meter.ts';

export interface Chain {
  /** Symbol indices in chain order, at most as many as asked for. */
  readonly symbols: readonly number[];
  /** The chain goes on after them. */
  readonly more: boolean;
}

export type HashTable =
  | { readonly kind: 'gnu'; readonly table: GnuHashTable }
  | { readonly kind: 'sysv'; readonly table: SysvHashTable };

export function bucketCount({ table }: HashTable): number {
  return table.buckets.length;
}

export function firstOf({ table }: HashTable, bucket: number): number {
  return table.buckets.at(bucket) ?? 0;
}

/** Symbol after `symbol` in its chain, 0 at the end. */
function next(hash: HashTable, symbol: number): number {
  if (hash.kind === 'sysv') {
    const following = hash.table.chains.at(symbol) ?? 0;
    return following < hash.table.chains.length ? following : 0;
  }
  const { chains, symoffset } = hash.table;
  const word = chains.at(symbol - symoffset);
  // The chain ends at a word with bit 0 set; one that leaves the table ends there too.
  return word === undefined || (word & 1) === 1 || symbol + 1 - symoffset >= chains.length ? 0 : symbol + 1;
}

/** Whether a bucket's value begins a chain. */
function begins(hash: HashTable, symbol: number): boolean {
  if (symbol === 0) return false;
  const low = hash.kind === 'gnu' ? hash.table.symoffset : 0;
  return symbol >= low && symbol - low < hash.table.chains.length;
}

export function chainFrom(hash: HashTable, bucket: number, limit: number): Chain {
  const symbols: number[] = [];
  let symbol = firstOf(hash, bucket);
  if (!begins(hash, symbol)) return { symbols, more: false };
  while (symbol !== 0 && symbols.length < limit) {
    symbols.push(symbol);
    symbol = next(hash, symbol);
  }
  return { symbols, more: symbol !== 0 };
}

/** Length of a chain that runs in a circle. */
export const ENDLESS = 0xffff_ffff;

/** Buckets between two breaks of long work. */
const SLICE = 4096;

/** Chain length of every bucket; each link is followed once, whatever the table says. */
export function chainLengths(hash: HashTable, meter: Meter): Uint32Array {
  return runToEnd(chainLengthsInSlices(hash, meter));
}

export function* chainLengthsInSlices(hash: HashTable, meter: Meter): Generator<void, Uint32Array> {
  const base = hash.kind === 'gnu' ? hash.table.symoffset : 0;
  const lengthFrom = new Uint32Array(hash.table.chains.length);
  const lengths = new Uint32Array(bucketCount(hash));
  const path: number[] = [];
  for (let bucket = 0; bucket < lengths.length; bucket++) {
    if (bucket % SLICE === SLICE - 1) yield;
    let symbol = firstOf(hash, bucket);
    if (!begins(hash, symbol)) continue;
    path.length = 0;
    // ENDLESS marks what is on the path: meeting it again means a circle.
    while (symbol !== 0 && lengthFrom[symbol - base] === 0) {
      lengthFrom[symbol - base] = ENDLESS;
      path.push(symbol);
      symbol = next(hash, symbol);
    }
    meter.steps += 1 + path.length;
    let length = symbol === 0 ? 0 : (lengthFrom[symbol - base] ?? 0);
    for (let i = path.length - 1; i >= 0; i--) {
      if (length !== ENDLESS) length++;
      lengthFrom[(path[i] ?? 0) - base] = length;
    }
    lengths[bucket] = lengthFrom[firstOf(hash, bucket) - base] ?? 0;
  }
  return lengths;
}

/** Bits that are set in the words of a bloom filter. */
export function* bloomBitsInSlices({ bloom }: GnuHashTable): Generator<void, number> {
  let set = 0;
  for (let i = 0; i < bloom.length; i++) {
    set += bitsSet(bloom.at(i) ?? 0n);
    if (i % SLICE === SLICE - 1) yield;
  }
  return set;
}

export function bitsSet(word: bigint): number {
  let bits = 0;
  for (let half of [Number(word & 0xffff_ffffn), Number((word >> 32n) & 0xffff_ffffn)]) {
    while (half !== 0) {
      half &= half - 1;
      bits++;
    }
  }
  return bits;
}

/** The hash tables an image has. */
export function hashTablesOf(image: {
  readonly gnuHash?: GnuHashTable;
  readonly sysvHash?: SysvHashTable;
}): readonly HashTable[] {
  const tables: HashTable[] = [];
  if (image.gnuHash !== undefined) tables.push({ kind: 'gnu', table: image.gnuHash });
  if (image.sysvHash !== undefined) tables.push({ kind: 'sysv', table: image.sysvHash });
  return tables;
}
