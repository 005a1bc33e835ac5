/**
 * Headers of the two hash tables as consumers compute them. A Go slice checks its bounds and computes
 * word indices in 32 bits (vdsoInitFromSysinfoEhdr); C code adds to a pointer.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { EM_ALPHA, EM_S390 } from '../../elf/format/constants.ts';
import type { LookupRules } from '../model.ts';
import type { HashTag, MemoryPart } from '../reasons.ts';
import { goArrayLength } from './goSlices.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

export interface GnuLookupTable {
  readonly kind: 'gnu';
  readonly nbucket: number;
  readonly symoffset: number;
  readonly bloomSize: number;
  readonly bloomShift: number;
  readonly bloom: bigint;
  readonly buckets: bigint;
  readonly chains: bigint;
  /** Chain words a Go slice lets one reach. */
  readonly chainLimit: number;
}

export interface SysvTable {
  readonly kind: 'sysv';
  readonly nbucket: number;
  readonly nchain: number;
  readonly wordSize: 4 | 8;
  readonly buckets: bigint;
  readonly chains: bigint;
  readonly chainLimit: number;
}

/** Only how many symbols there are, from SHT_DYNSYM. */
export interface CountedSymbols {
  readonly kind: 'section';
  readonly count: number;
}

export type LookupTable = GnuLookupTable | SysvTable | CountedSymbols;

export function openGnuTable(replay: Replay, table: bigint, rules: LookupRules): GnuLookupTable {
  const { gnuHash } = replay.read;
  const nbucket = gnuHash.number(table, 'nbuckets', 'DT_GNU_HASH');
  const symoffset = gnuHash.number(table, 'symoffset', 'DT_GNU_HASH');
  const bloomSize = gnuHash.number(table, 'bloom_size', 'DT_GNU_HASH');
  const bloomShift = rules.bloomFilter ? gnuHash.number(table, 'bloom_shift', 'DT_GNU_HASH') : 0;
  replay.info('gnu-table', { nbucket, symoffset, bloomSize }, table, gnuHash.size);
  const header = gnuHash.size / 4;
  // glibc's _dl_setup_hash asserts that the number of bloom words is a power of two.
  if (rules.bloomFilter && bloomSize > 0 && (bloomSize & (bloomSize - 1)) !== 0) {
    throw new ReplayStop('crash', { code: 'bloom-size-asserted', args: { bloomSize } });
  }
  const scale = replay.wordSize / 4;
  let bucketStart = header + bloomSize * scale;
  let chainStart = bucketStart + nbucket;
  let chainLimit = Number.POSITIVE_INFINITY;
  if (rules.indexing === 'go-slices') {
    const words = goArrayLength(replay.memory.class, 4);
    bucketStart = (header + Math.imul(bloomSize, scale)) >>> 0;
    chainStart = (bucketStart + nbucket) >>> 0;
    chainLimit = words - chainStart;
    if (bucketStart > words || nbucket > words - bucketStart || chainLimit < 0) {
      throw slicePanic('DT_GNU_HASH');
    }
  }
  return {
    kind: 'gnu',
    nbucket,
    symoffset,
    bloomSize,
    bloomShift,
    bloom: table + BigInt(gnuHash.size),
    buckets: table + 4n * BigInt(bucketStart),
    chains: table + 4n * BigInt(chainStart),
    chainLimit,
  };
}

export function openSysvTable(replay: Replay, table: bigint, rules: LookupRules, machine: number): SysvTable {
  const wide = replay.memory.class === 64 && (machine === EM_S390 || machine === EM_ALPHA);
  const wordSize = rules.sysvWord === 'abi' && wide ? 8 : 4;
  const step = BigInt(wordSize);
  const nbucket = readHashWord(replay, table, wordSize, 'sysv-nbucket');
  const nchain = readHashWord(replay, table + step, wordSize, 'sysv-nchain');
  replay.info('sysv-table', { nbucket, nchain, wordSize }, table, 2 * wordSize);
  if (wide && wordSize === 4) replay.info('sysv-narrow-words', { nbucket, nchain }, table, 8);
  let chainStart = 2 + nbucket;
  if (rules.indexing === 'go-slices') {
    const words = goArrayLength(replay.memory.class, 4);
    const bucketEnd = (2 + nbucket) >>> 0;
    const chainEnd = (bucketEnd + nchain) >>> 0;
    if (bucketEnd < 2 || bucketEnd > words || chainEnd < bucketEnd || chainEnd > words) {
      throw slicePanic('DT_HASH');
    }
    chainStart = bucketEnd;
  }
  return {
    kind: 'sysv',
    nbucket,
    nchain,
    wordSize,
    buckets: table + 2n * step,
    chains: table + step * BigInt(chainStart),
    chainLimit: rules.indexing === 'go-slices' ? nchain : Number.POSITIVE_INFINITY,
  };
}

/** A word of DT_HASH. What is larger than any file lies outside every image. */
export function readHashWord(replay: Replay, address: bigint, size: 4 | 8, what: MemoryPart): number {
  return size === 4 ? replay.u32(address, what) : fileNumber(replay.u64(address, what));
}

function slicePanic(table: HashTag): ReplayStop {
  return new ReplayStop('crash', { code: 'slice-panic', args: { table } });
}
