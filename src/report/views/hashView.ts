/** Both hash tables in figures: how full, how long the chains, where each runtime key lands. */
import type { Steps } from '../../consumers/reasons.ts';
import { DT_GNU_HASH, DT_HASH } from '../../elf/format/constants.ts';
import { GNU_HASH_HEADER } from '../../elf/format/layouts.ts';
import type { ByteRange } from '../../elf/table.ts';
import {
  bloomBitsInSlices,
  chainLengthsInSlices,
  ENDLESS,
  type HashTable,
  hashTablesOf,
} from '../facts/hashChains.ts';
import { type Lookup, lookupOf } from '../facts/lookups.ts';
import { field } from '../fields.ts';
import { hex, percent } from '../format.ts';
import { outcomeTone } from '../outcomes.ts';
import type { Subject } from '../subject.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { HashView } from '../viewModel/hashTables.ts';
import type { LinkView } from '../viewModel/links.ts';
import { linked } from './links.ts';

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
  const head = hash.kind === 'gnu' ? yield* gnuFields(subject, hash) : sysvFields(subject, hash);
  return {
    kind: hash.kind,
    title: subject.words.report.hashTitle(hash.kind),
    fields: [...head, ...fill(subject, hash, lengths), ...readers(subject, hash)],
    histogram: histogram(subject, lengths),
    keys: keysIn(subject, hash),
    bucketTable: hash.kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets',
    ...(hash.kind === 'gnu' ? { bloomTable: 'gnuBloom' as const } : {}),
  };
}

function* gnuFields(
  { image, words: { elf, report } }: Subject,
  { table }: HashTable & { kind: 'gnu' },
): Generator<void, FieldView[]> {
  const { fields } = report;
  const { nbuckets, symoffset, bloomSize, bloomShift, range } = table;
  const set = yield* bloomBitsInSlices(table);
  const at = GNU_HASH_HEADER[64];
  const head = (words: Parameters<typeof field>[0], value: string, { offset, length }: ByteRange) =>
    field(words, value, range.offset + offset, length);
  // What is counted has separators; an index and a shift are pasted elsewhere.
  return [
    head(fields.nbuckets, elf.count(nbuckets), at.nbuckets),
    head(fields.symoffset, String(symoffset), at.symoffset),
    head(fields.bloomSize, elf.count(bloomSize), at.bloom_size),
    head(fields.bloomShift, String(bloomShift), at.bloom_shift),
    field(fields.bloomFill, percent(set, table.bloom.length * image.header.class)),
  ];
}

function sysvFields(
  { words: { elf, report } }: Subject,
  { table }: HashTable & { kind: 'sysv' },
): FieldView[] {
  const { fields } = report;
  const { nbucket, nchain, wordSize, range } = table;
  return [
    field(fields.nbucket, elf.count(nbucket), range.offset, wordSize),
    field(fields.nchain, elf.count(nchain), range.offset + wordSize, wordSize),
    field(fields.wordSize, elf.byteSize(wordSize)),
  ];
}

function fill({ words: { elf, report } }: Subject, hash: HashTable, lengths: Uint32Array): FieldView[] {
  const { fields } = report;
  const used = lengths.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0);
  const { range } = hash.table;
  return [
    field(fields.load, lengths.length === 0 ? '–' : (hash.table.chains.length / lengths.length).toFixed(2)),
    field(fields.used, report.usedOf(used, lengths.length)),
    field(
      fields.tableBytes,
      `${hex(range.offset)} · ${elf.byteSize(range.length)}`,
      range.offset,
      range.length,
    ),
  ];
}

const TAGS = { gnu: DT_GNU_HASH, sysv: DT_HASH } as const;

/** How it was found, which is not how everybody finds it; and who reads it, or that nobody does. */
function readers({ image, findings, words }: Subject, { kind }: HashTable): FieldView[] {
  const { fields, hashFoundBy, hashReadBy } = words.report;
  let isTagged = false;
  for (let at = 0; at < image.dynamic.length && !isTagged; at++)
    isTagged = image.dynamic.at(at)?.tag === BigInt(TAGS[kind]);
  const found = field(fields.hashFoundBy, hashFoundBy(kind, isTagged ? image.dynamicFrom : 'none'));
  if (findings.length === 0) return [found];
  // Their preparation opens the table, be it for the number of symbols alone.
  const opens: keyof Steps = kind === 'gnu' ? 'gnu-table' : 'sysv-table';
  const reading = findings.filter(({ steps }) => steps.some(({ code }) => code === opens));
  const names = reading.map((finding) => words.consumers.consumer(finding));
  const links = reading.map(({ id }, at): LinkView => ({ text: names[at] ?? '', to: { consumer: id } }));
  return [found, linked(field(fields.hashReadBy, hashReadBy(names)), ...links)];
}

function histogram({ words }: Subject, lengths: Uint32Array): HashView['histogram'] {
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
      text: words.report.chainCountText(chainLength, buckets, chainLength === MAX_BARS, endless),
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
    const text = subject.words.report.bucketKeyText(lookups, constant);
    return [{ bucket, symbol: key.symbol, text, tone: outcomeTone(key.outcome) }];
  });
}
