import { fileNumber } from '../bytes/fileNumber.ts';
import type { Window } from '../bytes/window.ts';
import { EM_ALPHA, EM_S390 } from '../format/constants.ts';
import type { SysvHashTable } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, entryTable, type FileTable } from '../table.ts';

const STRUCTURE = 'DT_HASH' as const;

/** 64-bit s390x and alpha have 8-byte words here, against the gABI (glibc's elfclass.h of both). */
export function hashWordSize(machine: number, is64: boolean): 4 | 8 {
  return is64 && (machine === EM_S390 || machine === EM_ALPHA) ? 8 : 4;
}

/** Bytes of the whole table as its header says; undefined when the header itself is not there. */
export function sysvHashLength(header: Window, wordSize: 4 | 8): number | undefined {
  if (header.length < 2 * wordSize) return undefined;
  return (2 + wordAt(header, 0, wordSize) + wordAt(header, 1, wordSize)) * wordSize;
}

function wordAt(window: Window, index: number, wordSize: 4 | 8): number {
  if (wordSize === 4) return window.u32(index * 4);
  const word = window.u64(index * 8);
  return Math.min(fileNumber(word), 0xffffffff);
}

/** DT_HASH (gABI, "Hash Table") over the bytes that back it. */
export class SysvHash implements SysvHashTable {
  readonly range: ByteRange;
  readonly wordSize: 4 | 8;
  readonly nbucket: number;
  readonly nchain: number;
  readonly buckets: FileTable<number>;
  readonly chains: FileTable<number>;
  readonly #window: Window;

  constructor(context: ReadContext, window: Window, wordSize: 4 | 8) {
    this.#window = window;
    this.wordSize = wordSize;
    this.nbucket = wordAt(window, 0, wordSize);
    this.nchain = wordAt(window, 1, wordSize);
    const words = Math.floor(window.length / wordSize) - 2;
    const buckets = Math.min(this.nbucket, words);
    const chains = Math.min(this.nchain, words - buckets);
    this.range = { offset: window.offset, length: (2 + buckets + chains) * wordSize };
    const stretch = (from: number, length: number, read: (index: number) => number) =>
      entryTable({ offset: window.offset + from * wordSize, length, size: wordSize }, read);
    this.buckets = stretch(2, buckets, (index) => this.bucket(index));
    this.chains = stretch(2 + buckets, chains, (index) => this.chain(index));
    this.#check(context);
  }

  /** Bucket without a range check, for loops. */
  bucket(index: number): number {
    return wordAt(this.#window, 2 + index, this.wordSize);
  }

  /** Chain word without a range check, for loops. */
  chain(index: number): number {
    return wordAt(this.#window, 2 + this.buckets.length + index, this.wordSize);
  }

  chainOf(bucket: number): number[] {
    const chain: number[] = [];
    const seen = new Set<number>();
    let symbol = this.buckets.at(bucket) ?? 0;
    while (symbol !== 0 && symbol < this.chains.length && !seen.has(symbol)) {
      seen.add(symbol);
      chain.push(symbol);
      symbol = this.chain(symbol);
    }
    return chain;
  }

  #check(context: ReadContext): void {
    const { nbucket, nchain, range } = this;
    if (nbucket === 0)
      context.problems.add('error', 'hash-zero-buckets', { table: STRUCTURE }, STRUCTURE, range);
    const backed = this.buckets.length + this.chains.length;
    if (backed < nbucket + nchain) {
      const args = { table: STRUCTURE, need: nbucket + nchain, have: backed };
      context.problems.add('error', 'hash-outside', args, STRUCTURE, range);
    }
  }
}
