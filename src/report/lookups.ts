/** Which rows of the image the runtimes' keys fall on: the other direction of the findings. */
import { consumerById } from '../consumers/catalog/index.ts';
import type { ConsumerFinding, KeyFinding, VersionFinding } from '../consumers/model.ts';
import { gnuHash, sysvHash } from '../elf/hash.ts';
import type { ElfImage } from '../elf/model.ts';

/** One consumer's interest in a row. */
export interface Lookup {
  readonly finding: ConsumerFinding;
  readonly key: KeyFinding | VersionFinding;
  readonly variable?: string | undefined;
  /** False: the name is the one looked up, and the lookup still does not end at this row. */
  readonly accepted: boolean;
}

/** A key and the buckets its hashes land in. */
export interface KeyBucket {
  readonly finding: ConsumerFinding;
  readonly key: KeyFinding;
  /** With the constants that the consumer's source has. */
  readonly sysv?: number;
  readonly gnu?: number;
}

export interface Lookups {
  /** Of row `index` of the dynamic symbols. */
  symbol(index: number): readonly Lookup[];
  /** Of definition `position` in `versionDefinitions`. */
  version(position: number): readonly Lookup[];
  readonly buckets: readonly KeyBucket[];
}

/** The lookup of a key, for its label. */
export function lookupOf({ finding, key }: KeyBucket): Lookup {
  return { finding, key, variable: key.variable, accepted: key.outcome === 'found' };
}

const NONE: readonly Lookup[] = [];

export function findLookups(image: ElfImage, findings: readonly ConsumerFinding[]): Lookups {
  const symbols = new Map<number, Lookup[]>();
  const versions = new Map<number, Lookup[]>();
  const rowsOf = rowsByName(image, findings);
  const buckets: KeyBucket[] = [];
  for (const finding of findings) {
    const isNote = consumerById(finding.id)?.lookup.algorithm === 'note';
    for (const key of finding.keys) {
      if (!isNote) buckets.push(bucketsOf(image, finding, key));
      const rows = key.symbolIndex === undefined ? (rowsOf.get(key.symbol) ?? []) : [key.symbolIndex];
      const accepted = key.symbolIndex !== undefined && key.outcome === 'found';
      for (const row of rows) add(symbols, row, { finding, key, variable: key.variable, accepted });
    }
    const { version } = finding;
    if (version === undefined) continue;
    image.versionDefinitions.forEach((definition, position) => {
      if (definition.name !== version.name) return;
      const accepted = version.outcome === 'found' && version.index === definition.index;
      add(versions, position, { finding, key: version, variable: version.variable, accepted });
    });
  }
  return {
    symbol: (index) => symbols.get(index) ?? NONE,
    version: (position) => versions.get(position) ?? NONE,
    buckets,
  };
}

/** Rows that carry a name which was looked up and not found: one pass over the names, only when there are any. */
function rowsByName(image: ElfImage, findings: readonly ConsumerFinding[]): Map<string, number[]> {
  const wanted = new Set<string>();
  for (const { keys } of findings) {
    for (const key of keys) if (key.symbolIndex === undefined) wanted.add(key.symbol);
  }
  const rows = new Map<string, number[]>();
  if (wanted.size === 0) return rows;
  for (let i = 1; i < image.symbols.length; i++) {
    const name = image.symbols.name(i);
    if (wanted.has(name)) add(rows, name, i);
  }
  return rows;
}

function bucketsOf(image: ElfImage, finding: ConsumerFinding, key: KeyFinding): KeyBucket {
  const sysv = image.sysvHash?.nbucket ?? 0;
  const gnu = image.gnuHash?.nbuckets ?? 0;
  return {
    finding,
    key,
    ...(sysv === 0 ? {} : { sysv: (key.sourceSysvHash ?? sysvHash(key.symbol)) % sysv }),
    ...(gnu === 0 ? {} : { gnu: (key.sourceGnuHash ?? gnuHash(key.symbol)) % gnu }),
  };
}

function add<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
