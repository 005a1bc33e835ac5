import type { ImageDescription } from './description.ts';
import { gnuHash, sysvHash } from './hashFunctions.ts';
import type { Part } from './part.ts';
import { SHF_ALLOC } from './part.ts';
import { NULL_SYMBOL, type OrderedSymbols } from './symbols.ts';

/** DT_HASH (gABI 5): nbucket, nchain, buckets, chains; every word 4 or 8 bytes. */
export function sysvHashPart(image: ImageDescription, { symbols }: OrderedSymbols, nbucket: number): Part {
  const wordSize = image.hashWordSize ?? 4;
  const buckets = new Array<number>(nbucket).fill(0);
  const chains = new Array<number>(symbols.length).fill(0);
  for (const [index, symbol] of symbols.entries()) {
    if (index === 0 || symbol.bind === 'LOCAL') continue;
    const bucket = sysvHash(symbol.name) % nbucket;
    chains[index] = buckets[bucket] ?? 0;
    buckets[bucket] = index;
  }
  return {
    name: 'sysvHash',
    align: image.class / 8,
    size: (2 + nbucket + symbols.length) * wordSize,
    loaded: true,
    section: { name: '.hash', type: 5, flags: SHF_ALLOC, link: '.dynsym', entsize: wordSize },
    write(out) {
      out.record('sysvHash');
      out.sized('nbucket', wordSize, nbucket);
      out.sized('nchain', wordSize, chains.length);
      for (const [at, value] of buckets.entries()) out.sized(`bucket[${at}]`, wordSize, value);
      for (const [at, value] of chains.entries()) out.sized(`chain[${at}]`, wordSize, value);
    },
  };
}

/** DT_GNU_HASH as binutils' elflink.c lays it out: header, bloom filter, buckets, chains. */
export function gnuHashPart(image: ImageDescription, ordered: OrderedSymbols, nbuckets: number): Part {
  const wordBits = image.class;
  const words = image.bloomWords ?? 1;
  const shift = image.bloomShift ?? (wordBits === 64 ? 6 : 5);
  const hashed = ordered.symbols.slice(ordered.firstHashed);
  const bloom = new Array<bigint>(words).fill(0n);
  const buckets = new Array<number>(nbuckets).fill(0);
  const chains: number[] = [];
  for (const [at, symbol] of hashed.entries()) {
    const hash = gnuHash(symbol.name);
    const word = Math.floor(hash / wordBits) % words;
    const bits = (1n << BigInt(hash % wordBits)) | (1n << BigInt((hash >>> shift) % wordBits));
    bloom[word] = (bloom[word] ?? 0n) | bits;
    const bucket = hash % nbuckets;
    if (buckets[bucket] === 0) buckets[bucket] = ordered.firstHashed + at;
    const next = hashed[at + 1];
    const last = next === undefined || gnuHash(next.name) % nbuckets !== bucket;
    chains.push(last ? (hash | 1) >>> 0 : (hash & ~1) >>> 0);
  }
  return {
    name: 'gnuHash',
    align: image.class / 8,
    size: 16 + words * (wordBits / 8) + (nbuckets + chains.length) * 4,
    loaded: true,
    section: {
      name: '.gnu.hash',
      type: 0x6ffffff6,
      flags: SHF_ALLOC,
      link: '.dynsym',
      entsize: wordBits === 64 ? 0 : 4,
    },
    write(out) {
      out.record('gnuHash');
      out.u32('nbuckets', nbuckets);
      out.u32('symoffset', ordered.firstHashed);
      out.u32('bloomSize', words);
      out.u32('bloomShift', shift);
      for (const [at, value] of bloom.entries()) out.word(`bloom[${at}]`, value);
      for (const [at, value] of buckets.entries()) out.u32(`bucket[${at}]`, value);
      for (const [at, value] of chains.entries()) out.u32(`chain[${at}]`, value);
    },
  };
}

/**
 * DT_MIPS_XHASH as binutils' elfxx-mips.c lays it out: a GNU table whose chains are in an order of their own, and
 * behind them the symbol of each chain word.
 */
export function mipsHashPart(image: ImageDescription, ordered: OrderedSymbols, nbuckets: number): Part {
  const bucketOf = (index: number) => gnuHash(ordered.symbols[index]?.name ?? '') % nbuckets;
  const first = ordered.firstHashed;
  // Backwards within a bucket, so that no order of the symbols will do for the chains.
  const translation = Array.from({ length: ordered.symbols.length - first }, (_, at) => at + first)
    .reverse()
    .sort((a, b) => bucketOf(a) - bucketOf(b));
  const sorted = translation.map((index) => ordered.symbols[index] ?? NULL_SYMBOL);
  const symbols = [...ordered.symbols.slice(0, first), ...sorted];
  const gnu = gnuHashPart(image, { ...ordered, symbols }, nbuckets);
  return {
    ...gnu,
    name: 'mipsHash',
    size: gnu.size + translation.length * 4,
    section: { name: '.MIPS.xhash', type: 0x7000002b, flags: SHF_ALLOC, link: '.dynsym' },
    write(out, where) {
      gnu.write(out, where);
      out.record('mipsHash');
      for (const [at, symbol] of translation.entries()) out.u32(`translation[${at}]`, symbol);
    },
  };
}
