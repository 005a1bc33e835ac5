/** DT_HASH and DT_GNU_HASH as GNU ld fills them (binutils bfd/elflink.c). */
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';

/** Buckets by the number of names: compute_bucket_count, without -O. */
const BUCKETS = [1, 3, 17, 37, 67];

export function bucketsFor(names: number): number {
  const next = BUCKETS.findIndex((_, i) => names < (BUCKETS[i + 1] ?? Number.POSITIVE_INFINITY));
  return BUCKETS[next] ?? 1;
}

/** nbucket, nchain, buckets and chains. @param names of all symbols; those that are not hashed are '' */
export function sysvTable(names: readonly string[]): readonly number[] {
  const count = bucketsFor(names.filter((name) => name !== '').length);
  const buckets = new Array<number>(count).fill(0);
  const chains = names.map((name, index) => {
    if (name === '') return 0;
    const bucket = sysvHash(name) % count;
    const before = buckets[bucket] ?? 0;
    buckets[bucket] = index;
    return before;
  });
  return [count, names.length, ...buckets, ...chains];
}

/** Names in the order that DT_GNU_HASH wants: bucket by bucket. */
export function inGnuOrder(names: readonly string[]): readonly string[] {
  const count = bucketsFor(names.length);
  return [...names].sort((a, b) => (gnuHash(a) % count) - (gnuHash(b) % count));
}

export interface GnuTable {
  /** nbuckets, symoffset, bloom_size, bloom_shift. */
  readonly header: readonly number[];
  /** Words of the class. */
  readonly bloom: readonly bigint[];
  /** Buckets and chains. */
  readonly words: readonly number[];
}

/** @param names in their order, the first of them symbol `symoffset` */
export function gnuTable(names: readonly string[], symoffset: number, bits: 32 | 64): GnuTable {
  const count = bucketsFor(names.length);
  const shift = bits === 64 ? 6 : 5;
  const buckets = new Array<number>(count).fill(0);
  let bloom = 0n;
  const chains = names.map((name, index) => {
    const hash = gnuHash(name);
    bloom |= (1n << BigInt(hash % bits)) | (1n << BigInt((hash >>> shift) % bits));
    const bucket = hash % count;
    if (buckets[bucket] === 0) buckets[bucket] = symoffset + index;
    const next = names[index + 1];
    const isLast = next === undefined || gnuHash(next) % count !== bucket;
    return ((hash & ~1) | Number(isLast)) >>> 0;
  });
  return { header: [count, symoffset, 1, shift], bloom: [bloom], words: [...buckets, ...chains] };
}
