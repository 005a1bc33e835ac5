/** One consumer on one image: the recordings of its search made into findings. */
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { MappedImage } from '../lookup/mappedImage.ts';
import { openSearch } from '../lookup/openSearch.ts';
import { Replay, type ReplayStop } from '../lookup/replay.ts';
import type { Search, SearchedKey } from '../lookup/search.ts';
import { wantedName } from '../lookup/symbolTables.ts';
import type {
  CatalogArch,
  CatalogConsumer,
  CatalogKey,
  ConsumerFinding,
  KeyFinding,
  LookupRules,
  Outcome,
  Proof,
  ReplayStep,
  UnknownReason,
  VersionFinding,
} from '../model.ts';
import { type HashTag, type Reason, reasonOf } from '../reasons.ts';
import { inRange } from '../releases.ts';
import { causeOfAbsence, causeOfMissingNote } from './kernelHistory.ts';
import { servedAlready, settleGroups } from './keyGroups.ts';
import { whyNotFound } from './whyNotFound.ts';

type Result = Pick<ConsumerFinding, 'outcome' | 'reason' | 'why' | 'version' | 'keys' | 'steps'>;

interface Ended {
  readonly outcome: Outcome;
  readonly reason?: UnknownReason;
  readonly why: Reason;
}

/** Who looks what up, and how. */
export interface KeyLookup {
  readonly consumer: Pick<CatalogConsumer, 'name' | 'refuses' | 'wholeImage'>;
  readonly arch: CatalogArch;
  readonly rules: LookupRules;
  readonly release: string;
  readonly proof: Proof;
}

/** In slices, of which each is the search for one key: what all of them may cost is bounded (lookup/replay.ts). */
export function* replayConsumer(
  image: ElfImage,
  memory: MappedImage,
  lookup: KeyLookup,
): Generator<void, Result> {
  const { consumer, arch, rules, release } = lookup;
  const replay = new Replay(memory);
  const wanted = arch.keys.filter((key) => inRange(key, release));
  const byIndex = rules.version === 'by-index';
  const opening = replay.record(() => openSearch(replay, rules, image.header.machine));
  const { steps } = opening;
  if (opening.value === undefined) {
    const unused = opening.stop === undefined;
    const ended = opening.stop === undefined ? ignored(lookup, image, steps) : stopped(opening.stop);
    const keys = wanted.map((key) => notReached(lookup, key, ended, unused));
    return { ...ended, ...(byIndex ? versionPart(arch, ended, []) : {}), keys, steps };
  }
  const search = opening.value;
  const version = resolveVersion(replay, search, arch, rules);
  if (version?.stop !== undefined) {
    const ended = stopped(version.stop);
    const keys = wanted.map((key) => notReached(lookup, key, ended, false));
    return { ...ended, ...versionPart(arch, ended, version.steps), keys, steps };
  }
  const keys = yield* searchKeys(replay, image, search, lookup, wanted, version?.value);
  const found =
    version === undefined
      ? {}
      : versionPart(arch, versionEnd(version.value, arch), version.steps, version.value);
  return { ...verdict(consumer, keys, version?.value), ...found, steps };
}

/** Each key in turn, up to the one that ends the program. */
function* searchKeys(
  replay: Replay,
  image: ElfImage,
  search: Search,
  lookup: KeyLookup,
  wanted: readonly CatalogKey[],
  versionIndex: number | undefined,
): Generator<void, readonly KeyFinding[]> {
  const keys: KeyFinding[] = [];
  let dead: Ended | undefined;
  for (const key of wanted) {
    yield;
    const by = dead === undefined ? servedAlready(lookup.arch, key, keys) : undefined;
    if (dead !== undefined) keys.push(notReached(lookup, key, dead, false));
    else if (key.unasked) keys.push(notAsked(lookup, key));
    else if (by !== undefined) keys.push(notSearched(lookup, key, by));
    else keys.push(findKey(replay, image, search, lookup, key, versionIndex));
    const last = keys[keys.length - 1];
    if (last?.steps.length && isEnd(last.outcome)) dead ??= last;
  }
  return settleGroups(lookup.arch, keys);
}

