/** `--lookup`: a name's hashes, buckets and chains, and each search for it, as text and as JSON. */
import type { NameSearch } from '../../consumers/verdict/lookUpName.ts';
import { wantedText } from '../english/consumers.ts';
import { nameLookupWords } from '../english/lookup.ts';
import { nameWords } from '../english/names.ts';
import { textWords } from '../english/textReport.ts';
import type { NameLookup, TableEntry } from '../facts/nameLookup.ts';
import { lookupOutcome, searchEnd } from '../facts/searchEnd.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import { keyJson } from '../tables/keys.ts';
import { consumerWhy, remarks } from '../views/consumerViews.ts';
import { chainNames, entryText } from '../views/lookupView.ts';
import { whyText } from '../views/replayView.ts';
import { reasonText } from '../words.ts';
import { stepsJson } from './consumerJson.ts';
import { rowJson, rowText } from './nameReport.ts';
import { keyLine, searchSteps } from './textConsumers.ts';

/** Lines of the terminal. @param steps each step of each search as well */
export function* nameLookupText(subject: Subject, lookup: NameLookup, steps: boolean): Generator<string> {
  const { wanted, sysv, gnu, tables, rows, moreRows, nearest, searches } = lookup;
  yield shown(wantedText({ symbol: wanted.name, version: wanted.version }));
  yield `  ${nameLookupWords.hashes(sysv, gnu)}`;
  for (const entry of tables)
    yield `  ${nameLookupWords.table(entry.hash.kind)}: ${entryText(subject, entry)}`;
  for (const row of rows) yield `  ${rowText(subject, row)}`;
  if (moreRows > 0) yield `  ${nameWords.moreRows(moreRows)}`;
  if (!rows.some(({ table }) => table === 'symbols'))
    yield `  ${nameLookupWords.notThere} ${nameWords.nearest(nearest.map(shown))}`;
  if (searches.length === 0) {
    if (subject.role === 'elf' && !subject.asVdso) yield `  ${nameLookupWords.nobodyLooks}`;
    return;
  }
  yield `  ${textWords.lookups}`;
  for (const search of searches) {
    yield `    ${searchLine(subject, search)}`;
    if (!steps) continue;
    yield* searchSteps(subject, search);
  }
}

/** "musl 1.2.6 (LINUX_2.6): not found: The image has no symbol x. The search ends here: …" */
function searchLine(subject: Subject, search: NameSearch): string {
  const { finding, key, own, versionIgnored } = search;
  const { words } = subject;
  const who = shown(nameWords.by(finding, key?.variable));
  if (key === undefined) return `${who}: ${consumerWhy(words, finding)}`;
  const node = key.version === undefined || versionIgnored ? '' : ` (${shown(key.version)})`;
  const end = searchEnd(key);
  const parts = [
    own || lookupOutcome(search, key) !== 'not-found'
      ? keyLine(subject, finding, key)
      : `${nameLookupWords.notFound}: ${whyText(words, key)}`,
    ...(end === undefined ? [] : [nameLookupWords.stops(reasonText(words, end))]),
    ...(versionIgnored ? [nameLookupWords.versionIgnored(words.report.consumerLabel(finding))] : []),
    ...remarks(words, finding),
  ];
  return `${who}${node}: ${parts.map((part) => part.replace(/[^.]$/, '$&.')).join(' ')}`;
}

/** As in the terminal's JSON and the tools; `$defs/lookup` of docs/report.schema.json. */
export function nameLookupJson(subject: Subject, lookup: NameLookup, steps: boolean): Json {
  const { wanted, sysv, gnu, tables, rows, moreRows, nearest, searches } = lookup;
  return {
    name: wanted.name,
    version: wanted.version,
    sysvHash: hex(sysv),
    gnuHash: hex(gnu),
    tables: Object.fromEntries(tables.map((entry) => [entry.hash.kind, entryJson(subject, entry)])),
    symbols: rows.map((row) => rowJson(subject, row)),
    moreSymbols: moreRows === 0 ? undefined : moreRows,
    nearest: rows.some(({ table }) => table === 'symbols')
      ? undefined
      : nearest.map((name) => repeated(name)),
    searches: searches.map((search) => searchJson(subject, search, steps)),
  };
}

function entryJson(subject: Subject, entry: TableEntry): Json {
  const { hash, bucket, inBloom, chain } = entry;
  return {
    buckets: hash.kind === 'gnu' ? hash.table.nbuckets : hash.table.nbucket,
    bucket,
    inBloom,
    chain: chainNames(subject, entry).map(([index, name]) => ({ index, name })),
    more: chain.more ? true : undefined,
  };
}

function searchJson({ words }: Subject, search: NameSearch, steps: boolean): Json {
  const { finding, key, own, versionIgnored } = search;
  const { id: consumer, release, requestedRelease, arch } = finding;
  const who = { consumer, release, requestedRelease: requestedRelease?.name, arch };
  if (key === undefined)
    return {
      ...who,
      own: false,
      outcome: finding.outcome,
      reason: finding.reason,
      why: reasonText(words, finding.why),
    };
  const end = searchEnd(key);
  return {
    ...who,
    own,
    ...keyJson(words, key),
    outcome: lookupOutcome(search, key),
    versionIgnored: versionIgnored ? true : undefined,
    endsAt: end === undefined ? undefined : reasonText(words, end),
    preparation: stepsJson(words, finding, steps),
    versionSteps: finding.version && stepsJson(words, finding.version, steps),
    steps: stepsJson(words, key, steps),
  };
}
