/** Buckets with their chains, and bloom words, as drawn. */

import { bucketCount, chainFrom, type HashTable, hashTablesOf } from '../facts/hashChains.ts';
import { hex, hex32, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { BloomView, ChainView } from '../viewModel/hashTables.ts';
import { asked } from './asked.ts';

/** Entries drawn of one chain, and of all chains given at once. */
export const MAX_CHAIN_ENTRIES = 64;
export const MAX_ALL_ENTRIES = 8192;
/** Buckets or words given at once. */
export const MAX_DRAWN = 1024;

/** @param buckets those that may be drawn, in their order; all of them without */
export function chainViews(
  subject: Subject,
  kind: 'gnu' | 'sysv',
  start: number,
  count: number,
  buckets?: ArrayLike<number>,
): ChainView[] {
  const hash = hashTablesOf(subject.image).find((each) => each.kind === kind);
  if (hash === undefined) return [];
  const drawn = asked(start, count, buckets?.length ?? bucketCount(hash), MAX_DRAWN);
  const views: ChainView[] = [];
  let left = MAX_ALL_ENTRIES;
  for (let at = drawn.start; at < drawn.end; at++) {
    const bucket = buckets === undefined ? at : (buckets[at] ?? 0);
    const view = chainView(subject, hash, bucket, Math.min(MAX_CHAIN_ENTRIES, left));
    left -= view.entries.length;
    views.push(view);
  }
  return views;
}

function chainView(subject: Subject, hash: HashTable, bucket: number, most: number): ChainView {
  const { image, words } = subject;
  const { symbols, more } = chainFrom(hash, bucket, most);
  const hashes = image.symbols.hashes();
  const hashWords = hash.kind === 'gnu' ? hashes.gnu : hashes.sysv;
  const annotated = subject.findings.length > 0;
  return {
    bucket,
    entries: symbols.map((symbolIndex, position) => ({
      symbolIndex,
      name: shown(repeated(image.symbols.name(symbolIndex))),
      hash: symbolIndex < hashes.hashed ? hex32(hashWords[symbolIndex] ?? 0) : '',
      lookedUpBy: annotated ? words.report.lookupsLabel(subject.lookups().symbol(symbolIndex)) : '',
      last: !more && position === symbols.length - 1,
    })),
    ...(more ? { note: words.report.chainCut(most) } : {}),
  };
}

export function bloomViews({ image }: Subject, start: number, count: number): BloomView[] {
  const bloom = image.gnuHash?.bloom;
  if (bloom === undefined) return [];
  const drawn = asked(start, count, bloom.length, MAX_DRAWN);
  const views: BloomView[] = [];
  for (let index = drawn.start; index < drawn.end; index++) {
    const word = bloom.at(index) ?? 0n;
    const bits = word.toString(2).padStart(image.header.class, '0');
    views.push({ index, word: hex(word), bits: Array.from(bits).reverse().join('') });
  }
  return views;
}