/** What ends the program while it searches; a refused key may leave the others alone. */
function isEnd(outcome: Outcome): boolean {
  return outcome === 'crash' || outcome === 'hang';
}

function resolveVersion(replay: Replay, search: Search, arch: CatalogArch, rules: LookupRules) {
  const { version } = arch;
  if (rules.version !== 'by-index' || version === undefined) return undefined;
  const name = wantedName(version.name, version.sourceHash ?? sysvHash(version.name));
  return replay.record(() => search.versionIndex(name));
}

function versionEnd(index: number | undefined, arch: CatalogArch): Ended {
  const name = arch.version?.name ?? '';
  if (index === undefined || index < 0)
    return { outcome: 'fallback', why: { code: 'version-absent', args: { name } } };
  return { outcome: 'found', why: { code: 'version-index', args: { name, index } } };
}

function versionPart(
  arch: CatalogArch,
  ended: Ended,
  steps: readonly ReplayStep[],
  index?: number,
): { version?: VersionFinding } {
  const { version } = arch;
  if (version === undefined) return {};
  const right = sysvHash(version.name);
  const hash = version.sourceHash ?? right;
  return {
    version: {
      ...(version.variable === undefined ? {} : { variable: version.variable }),
      name: version.name,
      hash,
      hashCorrect: hash === right,
      outcome: ended.outcome,
      why: ended.why,
      ...(index === undefined || index < 0 ? {} : { index }),
      steps,
    },
  };
}

function findKey(
  replay: Replay,
  image: ElfImage,
  search: Search,
  { consumer, release, arch, rules, proof }: KeyLookup,
  key: CatalogKey,
  versionIndex: number | undefined,
): KeyFinding {
  const searched = searchedKey(arch, rules, key, versionIndex);
  const { steps, value: hit, stop } = replay.record(() => search.find(searched));
  const { table } = search;
  const found = key.need === undefined ? { table } : {};
  const base = { ...keyBase(arch, key, proof), fallback: key.fallback, ...found, steps } as const;
  const where = hit?.bucket === undefined ? {} : { bucket: hit.bucket };
  if (stop !== undefined) return { ...base, ...stopped(stop), fallback: '' };
  if (hit?.met !== undefined) return { ...base, outcome: 'found', why: hit.met };
  if (hit?.symbol === undefined || hit.value === undefined) {
    const { provider } = replay.memory;
    const node = key.version ?? arch.version?.name;
    const asker = { consumer: consumer.name, release, wanted: node ?? '' };
    const why = whyNotFound(image, key, searched, table, versionIndex, steps, asker);
    const cause =
      key.need === undefined
        ? causeOfAbsence(image, provider, key.symbol, node)
        : key.need.kind === 'note'
          ? causeOfMissingNote(image, provider)
          : undefined;
    if (key.missing === 'crash') {
      const panic: Reason = { code: 'required-missing', args: { symbol: key.symbol } };
      return { ...base, ...where, outcome: 'crash', why: panic, cause: cause ?? why };
    }
    const outcome = key.missing === 'not-missed' ? 'not-applicable' : (key.missing ?? 'fallback');
    return { ...base, ...where, outcome, why, ...(cause === undefined ? {} : { cause }) };
  }
  const { memory } = replay;
  const bias = hit.absolute ? 0n : search.bias;
  const address = memory.live ? { address: memory.wrap(bias + hit.value) } : {};
  const lucky = base.hashCorrect === false;
  const why: Reason = lucky
    ? { code: 'key-found-by-luck', args: { symbol: hit.symbol, name: key.symbol } }
    : { code: 'key-found', args: { symbol: hit.symbol, value: hit.value } };
  return { ...base, ...where, outcome: 'found', symbolIndex: hit.symbol, value: hit.value, ...address, why };
}

