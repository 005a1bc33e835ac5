/** What stands at the end of a line with a vDSO name: what it comes to in the live image, or elsewhere. Pure text. */
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { rowsWith } from '../../consumers/verdict/kernelHistory.ts';
import { archOf } from '../../report/views/nameHistory.ts';
import type { HashLiteral } from '../source/hashLiterals.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import { type SourcePlace, type Surroundings, sourcePlaces } from '../source/sourcePlace.ts';
import type { NameLocation } from '../source/vdsoNames.ts';
import { archText as archName, hints as say } from '../words.ts';
import { answererFor } from './answerer.ts';
import type { Live } from './hoverContext.ts';
import type { LiveLookups } from './liveImage.ts';
import { namePlaces } from './namePlaces.ts';
import { nodesOf } from './nodes.ts';

export interface KeyHint {
  readonly label: string;
  /** The row of the live image that it is about. */
  readonly target?: { readonly table: 'symbols' | 'versions'; readonly name: string };
}

export interface HintContext {
  readonly live: Live;
  /** The document: for whom each of its names is. */
  readonly source: Surroundings;
  readonly literals: readonly HashLiteral[];
  /** Release of Go; undefined for the newest. */
  readonly release?: string;
}

/** One function for all names of a document: the keys are searched once, and the path is looked into once. */
export function keyHints(context: HintContext): (name: NameLocation) => KeyHint | undefined {
  const { live, source, literals, release } = context;
  const ofGo = literals.filter((literal) => literal.ofGo);
  const placeOf = sourcePlaces(source);
  let searched: ConsumerFinding | undefined;
  return (name) => {
    const place = placeOf(name.start, name);
    if (place.system !== undefined) return undefined;
    const literal = literals.find(({ start, end }) => start <= name.start && name.start < end);
    const answerer = answererFor(live, place.arch);
    if (answerer.kind !== 'live') return elsewhere(name, place, literal, live);
    const { image } = answerer;
    if (literal?.ofGo) searched ??= image.lookUp(ofGo, release);
    const finding = literal?.ofGo ? searched : undefined;
    const hint =
      name.kind === 'version' ? versionHint(name, image, finding) : symbolHint(name, image, finding);
    if (!hint.target) return absentHint(name, place, image);
    return finding ? hint : marked(hint, literal);
  };
}

function versionHint({ name }: NameLocation, image: LiveLookups, go: ConsumerFinding | undefined): KeyHint {
  const index = image.versionIndex(name);
  if (index === undefined) return { label: say.absent };
  const target = { table: 'versions', name } as const;
  if (go?.version?.hashCorrect === false) return { label: say.missedByHash, target };
  return { label: say.version(index), target };
}

/** With Go's keys, what Go finds with the constants of the file; otherwise what the image has. */
function symbolHint({ name }: NameLocation, image: LiveLookups, go: ConsumerFinding | undefined): KeyHint {
  const symbol = image.symbol(name);
  if (!symbol) return { label: say.absent };
  const target = { table: 'symbols', name } as const;
  const key = go?.keys.find((each) => each.symbol === name);
  if (key && key.outcome !== 'found') {
    return { label: key.hashCorrect === false ? say.missedByHash : say.missed, target };
  }
  return { label: say.found(image.offsetText(symbol.value), symbol.version), target };
}

/** A file for nobody in particular may name what others have. */
function absentHint(name: NameLocation, { arch }: SourcePlace, { image }: LiveLookups): KeyHint {
  if (arch !== undefined) return { label: say.absent };
  const archs =
    name.kind === 'version'
      ? nodesOf(name.name)
      : Object.keys(kernelExports).filter((each) => rowsWith(kernelExports[each], name.name).length > 0);
  const elsewhereOnly = archs.length > 0 && !archs.includes(archOf(image.header));
  return { label: elsewhereOnly ? say.absentBut(archs.map(archName)) : say.absent };
}

/** What Linux has under this name on the architectures of the file: neither offset nor index is known. */
function elsewhere(
  name: NameLocation,
  { arch }: SourcePlace,
  literal: HashLiteral | undefined,
  live: Live,
): KeyHint | undefined {
  const archs = arch && kernelsOf(arch, live);
  if (!arch || !archs || archs.length === 0) return undefined;
  const nodes =
    name.kind === 'version'
      ? archs.filter((each) => nodesOf(name.name).includes(each)).map(() => name.name)
      : archs.flatMap((each) => rowsWith(kernelExports[each], name.name).map(({ node }) => node));
  const label = nodes.length === 0 ? say.nowhere(arch.name) : say.foreign(arch.name, [...new Set(nodes)]);
  return nodes.length === 0 ? { label } : marked({ label }, literal);
}

function kernelsOf(arch: SourceArch, live: Live): readonly string[] {
  return [...new Set(namePlaces(arch, live).flatMap((place) => place.arch ?? []))];
}

/** What is there is not found with a wrong constant. */
function marked(hint: KeyHint, literal: HashLiteral | undefined): KeyHint {
  const wrong = literal?.hashes.some(({ value, expected }) => value !== expected);
  return wrong ? { ...hint, label: say.wrongHash(hint.label) } : hint;
}
