/** Where the names in a value lead. */
import type { KeyFinding } from '../../consumers/model.ts';
import type { ElfImage, SymbolVersion } from '../../elf/model.ts';
import type { Lookup } from '../facts/lookups.ts';
import { onceFor } from '../onceFor.ts';
import type { Subject } from '../subject.ts';
import { versionRows } from '../tables/versions.ts';
import type { FieldView } from '../viewModel/fields.ts';
import type { LinkView } from '../viewModel/links.ts';

/** The field with its links; those without a text lead from nothing that can be seen. */
export function linked(field: FieldView, ...links: readonly (LinkView | undefined)[]): FieldView {
  const known = links.filter((link) => link !== undefined && link.text !== '') as LinkView[];
  return known.length === 0 ? field : { ...field, links: known };
}

/** Of several with one key the first counts. */
function positions<Key>(keys: Iterable<Key>): ReadonlyMap<Key, number> {
  const found = new Map<Key, number>();
  let at = 0;
  for (const key of keys) {
    if (!found.has(key)) found.set(key, at);
    at++;
  }
  return found;
}

export function symbolLink({ symbols }: ElfImage, text: string, index: number): LinkView | undefined {
  if (!(index > 0 && index < symbols.length)) return undefined;
  return { text, to: { table: 'symbols', index } };
}

export function sectionLink({ sections }: ElfImage, text: string, index: number): LinkView | undefined {
  return index > 0 && index < sections.length ? { text, to: { table: 'sections', index } } : undefined;
}

const sectionsByAddress = onceFor((image: ElfImage) =>
  positions(Array.from({ length: image.sections.length }, (_, at) => image.sections.at(at)?.addr)),
);

/** The section that begins at an address; none at 0, where those lie that are not in memory. */
export function sectionAtLink(image: ElfImage, text: string, address: bigint): LinkView | undefined {
  const at = address === 0n ? undefined : sectionsByAddress(image).get(address);
  return at === undefined ? undefined : sectionLink(image, text, at);
}

export function bucketLink(kind: 'gnu' | 'sysv', text: string, bucket: number): LinkView {
  return { text, to: { table: kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets', index: bucket } };
}

/** Of the bucket that a key was found in; a search of every symbol has none. */
export function foundLink(text: string, { table, bucket }: KeyFinding): LinkView | undefined {
  return bucket === undefined || table === undefined || table === 'linear'
    ? undefined
    : bucketLink(table, text, bucket);
}

const versionPlaces = onceFor((image: ElfImage) =>
  positions(versionRows(image).map(({ kind, record }) => `${kind} ${record.index}`)),
);

/** Of the record that a symbol's version is. */
export function versionLink(
  image: ElfImage,
  text: string,
  { kind, index }: Pick<SymbolVersion, 'kind' | 'index'>,
): LinkView | undefined {
  const at = versionPlaces(image).get(`${kind} ${index}`);
  return at === undefined ? undefined : { text, to: { table: 'versions', index: at } };
}

const definitionsByName = onceFor((image: ElfImage) =>
  positions(image.versionDefinitions.map(({ name }) => name)),
);

/** Of the version that a runtime asks for by name. */
export function definitionLink(image: ElfImage, name: string): LinkView | undefined {
  const at = definitionsByName(image).get(name);
  return at === undefined ? undefined : { text: name, to: { table: 'versions', index: at } };
}

const keyPlaces = onceFor(({ findings }: Subject) => positions(findings.flatMap(({ keys }) => keys)));

/** Of who looks something up: the row of the key, and of a version, which has none, the consumer's page. */
export function lookupLink(subject: Subject, { finding, key }: Lookup): LinkView {
  const at = 'symbol' in key ? keyPlaces(subject).get(key) : undefined;
  return {
    text: subject.words.report.lookupLabel({ finding, key, accepted: true }),
    to: at === undefined ? { consumer: finding.id } : { table: 'keys', index: at },
  };
}
