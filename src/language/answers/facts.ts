/** What is known of a target, whoever's name it is: who asks for what, on which architecture, found or by the catalogue. */
import { matchesAbi } from '../../consumers/abi.ts';
import { go } from '../../consumers/catalog/go.ts';
import type { CatalogArch, CatalogConsumer, Consequence, KeyFinding, Reason } from '../../consumers/model.ts';
import { inRange, nearestRelease } from '../../consumers/releases.ts';
import type { ElfHeader } from '../../elf/model.ts';
import type { NamedKey } from '../source/consumerNames.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import { type HoverTarget, isVersion, nameOf } from '../source/subject.ts';
import type { Answerer } from './answerer.ts';
import type { LiveLookups } from './liveImage.ts';

/** A key of a consumer: one that was searched in the live image, or as the catalogue has it. */
export interface KeyFact {
  readonly consumer: CatalogConsumer;
  readonly release: string;
  /** The consumer's name of it. */
  readonly arch: string;
  readonly symbol: string;
  readonly version?: string;
  readonly variable?: string;
  readonly fallback: Consequence;
  /** Constants as the consumer's source has them, where it has any. */
  readonly sourceSysvHash?: number;
  readonly sourceGnuHash?: number;
  /** What became of the search; undefined where there was none. */
  readonly finding?: KeyFinding;
}

/** Go's lookup in one release on one architecture. */
export interface GoFacts {
  readonly release: string;
  readonly arch: string;
  readonly node?: string;
  readonly keys: readonly KeyFact[];
  /** How the search ended; undefined where there was none. */
  readonly why?: Reason;
}

export type Facts =
  /** Keys that the target stands for. */
  | { readonly kind: 'keys'; readonly keys: readonly KeyFact[]; readonly go?: GoFacts }
  /** A symbol or a node, with no more than the image's word for it. */
  | { readonly kind: 'symbol' | 'node'; readonly name: string; readonly go?: GoFacts }
  /** Names of Go for the image as a whole. */
  | { readonly kind: 'extent' | 'image'; readonly go: GoFacts }
  | { readonly kind: 'nothing' };

export interface Asker {
  readonly arch: SourceArch | undefined;
  /** Go's own source, where Go is who asks. */
  readonly ofGo: boolean;
  /** Whose file it is, where it is another consumer's. */
  readonly owners: readonly CatalogConsumer[];
  /** Of each consumer by its id, where one was chosen or is the tree's; undefined for the newest. */
  readonly releaseOf: (id: string) => string | undefined;
}

export function targetFacts(target: HoverTarget, answerer: Answerer, asker: Asker): Facts {
  if (target.kind === 'term') return { kind: 'keys', keys: keysOf(target.keys, answerer, asker) };
  const lookUp = asker.ofGo ? goFacts(target, answerer, asker) : undefined;
  const name = nameOf(target);
  if (lookUp === undefined) {
    const own = isVersion(target) || target.kind === 'number' ? [] : ownKeys(name, answerer, asker);
    return own.length > 0 ? { kind: 'keys', keys: own } : bare(target);
  }
  if (isVersion(target)) return { kind: 'node', name, go: lookUp };
  if (target.kind === 'name') return ofGoName(name, lookUp);
  const key = lookUp.keys.find(({ symbol }) => symbol === name);
  return key ? { kind: 'keys', keys: [key], go: lookUp } : { kind: 'symbol', name, go: lookUp };
}

/** What the owner of the file looks up under this name. */
function ownKeys(name: string, answerer: Answerer, { arch, owners, releaseOf }: Asker): readonly KeyFact[] {
  const keys = owners.flatMap((consumer) => {
    const release = releaseOf(consumer.id);
    return answerer.kind === 'live'
      ? searchedKeys(consumer, answerer.image, release)
      : newestKeys(consumer, arch, release);
  });
  return keys.filter(({ symbol }) => symbol === name);
}

function bare(target: HoverTarget): Facts {
  if (target.kind === 'name') return { kind: 'nothing' };
  return { kind: isVersion(target) ? 'node' : 'symbol', name: nameOf(target) };
}

