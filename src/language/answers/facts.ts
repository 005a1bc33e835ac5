/** What is known of a target, whoever's name it is: who asks for what, on which architecture, found or by the catalogue. */

import { go } from '../../consumers/catalog/go.ts';
import type { CatalogArch, CatalogConsumer, Consequence, KeyFinding, Reason } from '../../consumers/model.ts';
import { inRange, nearestRelease, newestRelease } from '../../consumers/releases.ts';
import type { NamedKey } from '../source/consumerNames.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import { type HoverTarget, isVersion, nameOf } from '../source/subject.ts';
import type { Answerer } from './answerer.ts';
import type { LiveLookups } from './liveImage.ts';

/** A key of a consumer: one that was searched in the live image, or as the catalogue has it. */
export interface KeyFact {
  readonly consumer: CatalogConsumer;
  /** Set where the release was chosen, or is told. */
  readonly release?: string;
  /** The consumer's name of it. */
  readonly arch: string;
  readonly symbol: string;
  readonly version?: string;
  readonly variable?: string;
  readonly fallback: Consequence;
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
  /** Go's own source, where Go is who asks. */
  readonly ofGo: boolean;
  readonly arch: SourceArch | undefined;
  /** Of Go; undefined for the newest. */
  readonly release: string | undefined;
}

export function targetFacts(target: HoverTarget, answerer: Answerer, asker: Asker): Facts {
  if (target.kind === 'term') return { kind: 'keys', keys: keysOf(target.keys, answerer, asker.arch) };
  const lookUp = asker.ofGo ? goFacts(target, answerer, asker) : undefined;
  if (lookUp === undefined) return bare(target);
  const name = nameOf(target);
  if (isVersion(target)) return { kind: 'node', name, go: lookUp };
  if (target.kind === 'name') return ofGoName(name, lookUp);
  const key = lookUp.keys.find(({ symbol }) => symbol === name);
  return key ? { kind: 'keys', keys: [key], go: lookUp } : { kind: 'symbol', name, go: lookUp };
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
  { arch, release: wanted }: Asker,
): GoFacts | undefined {
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
  const keys = catalogued(go, port, release).map((key) => ({ ...key, release, arch: arch.name }));
  return { release, arch: arch.name, keys, ...(node !== undefined && { node }) };
}

function catalogued(consumer: CatalogConsumer, port: CatalogArch, release: string): readonly KeyFact[] {
  return port.keys
    .filter((key) => inRange(key, release))
    .map((key) => ({ ...key, consumer, arch: port.arch, ...nodeOf(key.version ?? port.version?.name) }));
}

function nodeOf(version: string | undefined): { readonly version?: string } {
  return version === undefined ? {} : { version };
}

/** All that a consumer looks up in its newest release. @param arch only ports for it; undefined: all */
export function newestKeys(consumer: CatalogConsumer, arch: SourceArch | undefined): readonly KeyFact[] {
  const release = newestRelease(consumer);
  return consumer.arches
    .filter((port) => inRange(port, release) && (!arch || isFor(arch, port)))
    .flatMap((port) => catalogued(consumer, port, release));
}

/** All that it looked up in the live image. */
export function searchedKeys(consumer: CatalogConsumer, image: LiveLookups): readonly KeyFact[] {
  const finding = image.finding(consumer.id);
  return (finding?.keys ?? []).map((key) => ({ ...key, consumer, arch: finding?.arch ?? '', finding: key }));
}

/** The keys that a name in a source stands for, each as it was searched here where it was. */
function keysOf(
  named: readonly NamedKey[],
  answerer: Answerer,
  arch: SourceArch | undefined,
): readonly KeyFact[] {
  const wanted = arch ? named.filter((each) => isFor(arch, each.arch)) : named;
  if (answerer.kind !== 'live')
    return wanted.map(({ consumer, arch: port, key }) => ({
      ...key,
      consumer,
      arch: port.arch,
      ...nodeOf(key.version ?? port.version?.name),
    }));
  return uniqueVariables(wanted).flatMap(({ consumer, key: { variable } }) =>
    searchedKeys(consumer, answerer.image).filter((key) => key.variable === variable),
  );
}

function uniqueVariables(keys: readonly NamedKey[]): readonly NamedKey[] {
  return keys.filter(
    ({ consumer, key }, at) =>
      keys.findIndex((each) => each.consumer === consumer && each.key.variable === key.variable) === at,
  );
}
