/** Buckets of both hash tables, and the bloom filter. */
import type { GnuHashTable } from '../../elf/model.ts';
import {
  bitsSet,
  bucketCount,
  chainFrom,
  chainLengths,
  ENDLESS,
  firstOf,
  type HashTable,
} from '../facts/hashChains.ts';
import { type KeyBucket, lookupOf } from '../facts/lookups.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { Words } from '../words.ts';
import { defineTable, indexTable, type ReportTable } from './table.ts';

/** Names shown of one chain; the chain itself is drawn whole. */
export const NAMES_SHOWN = 16;
export const NAME_CHARACTERS = 64;
/** Names of one chain that a filter looks through. */
export const NAMES_SEARCHED = 64;

/** "__vdso_time (glibc · GLRO(dl_vdso_time), bionic)": each name that is looked for, and by whom. */
function keysLabel({ elf, report }: Words, keys: readonly KeyBucket[]): string {
  const names = [...new Set(keys.map(({ key }) => key.symbol))];
  const label = (name: string) =>
    report.lookupsLabel(keys.filter(({ key }) => key.symbol === name).map(lookupOf));
  return elf.list(names.map((name) => elf.noted(name, label(name))));
}

/** The label of each bucket in which a key lands. */
function keyLabels(
  words: Words,
  keys: readonly KeyBucket[],
  kind: HashTable['kind'],
): ReadonlyMap<number, string> {
  const landing = new Map<number, KeyBucket[]>();
  for (const key of keys) {
    const bucket = key[kind];
    if (bucket === undefined) continue;
    const others = landing.get(bucket);
    if (others === undefined) landing.set(bucket, [key]);
    else others.push(key);
  }
  return new Map([...landing].map(([bucket, all]) => [bucket, keysLabel(words, all)]));
}

export function bucketTable(subject: Subject, hash: HashTable): ReportTable {
  const { image, words } = subject;
  let lengths: Uint32Array | undefined;
  const lengthOf = (bucket: number): number => {
    lengths ??= chainLengths(hash, subject.meter);
    return lengths[bucket] ?? 0;
  };
  let labels: ReadonlyMap<number, string> | undefined;
  const keysIn = (bucket: number): string => {
    if (subject.findings.length === 0) return '';
    labels ??= keyLabels(words, subject.lookups().buckets, hash.kind);
    return labels.get(bucket) ?? '';
  };

  function names(bucket: number): string {
    const { symbols, more } = chainFrom(hash, bucket, NAMES_SHOWN);
    const texts = symbols.map((index) => shown(repeated(image.symbols.name(index), NAME_CHARACTERS)));
    if (!more) return words.elf.list(texts);
    const length = lengthOf(bucket);
    const rest =
      length === ENDLESS ? words.report.endlessChain : words.report.moreNames(length - symbols.length);
    return words.elf.list([...texts, rest]);
  }

  return defineTable<number>({
    id: hash.kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets',
    words,
    // The table is there: what is not are its buckets.
    emptyText: words.report.noBuckets(words.report.hashTitle(hash.kind)),
    rows: indexTable(bucketCount(hash)),
    columns: [
      { id: 'bucket', width: 7, align: 'end', cell: String, number: (bucket) => bucket },
      {
        id: 'first',
        width: 12,
        align: 'end',
        cell: (bucket) => String(firstOf(hash, bucket)),
        number: (bucket) => firstOf(hash, bucket),
      },
      {
        id: 'length',
        width: 7,
        align: 'end',
        cell: (bucket) => (lengthOf(bucket) === ENDLESS ? '∞' : String(lengthOf(bucket))),
        number: lengthOf,
      },
      {
        id: 'lookedUpBy',
        width: 32,
        mono: false,
        cell: keysIn,
      },
      {
        id: 'symbols',
        width: 48,
        cell: names,
        // Names that the cell has no room for are looked through as well, as many as a drawing has.
        holds: (bucket, word) =>
          chainFrom(hash, bucket, NAMES_SEARCHED).symbols.some((index) =>
            image.symbols.nameHolds(index, word),
          ) || undefined,
      },
    ],
    ...(subject.findings.length > 0 ? { quick: { 'looked-up': (bucket) => keysIn(bucket) !== '' } } : {}),
    json: (bucket) => firstOf(hash, bucket),
    range: (bucket) => hash.table.buckets.rangeOf(bucket),
    tone: (bucket) =>
      firstOf(hash, bucket) === 0 ? 'muted' : lengthOf(bucket) === ENDLESS ? 'bad' : 'plain',
  });
}

export function bloomTable({ image, words }: Subject, table: GnuHashTable): ReportTable {
  const bytes = image.header.class / 8;
  const word = (index: number): bigint => table.bloom.at(index) ?? 0n;
  return defineTable<number>({
    id: 'gnuBloom',
    words,
    rows: indexTable(table.bloom.length),
    columns: [
      { id: 'index', width: 7, align: 'end', cell: String, number: (index) => index },
      { id: 'word', width: 20, cell: (index) => hex(word(index)), bigint: word },
      {
        id: 'bits',
        width: 12,
        align: 'end',
        cell: (index) => `${bitsSet(word(index))} / ${bytes * 8}`,
        number: (index) => bitsSet(word(index)),
      },
    ],
    json: (index) => hex(word(index)),
    range: (index) => table.bloom.rangeOf(index),
  });
}