function ofGoName(name: string, lookUp: GoFacts): Facts {
  switch (name) {
    case 'vdsoLinuxVersion':
    case 'vdsoFindVersion':
      return lookUp.node === undefined
        ? { kind: 'keys', keys: [], go: lookUp }
        : { kind: 'node', name: lookUp.node, go: lookUp };
    case 'vdsoSymbolKeys':
    case 'vdsoParseSymbols':
      return { kind: 'keys', keys: lookUp.keys, go: lookUp };
    case 'vdsoLoadStart':
    case 'vdsoLoadEnd':
      return { kind: 'extent', go: lookUp };
    case 'vdsoauxv':
    case 'vdsoInitFromSysinfoEhdr':
    case 'vdsoInfo':
      return { kind: 'image', go: lookUp };
    default: {
      if (!name.endsWith('Sym')) return { kind: 'nothing' };
      const keys = lookUp.keys.filter(({ variable }) => variable === name);
      return keys.length > 0 ? { kind: 'keys', keys, go: lookUp } : { kind: 'symbol', name, go: lookUp };
    }
  }
}

/** With the file's own keys where it has any; undefined where nobody says for which architecture. */
function goFacts(
  { literals }: HoverTarget,
  answerer: Answerer,
  { arch, releaseOf }: Asker,
): GoFacts | undefined {
  const wanted = releaseOf(go.id);
  if (answerer.kind === 'live') {
    const { release, arch: name, version, keys, why } = answerer.image.lookUp(literals, wanted);
    const found = keys.map((key) => ({ ...key, consumer: go, release, arch: name, finding: key }));
    return { release, arch: name, why, keys: found, ...(version && { node: version.name }) };
  }
  if (arch === undefined) return undefined;
  const release = nearestRelease(go, wanted);
  const port = go.arches.find((each) => isFor(arch, each) && inRange(each, release));
  if (port === undefined) return { release, arch: arch.name, keys: [] };
  const node = port.version?.name;
  const keys = catalogued(go, port, release).map((key) => ({ ...key, arch: arch.name }));
  return { release, arch: arch.name, keys, ...(node !== undefined && { node }) };
}

function catalogued(consumer: CatalogConsumer, port: CatalogArch, release: string): readonly KeyFact[] {
  return port.keys
    .filter((key) => inRange(key, release))
    .map((key) => ({
      ...key,
      consumer,
      release,
      arch: port.arch,
      ...nodeOf(key.version ?? port.version?.name),
    }));
}

function nodeOf(version: string | undefined): { readonly version?: string } {
  return version === undefined ? {} : { version };
}

/**
 * All that a consumer looks up, by the catalogue.
 * @param arch only ports for it; undefined: all
 * @param wanted a release; undefined: the newest
 */
export function newestKeys(
  consumer: CatalogConsumer,
  arch: SourceArch | undefined,
  wanted?: string,
): readonly KeyFact[] {
  const release = nearestRelease(consumer, wanted);
  return consumer.arches
    .filter((port) => inRange(port, release) && (!arch || isFor(arch, port)))
    .flatMap((port) => catalogued(consumer, port, release));
}

/** All that it looked up in the live image. */
export function searchedKeys(
  consumer: CatalogConsumer,
  image: LiveLookups,
  wanted?: string,
): readonly KeyFact[] {
  const finding = image.finding(consumer.id, wanted);
  if (!finding) return [];
  const { release, arch, keys } = finding;
  return keys.map((key) => ({ ...key, consumer, release, arch, finding: key }));
}

/** The keys that a name in a source stands for, each as it was searched here where it was. */
function keysOf(
  named: readonly NamedKey[],
  answerer: Answerer,
  { arch, releaseOf }: Asker,
): readonly KeyFact[] {
  const variables = uniqueVariables(named);
  return variables.flatMap(({ consumer, key: { variable } }) => {
    const release = releaseOf(consumer.id);
    const keys =
      answerer.kind === 'live'
        ? searchedKeys(consumer, answerer.image, release)
        : newestKeys(consumer, arch, release);
    return keys.filter((key) => key.variable === variable);
  });
}

function uniqueVariables(keys: readonly NamedKey[]): readonly NamedKey[] {
  return keys.filter(
    ({ consumer, key }, at) =>
      keys.findIndex((each) => each.consumer === consumer && each.key.variable === key.variable) === at,
  );
}

/** The keys of a name on the architectures other than the live image's, by the catalogue. */
export function keysElsewhere(
  variables: readonly { readonly consumer: CatalogConsumer; readonly variable: string }[],
  arch: SourceArch | undefined,
  here: ElfHeader,
  releaseOf: (id: string) => string | undefined,
): readonly KeyFact[] {
  return variables.flatMap(({ consumer, variable }) => {
    const release = nearestRelease(consumer, releaseOf(consumer.id));
    return consumer.arches
      .filter((port) => inRange(port, release) && !matchesAbi(port, here) && (!arch || isFor(arch, port)))
      .flatMap((port) => catalogued(consumer, port, release))
      .filter((key) => key.variable === variable);
  });
}
