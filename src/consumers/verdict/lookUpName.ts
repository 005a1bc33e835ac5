/** Any name, searched for as a consumer searches for its own: the replay of a key that its catalogue entry need not have. */
import type { ElfImage } from '../../elf/model.ts';
import type { MappedImage } from '../lookup/mappedImage.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey, ConsumerFinding, KeyFinding } from '../model.ts';
import { evaluateConsumerInSlices, rulesOf } from './evaluate.ts';

/** A name to look up, and the node it shall have; without one, the consumer's own. */
export interface NameWanted {
  readonly name: string;
  readonly version?: string;
}

export interface NameSearch {
  /** The consumer, its release and its reading of the image; `keys` are no matter of a lookup. */
  readonly finding: ConsumerFinding;
  /** Absent where the consumer has no port for the image, or nobody read the release. */
  readonly key?: KeyFinding;
  /** It is one of the consumer's keys: constants, types and consequence are those of its source. */
  readonly own: boolean;
  /** The node that was asked for is not compared by this consumer. */
  readonly versionIgnored: boolean;
}

/**
 * In slices. Never throws, for any name; of a consumer that takes the image as a whole, and looks no name up, nothing
 * comes but that it does not.
 */
export function* lookUpName(
  image: ElfImage,
  memory: MappedImage,
  consumer: CatalogConsumer,
  wanted: NameWanted,
  release?: string,
): Generator<void, NameSearch> {
  const { refuses, ...rest } = consumer;
  const asking = {
    ...rest,
    // That it refuses where none of its keys is found says nothing of a single name.
    ...(refuses === undefined ? {} : { refuses: { text: refuses.text } }),
    arches: consumer.arches.map((arch) => askedFor(arch, wanted)),
  };
  const finding = yield* evaluateConsumerInSlices(image, memory, asking, release);
  // The consumer's own keys of this name, if the release has any, stand before the one that is made for the lookup.
  const [key] = finding.keys;
  const own = finding.keys.length > 1;
  const { version } = rulesOf(consumer, finding.release);
  return {
    finding,
    ...(key === undefined ? {} : { key }),
    own,
    versionIgnored: key !== undefined && wanted.version !== undefined && version === 'none' && !own,
  };
}

/** The port as if it looked for this name alone. What keys do for one another is no matter of a single one. */
function askedFor(arch: CatalogArch, { name, version }: NameWanted): CatalogArch {
  const { groups: _groups, allOrNothing: _all, version: node, ...port } = arch;
  const own = arch.keys.filter(
    (key) =>
      key.need === undefined &&
      key.symbol === name &&
      (version === undefined || version === (key.version ?? node?.name)),
  );
  const made: CatalogKey = { symbol: name, fallback: '' };
  return {
    ...port,
    ...nodeOf(node, version),
    keys: [...own.map(({ unasked: _unasked, ...key }) => key), made],
  };
}

function nodeOf(node: CatalogArch['version'], version: string | undefined): Pick<CatalogArch, 'version'> {
  if (version !== undefined && version !== node?.name) return { version: { name: version } };
  return node === undefined ? {} : { version: node };
}