function searchedKey(
  arch: CatalogArch,
  rules: LookupRules,
  key: CatalogKey,
  versionIndex: number | undefined,
): SearchedKey {
  const node = key.version ?? arch.version?.name;
  let version: SearchedKey['version'];
  if (rules.version === 'by-index') version = { index: versionIndex ?? 0 };
  else if ((rules.version !== 'none' || key.nodeCompared) && node !== undefined)
    version = { name: wantedName(node, sysvHash(node)) };
  return {
    name: wantedName(key.symbol, 0),
    sysvHash: key.sourceSysvHash ?? sysvHash(key.symbol),
    gnuHash: key.sourceGnuHash ?? gnuHash(key.symbol),
    version,
    types: key.types ?? rules.acceptedTypes,
    ...(key.need === undefined ? {} : { need: key.need }),
  };
}

/** What is known of a key before anything is searched. */
function keyBase(arch: CatalogArch, key: CatalogKey, proof: Proof) {
  const version = key.version ?? arch.version?.name;
  return {
    ...(key.variable === undefined ? {} : { variable: key.variable }),
    symbol: key.symbol,
    ...(key.need === undefined ? {} : { need: key.need.kind }),
    ...(version === undefined ? {} : { version }),
    ...(key.sourceSysvHash === undefined ? {} : { sourceSysvHash: key.sourceSysvHash }),
    ...(key.sourceGnuHash === undefined ? {} : { sourceGnuHash: key.sourceGnuHash }),
    ...verified(key),
    ...(key.elsewhere === undefined ? {} : { elsewhere: key.elsewhere }),
    proof: key.proof ?? proof,
  };
}

/** Recomputes the constants the source has; nothing where it has none. */
function verified(key: CatalogKey): { hashCorrect?: boolean } {
  const { sourceSysvHash, sourceGnuHash } = key;
  if (sourceSysvHash === undefined && sourceGnuHash === undefined) return {};
  const sysv = sourceSysvHash === undefined || sourceSysvHash === sysvHash(key.symbol);
  const gnu = sourceGnuHash === undefined || sourceGnuHash === gnuHash(key.symbol);
  return { hashCorrect: sysv && gnu };
}

/** All keys of an architecture, when there is one reason for not searching for any. */
export function unsearched(arch: CatalogArch, ended: Ended): Result {
  const keys = arch.keys.map((key) => ({
    ...notReached({ arch, consumer: {}, proof: 'read' }, key, ended, false),
  }));
  return { ...ended, ...versionPart(arch, ended, []), keys, steps: [] };
}

/** @param unused whether the consumer goes on without the image, or never comes so far */
function notReached(
  {
    arch,
    consumer,
    proof,
  }: Pick<KeyLookup, 'arch' | 'proof'> & { readonly consumer: Pick<CatalogConsumer, 'refuses'> },
  key: CatalogKey,
  { outcome, reason, why }: Ended,
  unused: boolean,
): KeyFinding {
  const fallback = unused ? (consumer.refuses?.text ?? key.imageUnused ?? key.fallback) : '';
  const unknown = reason === undefined ? {} : { reason };
  return { ...keyBase(arch, key, proof), outcome, ...unknown, why, fallback, steps: [] };
}

function notAsked({ arch, proof }: KeyLookup, key: CatalogKey): KeyFinding {
  const why: Reason = { code: 'not-asked-for', args: { symbol: key.symbol } };
  return { ...keyBase(arch, key, proof), outcome: 'fallback', why, fallback: key.fallback, steps: [] };
}

function notSearched({ arch, proof }: KeyLookup, key: CatalogKey, by: string): KeyFinding {
  const why: Reason =
    key.need === undefined
      ? { code: 'not-searched', args: { symbol: key.symbol, by } }
      : { code: 'need-not-checked', args: { by } };
  return { ...keyBase(arch, key, proof), outcome: 'not-applicable', why, fallback: '', steps: [] };
}

