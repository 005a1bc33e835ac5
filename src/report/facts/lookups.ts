/** Which rows of the image the runtimes' keys fall on: the other direction of the findings. */
import type { ConsumerFinding, KeyFinding, VersionFinding } from '../../consumers/model.ts';
import type { Steps } from '../../consumers/reasons.ts';
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { Meter } from '../meter.ts';

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

/**
 * Labels of lookups, each once: the first with its variable, each other consumer by its name alone. Who looks at the
 * name and does not take the row says so.
 */
export function lookupLabels(lookups: readonly Lookup[], label: (lookup: Lookup) => string): string[] {
  const [first, ...others] = lookups;
  if (first === undefined) return [];
  const labels = others
    .filter((each) => each.finding !== first.finding)
    .map(({ finding, accepted }) => label({ ...first, finding, accepted, variable: undefined }));
  return [...new Set([label(first), ...labels])];
}

const NONE: readonly Lookup[] = [];

/**
 * Rows share the lookups of their name: a file may give one name that many consumers look for to all of its symbols,
 * and their product is no number of objects to make.
 */
export function findLookups(image: ElfImage, findings: readonly ConsumerFinding[], meter: Meter): Lookups {
  const found = new Map<number, Lookup[]>();
  const named = new Map<string, Lookup[]>();
  const versions = new Map<string, Lookup[]>();
  const places = new Map<Lookup, number>();
  const buckets: KeyBucket[] = [];
  for (const finding of findings) {
    for (const key of finding.keys) {
      // Words, and no name that a symbol could have.
      if (key.need !== undefined) continue;
      buckets.push(bucketsOf(image, finding, key));
      const accepted = key.symbolIndex !== undefined && key.outcome === 'found';
      const lookup = { finding, key, variable: key.variable, accepted };
      places.set(lookup, places.size);
      if (key.symbolIndex === undefined) add(named, key.symbol, lookup);
      else add(found, key.symbolIndex, lookup);
    }
    const { version } = finding;
    if (version === undefined) continue;
    add(versions, version.name, { finding, key: version, variable: version.variable, accepted: false });
  }
  const byRow = rowsByName(image, named, meter);
  return {
    symbol(index) {
      const byName = byRow.get(index);
      const here = found.get(index);
      if (byName === undefined || here === undefined) return byName ?? here ?? NONE;
      return [...here, ...byName].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    },
    version(position) {
      const definition = image.versionDefinitions[position];
      const asked = definition === undefined ? undefined : versions.get(definition.name);
      return asked?.map((lookup) => ({ ...lookup, accepted: accepts(lookup, definition?.index) })) ?? NONE;
    },
    buckets,
  };
}

/** Whether the lookup of a version ends at the definition of this index. */
function accepts({ key }: Lookup, index: number | undefined): boolean {
  return key.outcome === 'found' && 'index' in key && key.index === index;
}

/** Rows that carry a name which was looked up and not found: one pass over the names, only when there are any. */
function rowsByName(
  { symbols }: ElfImage,
  named: ReadonlyMap<string, readonly Lookup[]>,
  meter: Meter,
): ReadonlyMap<number, readonly Lookup[]> {
  const rows = new Map<number, readonly Lookup[]>();
  if (named.size === 0) return rows;
  meter.steps += symbols.length;
  for (let index = 1; index < symbols.length; index++) {
    const lookups = named.get(symbols.name(index));
    if (lookups !== undefined) rows.set(index, lookups);
  }
  return rows;
}

/** Steps that look into a table for a name. */
const SEARCHES: Readonly<Record<'gnu' | 'sysv', ReadonlySet<string>>> = {
  gnu: new Set<keyof Steps>(['bloom', 'gnu-bucket', 'gnu-bucket-empty']),
  sysv: new Set<keyof Steps>(['sysv-bucket', 'sysv-bucket-empty']),
};

/** Who searches one table, or every symbol in turn, lands in no bucket of another. */
function bucketsOf(image: ElfImage, finding: ConsumerFinding, key: KeyFinding): KeyBucket {
  const searches = (kind: 'gnu' | 'sysv'): boolean => key.steps.some(({ code }) => SEARCHES[kind].has(code));
  const sysv = image.sysvHash?.nbucket ?? 0;
  const gnu = image.gnuHash?.nbuckets ?? 0;
  return {
    finding,
    key,
    ...(sysv === 0 || !searches('sysv') ? {} : { sysv: (key.sourceSysvHash ?? sysvHash(key.symbol)) % sysv }),
    ...(gnu === 0 || !searches('gnu') ? {} : { gnu: (key.sourceGnuHash ?? gnuHash(key.symbol)) % gnu }),
  };
}

function add<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
