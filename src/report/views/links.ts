/** Where the names in a value lead. */
import type { KeyFinding } from '../../consumers/model.ts';
import type { ElfImage, SymbolVersion } from '../../elf/model.ts';
import { versionRows } from '../tables/versions.ts';
import type { FieldView, LinkView } from '../view.ts';

/** The field with its links; those without a text lead from nothing that can be seen. */
export function linked(field: FieldView, ...links: readonly (LinkView | undefined)[]): FieldView {
  const known = links.filter((link) => link !== undefined && link.text !== '') as LinkView[];
  return known.length === 0 ? field : { ...field, links: known };
}

export function symbolLink({ symbols }: ElfImage, text: string, index: number): LinkView | undefined {
  if (!(index > 0 && index < symbols.length)) return undefined;
  return { text, to: { table: 'symbols', index } };
}

export function sectionLink({ sections }: ElfImage, text: string, index: number): LinkView | undefined {
  return index > 0 && index < sections.length ? { text, to: { table: 'sections', index } } : undefined;
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

/** Of the record that a symbol's version is. */
export function versionLink(
  image: ElfImage,
  text: string,
  { kind, index }: Pick<SymbolVersion, 'kind' | 'index'>,
): LinkView | undefined {
  const at = versionRows(image).findIndex((row) => row.kind === kind && row.record.index === index);
  return at < 0 ? undefined : { text, to: { table: 'versions', index: at } };
}

/** Of the version that a runtime asks for by name. */
export function definitionLink(image: ElfImage, name: string): LinkView | undefined {
  const at = image.versionDefinitions.findIndex((each) => each.name === name);
  return at < 0 ? undefined : { text: name, to: { table: 'versions', index: at } };
}