function stopped({ outcome, reason: why }: ReplayStop): Ended {
  return { outcome, ...(why.code === 'not-read' ? { reason: 'beyond-the-image' as const } : {}), why };
}

/** The consumer left the image alone; the step that failed says why. */
function ignored(
  { consumer: { name, refuses }, release }: KeyLookup,
  image: ElfImage,
  steps: readonly ReplayStep[],
): Ended {
  const failed = steps.findLast((step) => step.result === 'fail');
  let why: Reason = failed === undefined ? { code: 'no-keys', args: {} } : reasonOf(failed);
  const has = hashTagsOf(image);
  if (why.code === 'no-hash-table' && !why.args.tables.some((tag) => has.includes(tag)))
    why = { code: 'tables-not-read', args: { consumer: name, release, has, wanted: why.args.tables } };
  return { outcome: refuses === undefined ? 'fallback' : 'refuses', why };
}

function hashTagsOf({ gnuHash, sysvHash }: ElfImage): readonly HashTag[] {
  return [
    ...(gnuHash === undefined ? [] : ['DT_GNU_HASH' as const]),
    ...(sysvHash === undefined ? [] : ['DT_HASH' as const]),
  ];
}

function verdict(
  { refuses, wholeImage }: KeyLookup['consumer'],
  keys: readonly KeyFinding[],
  versionIndex: number | undefined,
): Ended & { readonly keys: readonly KeyFinding[] } {
  const counted = countedKeys(keys);
  const ends = counted.filter((key) => key.outcome !== 'found' && key.outcome !== 'fallback');
  // What is dropped only because another is missing does not say why.
  const end = ends.find(({ why }) => why.code !== 'dropped-without') ?? ends[0];
  if (end !== undefined) {
    const { outcome, reason, why } = end;
    return { outcome, ...(reason === undefined ? {} : { reason }), why, keys };
  }
  const missing = counted.filter((key) => key.outcome !== 'found');
  const total = counted.length;
  const found = total - missing.length;
  if (total > 0 && missing.length === 0)
    return { outcome: 'found', why: { code: wholeImage ? 'needs-met' : 'all-found', args: { total } }, keys };
  const names = (total === 0 ? keys : missing).map((key) => key.symbol);
  if (found > 0)
    return {
      outcome: 'partial',
      why: { code: wholeImage ? 'needs-some' : 'some-found', args: { found, total, missing: names } },
      keys,
    };
  const why = whyNone(total === 0 ? keys : counted, versionIndex, names, wholeImage);
  if (!refuses?.whenNoneFound) return { outcome: 'fallback', why, keys };
  const refused = keys.map((key) =>
    key.outcome === 'fallback' ? { ...key, outcome: 'refuses' as const, fallback: refuses.text } : key,
  );
  return { outcome: 'refuses', why, keys: refused };
}

/** The keys that the verdict goes by: not those that are not missed. */
export function countedKeys(keys: readonly KeyFinding[]): readonly KeyFinding[] {
  return keys.filter((key) => key.outcome !== 'not-applicable');
}

/** One reason for all keys where there is one. */
function whyNone(
  keys: readonly KeyFinding[],
  versionIndex: number | undefined,
  names: readonly string[],
  wholeImage: true | undefined,
): Reason {
  const [first] = keys;
  if (first === undefined) return { code: 'no-keys', args: {} };
  if (versionIndex === -1) return { code: 'none-found-version', args: { version: first.version ?? '' } };
  // A table without buckets says nothing of any single key.
  const shared = keys.every(({ why }) => why.code === 'no-buckets');
  if (keys.length === 1 || shared) return first.why;
  return { code: wholeImage ? 'needs-none' : 'none-found', args: { total: keys.length, missing: names } };
}
