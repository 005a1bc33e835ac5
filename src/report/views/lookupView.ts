/** A name that somebody looks up, as the page shows it. */
import type { NameSearch } from '../../consumers/verdict/lookUpName.ts';
import type { NameLookup, TableEntry } from '../facts/nameLookup.ts';
import { lookupOutcome, searchEnd } from '../facts/searchEnd.ts';
import { field } from '../fields.ts';
import { hex32, repeated, shown } from '../format.ts';
import { outcomeTone } from '../outcomes.ts';
import type { Subject } from '../subject.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { LookupView } from '../viewModel/lookup.ts';
import { reasonText } from '../words.ts';
import {
  consumerWhy,
  keyConstants,
  keyFields,
  keyReplay,
  keyTone,
  keyWhy,
  preparationReplay,
  remarks,
  versionReplay,
} from './consumerViews.ts';

/** Entries of a chain with their names. */
export function chainNames(
  { image }: Subject,
  { chain }: TableEntry,
): (readonly [index: number, name: string])[] {
  return chain.symbols.map((index) => [index, shown(repeated(image.symbols.name(index)))]);
}

/** "bucket 1 of 2 buckets, with 4 __vdso_time, 5 time, let through by the bloom filter" */
export function entryText(subject: Subject, entry: TableEntry): string {
  const { elf, report } = subject.words;
  const { hash, bucket, inBloom, chain } = entry;
  const say = report.lookup;
  if (bucket === undefined) return say.noBuckets;
  const count = hash.kind === 'gnu' ? hash.table.nbuckets : hash.table.nbucket;
  const names = chainNames(subject, entry).map(([index, name]) => say.chainEntry(index, name));
  const place = say.bucket(bucket, count, names, chain.more);
  return inBloom === undefined ? place : elf.listOfLists([place, say.bloom(inBloom)]);
}

export function lookupView(subject: Subject, lookup: NameLookup): LookupView {
  const { words } = subject;
  const { lookup: say, names, wantedText } = words.report;
  const { wanted, sysv, gnu, tables, rows, nearest, searches, passedOver } = lookup;
  const isThere = rows.find(({ table }) => table === 'symbols');
  const fields: FieldView[] = [
    field(say.sysvHash, hex32(sysv)),
    field(say.gnuHash, hex32(gnu)),
    ...tables.map((entry) => field([say.table(entry.hash.kind), ''], entryText(subject, entry))),
  ];
  return {
    title: shown(wantedText({ symbol: wanted.name, version: wanted.version })),
    fields,
    notes: [
      ...(isThere === undefined ? [say.notThere] : []),
      // Names that may be meant are to be chosen from, and say so themselves.
      ...(isThere === undefined && nearest.length === 0 ? [names.nearest([])] : []),
      ...passedOver.map(({ name }) => say.looksNothingUp(name)),
    ],
    nearest: nearest.map((name) => ({ name, text: shown(name) })),
    ...(isThere === undefined ? {} : { symbolIndex: isThere.index }),
    buckets: tables.flatMap(({ hash: { kind }, bucket }) => (bucket === undefined ? [] : [{ kind, bucket }])),
    searches: searches.map((search) => searchView(subject, search)),
  };
}

function searchView(subject: Subject, search: NameSearch): LookupView['searches'][number] {
  const { finding, key, own, versionIgnored } = search;
  const { words } = subject;
  const { report } = words;
  const label = shown(report.consumerLabel(finding));
  const who = { consumer: finding.id, release: shown(finding.release), label };
  if (key === undefined) {
    return {
      ...who,
      outcome: finding.outcome,
      tone: outcomeTone(finding.outcome),
      outcomeText: report.outcomeWord(finding.outcome, finding),
      paragraphs: [consumerWhy(words, finding)],
      fields: [],
      replays: [],
    };
  }
  const outcome = lookupOutcome(search, key);
  const end = searchEnd(key);
  return {
    ...who,
    outcome: key.outcome,
    tone: keyTone(key),
    outcomeText: outcome === 'not-found' ? report.lookup.notFound : report.keyOutcomeWord(outcome, finding),
    paragraphs: [
      keyWhy(subject, finding, key),
      ...(end === undefined ? [] : [report.lookup.stops(reasonText(words, end))]),
      ...(own || key.fallback !== '' ? [] : [report.lookup.notItsOwn(label)]),
      ...(versionIgnored ? [report.lookup.versionIgnored(label)] : []),
      ...remarks(words, finding),
    ],
    fields: [...keyFields(subject, finding, key), ...keyConstants(subject, finding, key)],
    replays: [
      keyReplay(subject, finding, key),
      ...(finding.version === undefined ? [] : [versionReplay(words, finding, finding.version)]),
      // What comes of all keys of a consumer is no matter of a lookup.
      { ...preparationReplay(words, finding), why: '' },
    ],
  };
}
