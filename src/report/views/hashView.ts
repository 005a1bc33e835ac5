/** Both hash tables in figures: how full, how long the chains, where each runtime key lands. */
import { GNU_HASH_HEADER } from '../../elf/format/layouts.ts';
import type { ByteRange } from '../../elf/table.ts';
import { fieldWords } from '../english/fields.ts';
import { bucketKeyText, chainCountText, hashTitle } from '../english/sentences.ts';
import {
  bloomBitsInSlices,
  chainLengthsInSlices,
  ENDLESS,
  type HashTable,
  hashTablesOf,
} from '../facts/hashChains.ts';
import { type Lookup, lookupOf } from '../facts/lookups.ts';
import type { Subject } from '../facts/subject.ts';
import { field } from '../fields.ts';
import { byteSize, hex, percent } from '../format.ts';
import { outcomeTone } from '../outcomes.ts';
import type { FieldView, HashView } from '../view.ts';

/** Bars of a histogram; longer chains are counted together in the last one. */
const MAX_BARS = 64;

/** In slices: chains and bloom words of a large library take a tenth of a second. */
export function* hashViews(subject: Subject): Generator<void, readonly HashView[]> {
  const views: HashView[] = [];
  for (const hash of hashTablesOf(subject.image)) views.push(yield* hashView(subject, hash));
  return views;
}

function* hashView(subject: Subject, hash: HashTable): Generator<void, HashView> {
  const lengths = yield* chainLengthsInSlices(hash, subject.meter);
  const head = hash.kind === 'gnu' ? yield* gnuFields(hash, subject.image.header.class) : sysvFields(hash);
  return {
    kind: hash.kind,
    title: hashTitle(hash.kind),
    fields: [...head, ...fill(hash, lengths)],
    histogram: histogram(lengths),
    keys: keysIn(subject, hash),
    bucketTable: hash.kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets',
    ...(hash.kind === 'gnu' ? { bloomTable: 'gnuBloom' as const } : {}),
  };
}

function* gnuFields({ table }: HashTable & { kind: 'gnu' }, wordBits: number): Generator<void, FieldView[]> {
  const { nbuckets, symoffset, bloomSize, bloomShift, range } = table;
  const set = yield* bloomBitsInSlices(table);
  const at = GNU_HASH_HEADER[64];
  const head = (words: Parameters<typeof field>[0], value: number, { offset, length }: ByteRange) =>
    field(words, String(value), range.offset + offset, length);
  return [
    head(fieldWords.nbuckets, nbuckets, at.nbuckets),
    head(fieldWords.symoffset, symoffset, at.symoffset),
    head(fieldWords.bloomSize, bloomSize, at.bloom_size),
    head(fieldWords.bloomShift, bloomShift, at.bloom_shift),
    field(fieldWords.bloomFill, percent(set, table.bloom.length * wordBits)),
  ];
}

function sysvFields({ table }: HashTable & { kind: 'sysv' }): FieldView[] {
  const { nbucket, nchain, wordSize, range } = table;
  return [
    field(fieldWords.nbucket, String(nbucket), range.offset, wordSize),
    field(fieldWords.nchain, String(nchain), range.offset + wordSize, wordSize),
    field(fieldWords.wordSize, byteSize(wordSize)),
  ];
}

function fill(hash: HashTable, lengths: Uint32Array): FieldView[] {
  const used = lengths.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0);
  const { range } = hash.table;
  return [
    field(
      fieldWords.load,
      lengths.length === 0 ? '–' : (hash.table.chains.length / lengths.length).toFixed(2),
    ),
    field(fieldWords.used, `${used} of ${lengths.length}`),
    field(
      fieldWords.tableBytes,
      `${hex(range.offset)} · ${byteSize(range.length)}`,
      range.offset,
      range.length,
    ),
  ];
}

function histogram(lengths: Uint32Array): HashView['histogram'] {
  const bars = new Map<number, number>();
  for (const length of lengths) {
    const bar = Math.min(length, MAX_BARS);
    bars.set(bar, (bars.get(bar) ?? 0) + 1);
  }
  const endless = lengths.includes(ENDLESS);
  return [...bars]
    .sort(([a], [b]) => a - b)
    .map(([chainLength, buckets]) => ({
      chainLength,
      buckets,
      text: chainCountText(chainLength, buckets, chainLength === MAX_BARS, endless),
    }));
}

/** Keys that land in the same bucket with the same outcome are one entry, whoever looks them up. */
function keysIn(subject: Subject, hash: HashTable): HashView['keys'] {
  if (subject.findings.length === 0) return [];
  const groups = new Map<string, { bucket: number; constant: number | undefined; lookups: Lookup[] }>();
  for (const each of subject.lookups().buckets) {
    const { key } = each;
    const bucket = hash.kind === 'gnu' ? each.gnu : each.sysv;
    if (bucket === undefined) continue;
    // A right constant says nothing new; a wrong one is why the key lands elsewhere.
    const written = hash.kind === 'gnu' ? key.sourceGnuHash : key.sourceSysvHash;
    const constant = key.hashCorrect === false ? written : undefined;
    const id = JSON.stringify([key.symbol, bucket, key.outcome, constant]);
    const group = groups.get(id) ?? { bucket, constant, lookups: [] };
    group.lookups.push(lookupOf(each));
    groups.set(id, group);
  }
  return [...groups.values()].flatMap(({ bucket, constant, lookups }) => {
    const key = lookups[0]?.key;
    if (key === undefined || !('symbol' in key)) return [];
    const text = bucketKeyText(lookups, constant);
    return [{ bucket, symbol: key.symbol, text, tone: outcomeTone(key.outcome) }];
  });
}
