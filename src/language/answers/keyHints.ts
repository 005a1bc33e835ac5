/** What stands beside a vDSO name in a source: what it comes to in the live image. Pure text. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { hintWords } from '../english/diagnostics.ts';
import type { HashLiteral } from '../source/hashLiterals.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import type { NameLocation } from '../source/vdsoNames.ts';
import { answererFor } from './answerer.ts';
import { newestKeys } from './facts.ts';
import type { Live } from './hoverContext.ts';
import type { LiveLookups } from './liveImage.ts';

export interface KeyHint {
  readonly label: string;
  /** The row of the live image that it is about. */
  readonly target?: { readonly table: 'symbols' | 'versions'; readonly name: string };
}

export interface HintContext {
  readonly live: Live;
  readonly arch: SourceArch | undefined;
  readonly literals: readonly HashLiteral[];
  /** Release of Go; undefined for the newest. */
  readonly release?: string;
}

/** One function for all names of a document: the keys are searched once. */
export function keyHints(context: HintContext): (place: NameLocation) => KeyHint | undefined {
  const { live, arch, literals, release } = context;
  const answerer = answererFor(live, arch);
  if (answerer.kind !== 'live') return (place) => (arch ? byCatalogue(place, arch) : undefined);
  const { image } = answerer;
  const ofGo = literals.filter((literal) => literal.ofGo);
  const finding = ofGo.length > 0 ? image.lookUp(ofGo, release) : undefined;
  return (place) =>
    place.kind === 'version' ? versionHint(place, image) : symbolHint(place, image, finding);
}

function versionHint({ name }: NameLocation, image: LiveLookups): KeyHint {
  const index = image.versionIndex(name);
  if (index === undefined) return { label: hintWords.absent };
  return { label: hintWords.version(index), target: { table: 'versions', name } };
}

/** With Go's keys, what Go finds with the constants of the file; otherwise what the image has. */
function symbolHint(
  { name }: NameLocation,
  image: LiveLookups,
  finding: ConsumerFinding | undefined,
): KeyHint {
  const symbol = image.symbol(name);
  if (!symbol) return { label: hintWords.absent };
  const target = { table: 'symbols', name } as const;
  const key = finding?.keys.find((each) => each.symbol === name);
  if (key && key.outcome !== 'found') {
    return { label: key.hashCorrect === false ? hintWords.missedByHash : hintWords.missed, target };
  }
  return { label: hintWords.found(image.offsetText(symbol.value), symbol.version), target };
}

/** For another architecture only the node is known, from the first consumer that asks for the symbol. */
function byCatalogue({ kind, name }: NameLocation, arch: SourceArch): KeyHint | undefined {
  if (kind === 'version') return undefined;
  for (const consumer of catalog) {
    const node = newestKeys(consumer, arch).find(({ symbol }) => symbol === name)?.version;
    if (node !== undefined) return { label: hintWords.foreign(arch.name, node) };
  }
  return undefined;
}
