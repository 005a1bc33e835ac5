import type { Window } from '../bytes/window.ts';
import { GNU_HASH_HEADER } from '../format/layouts.ts';
import type { GnuHashTable } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, entryTable, type FileTable } from '../table.ts';

/** The same in both classes. */
const AT = GNU_HASH_HEADER[64];
const HEADER_SIZE = GNU_HASH_HEADER.size[64];

/** Bytes of header, filter and buckets: where the chains begin, as the header says; undefined when the header is not there. */
export function gnuBodyLength(header: Window): number | undefined {
  if (header.length < HEADER_SIZE) return undefined;
  return (
    HEADER_SIZE + header.u32(AT.bloom_size.offset) * header.wordSize + header.u32(AT.nbuckets.offset) * 4
  );
}

/**
 * DT_GNU_HASH (binutils' elflink.c, glibc's dl-setup_hash.c) over the bytes that back it, or DT_MIPS_XHASH, which
 * has behind the chains the symbol of each chain word (binutils' elfxx-mips.c, glibc's sysdeps/mips/dl-lookup code).
 */
export class GnuHash implements GnuHashTable {
  readonly nbuckets: number;
  readonly symoffset: number;
  readonly bloomSize: number;
  readonly bloomShift: number;
  range: ByteRange;
  readonly bloom: FileTable<bigint>;
  readonly buckets: FileTable<number>;
  chains: FileTable<number>;
  /** One more than the last symbol that a bucket leads to; 0 when none does. */
  readonly symbolEnd: number;
  /** Whether the last chain has its end bit before the next table begins. */
  readonly ended: boolean;
  readonly window: Window;
  readonly name: 'DT_GNU_HASH' | 'DT_MIPS_XHASH';
  readonly translation?: FileTable<number>;
  readonly #bucketsAt: number;
  readonly #chainsAt: number;

  /** `limit`: bytes up to the next table, see TableRange. */
  constructor(context: ReadContext, window: Window, limit: number, name: GnuHash['name']) {
    this.name = name;
    this.window = window;
    this.nbuckets = window.u32(AT.nbuckets.offset);
    this.symoffset = window.u32(AT.symoffset.offset);
    this.bloomSize = window.u32(AT.bloom_size.offset);
    this.bloomShift = window.u32(AT.bloom_shift.offset);
    const { wordSize } = window;
    const bloom = backed(window, HEADER_SIZE, this.bloomSize, wordSize);
    this.#bucketsAt = HEADER_SIZE + bloom * wordSize;
    const buckets = bloom < this.bloomSize ? 0 : backed(window, this.#bucketsAt, this.nbuckets, 4);
    this.#chainsAt = this.#bucketsAt + buckets * 4;
    this.bloom = this.#table(HEADER_SIZE, bloom, wordSize, (index) =>
      window.word(HEADER_SIZE + index * wordSize),
    );
    this.buckets = this.#table(this.#bucketsAt, buckets, 4, (index) => this.bucket(index));

    const end = this.#findEnd(context, buckets < this.nbuckets ? 0 : window.length);
    this.symbolEnd = end.symbolEnd;
    const chains = Math.max(0, this.symbolEnd - this.symoffset);
    this.ended = end.ended && this.#chainsAt + chains * 4 <= limit;
    this.chains = this.#table(this.#chainsAt, chains, 4, (index) => this.chainWord(index));
    let length = this.#chainsAt + chains * 4;
    if (name === 'DT_MIPS_XHASH') {
      const translated = backed(window, length, chains, 4);
      const at = length;
      this.translation = this.#table(at, translated, 4, (index) => window.u32(at + index * 4));
      length += translated * 4;
    }
    this.range = { offset: window.offset, length: length };
    this.#check(context);
  }

  /**
   * Ends the chains at the number of symbols, which other tables may know better: a last chain without
   * its end bit runs into whatever follows.
   */
  clampChains(context: ReadContext, symbols: number): void {
    const translated = this.translation !== undefined;
    if (this.ended || (this.symbolEnd === symbols && !translated)) return;
    context.problems.add('error', 'gnu-hash-no-end', { symbol: this.symbolEnd - 1 }, this.name, this.range);
    if (translated) return;
    const chains = Math.max(0, Math.min(this.chains.length, symbols - this.symoffset));
    this.chains = this.#table(this.#chainsAt, chains, 4, (index) => this.chainWord(index));
    this.range = { offset: this.range.offset, length: this.#chainsAt + chains * 4 };
  }

  /** Bucket without a range check, for loops. */
  bucket(index: number): number {
    return this.window.u32(this.#bucketsAt + index * 4);
  }

  /** Chain word of symbol `index` + symoffset without a range check, for loops. */
  chainWord(index: number): number {
    return this.window.u32(this.#chainsAt + index * 4);
  }

  /** The symbol that a chain word belongs to; without one in the translation, none that exists. */
  symbolOf(word: number): number {
    return this.translation === undefined ? word + this.symoffset : (this.translation.at(word) ?? 0xffffffff);
  }

  chainOf(bucket: number): number[] {
    const chain: number[] = [];
    const first = (this.buckets.at(bucket) ?? 0) - this.symoffset;
    if (first < 0) return chain;
    for (let index = first; index < this.chains.length; index++) {
      chain.push(this.symbolOf(index));
      if ((this.chainWord(index) & 1) !== 0) break;
    }
    return chain;
  }

  /** The number of symbols is where the chain of the highest bucket ends (as glibc and Go's tools count). */
  #findEnd(context: ReadContext, windowEnd: number): { symbolEnd: number; ended: boolean } {
    let highest = 0;
    if (!context.spend(this.buckets.length, this.name)) return { symbolEnd: 0, ended: false };
    for (let index = 0; index < this.buckets.length; index++) highest = Math.max(highest, this.bucket(index));
    if (highest < this.symoffset || highest === 0) return { symbolEnd: 0, ended: true };
    const words = Math.max(0, Math.floor((windowEnd - this.#chainsAt) / 4));
    let index = highest - this.symoffset;
    while (index < words && context.spend(1, this.name)) {
      if ((this.chainWord(index++) & 1) !== 0) return { symbolEnd: index + this.symoffset, ended: true };
    }
    return { symbolEnd: Math.min(index, words) + this.symoffset, ended: false };
  }

  #table<Row>(at: number, length: number, size: number, read: (index: number) => Row): FileTable<Row> {
    return entryTable({ offset: this.window.offset + at, length, size }, read);
  }

  #check(context: ReadContext): void {
    const { problems } = context;
    const { nbuckets, bloomSize, range } = this;
    if (nbuckets === 0) problems.add('error', 'hash-zero-buckets', { table: this.name }, this.name, range);
    if (bloomSize === 0 || (bloomSize & (bloomSize - 1)) !== 0) {
      problems.add('error', 'gnu-hash-bloom-size', { value: bloomSize }, this.name, {
        offset: range.offset + AT.bloom_size.offset,
        length: AT.bloom_size.length,
      });
    }
    const have = this.bloom.length + this.buckets.length;
    if (have < bloomSize + nbuckets) {
      problems.add(
        'error',
        'hash-outside',
        { table: this.name, need: bloomSize + nbuckets, have },
        this.name,
        range,
      );
    }
  }
}

function backed(window: Window, at: number, count: number, size: number): number {
  return Math.max(0, Math.min(count, Math.floor((window.length - at) / size)));
}
