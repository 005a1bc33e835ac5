/** From a byte of the file to the fields it belongs to: the tables' own ranges, asked the other way round. */

import { SHT_NOBITS, SHT_NULL } from '../../elf/format/constants.ts';
import {
  DYN,
  EHDR,
  GNU_HASH_HEADER,
  type Layout,
  NHDR,
  PHDR,
  SHDR,
  SYM,
  VERDEF,
  VERNAUX,
  VERNEED,
} from '../../elf/format/layouts.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { StructureName } from '../../elf/problems/structure.ts';
import type { ByteRange, FileTable } from '../../elf/table.ts';
import type { ImageTableId } from '../viewModel/tableId.ts';
import { clipped } from './clipped.ts';

/** Words of tables, told apart by an index. */
export type WordKind = 'bucket' | 'chain' | 'bloom' | 'relocation' | 'version-index';

export interface FieldPlace extends ByteRange {
  /** st_value, e_entry, …; absent: the whole record, word or stretch. */
  readonly field?: string;
  /** What it is a field of. */
  readonly of:
    | StructureName
    | { readonly part: WordKind; readonly index: number; readonly table?: StructureName };
  /** Row of a table that stands there. */
  readonly row?: { readonly table: ImageTableId; readonly index: number };
  /** The string that stands there, as far as its table was read. */
  readonly text?: string;
}

/** Bytes of a string, and sections, that are told. */
const MAX_STRING = 256;
const MAX_SECTIONS = 16;

const STRINGS: readonly StructureName[] = ['.dynstr', '.strtab'];

/** Most specific first, sections last; nothing where no structure has the byte. */
export function fieldsAt(image: ElfImage, offset: number): readonly FieldPlace[] {
  const places = [
    ...headerField(image, offset),
    ...rowsAt(image, offset),
    ...versionFields(image, offset),
    ...hashFields(image, offset),
    ...noteFields(image, offset),
    ...stringAt(image, offset),
    ...sectionsAt(image, offset),
  ];
  // The end of a cut file may lie in the middle of a field.
  return places.map((place) => ({
    ...place,
    ...clipped(image.size, BigInt(place.offset), BigInt(place.length)),
  }));
}

function headerField({ header }: ElfImage, offset: number): FieldPlace[] {
  return fieldIn(EHDR[header.class], { offset: 0, length: EHDR.size[header.class] }, offset).map((field) => ({
    ...field,
    of: 'elf-header',
  }));
}

function rowsAt(image: ElfImage, offset: number): FieldPlace[] {
  const { class: bits } = image.header;
  const tables: readonly (readonly [
    ImageTableId,
    FileTable<unknown>,
    Layout<string>,
    (index: number) => StructureName,
  ])[] = [
    ['segments', image.segments, PHDR[bits], (index) => ['program-header', index]],
    ['sections', image.sections, SHDR[bits], (index) => ['section', index]],
    ['dynamic', image.dynamic, DYN[bits], (index) => ['dynamic-entry', index]],
    ['symbols', image.symbols, SYM[bits], (index) => ['symbol', index]],
    ...(image.symtab === undefined
      ? []
      : [['symtab', image.symtab, SYM[bits], (index: number) => ['symbol', index] as const] as const]),
  ];
  const found = tables.flatMap(([table, rows, layout, of]) => {
    const hit = rowAt(rows, offset);
    if (hit === undefined) return [];
    const row = { table, index: hit.index };
    return fieldIn(layout, hit.range, offset).map((field) => ({ ...field, of: of(hit.index), row }));
  });
  const relocation = rowAt(image.relocations, offset);
  if (relocation === undefined) return found;
  const { index, range } = relocation;
  return [...found, { ...range, of: { part: 'relocation', index }, row: { table: 'relocations', index } }];
}

/** Rows stand in the order of the file: the one that has the byte is halved for. */
function rowAt(rows: FileTable<unknown>, offset: number): { index: number; range: ByteRange } | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const index = (low + high) >>> 1;
    const range = rows.rangeOf(index);
    if (range === undefined) return undefined;
    if (offset < range.offset) high = index - 1;
    else if (offset >= range.offset + range.length) low = index + 1;
    else return { index, range };
  }
  return undefined;
}

function fieldIn(
  layout: Layout<string>,
  record: ByteRange,
  offset: number,
): (ByteRange & { field?: string })[] {
  const into = offset - record.offset;
  if (into < 0 || into >= record.length) return [];
  const found = Object.entries(layout).find(([, at]) => into >= at.offset && into < at.offset + at.length);
  if (found === undefined) return [record];
  const [field, at] = found;
  return [{ field, offset: record.offset + at.offset, length: at.length }];
}

function versionFields(image: ElfImage, offset: number): FieldPlace[] {
  const { class: bits } = image.header;
  const { versionDefinitions: definitions, versionNeeds: needs } = image;
  const found: FieldPlace[] = definitions.flatMap(({ range }, index) =>
    fieldIn(VERDEF[bits], range, offset).map((field) => ({
      ...field,
      of: ['version-definition', index] as const,
      row: { table: 'versions' as const, index },
    })),
  );
  let row = definitions.length;
  for (const [at, need] of needs.entries()) {
    const of = ['version-need', at] as const;
    found.push(...fieldIn(VERNEED[bits], need.range, offset).map((field) => ({ ...field, of })));
    for (const { range } of need.versions) {
      const place = { of, row: { table: 'versions' as const, index: row++ } };
      found.push(...fieldIn(VERNAUX[bits], range, offset).map((field) => ({ ...field, ...place })));
    }
  }
  const versym = image.tableRanges.find(({ name }) => name === '.gnu.version');
  if (versym !== undefined && within(versym, offset)) {
    const index = Math.floor((offset - versym.offset) / 2);
    const row = { table: 'symbols' as const, index };
    found.push({ offset: versym.offset + 2 * index, length: 2, of: { part: 'version-index', index }, row });
  }
  return found;
}

function hashFields({ gnuHash, sysvHash, header }: ElfImage, offset: number): FieldPlace[] {
  const found: FieldPlace[] = [];
  const words = (
    table: StructureName,
    part: WordKind,
    rows: FileTable<unknown>,
    row?: ImageTableId,
    first = 0,
  ): void => {
    const hit = rowAt(rows, offset);
    if (hit === undefined) return;
    const index = hit.index + first;
    found.push({
      ...hit.range,
      of: { part, index, table },
      ...(row === undefined ? {} : { row: { table: row, index } }),
    });
  };
  if (gnuHash !== undefined) {
    const of = 'DT_GNU_HASH';
    const { offset: start } = gnuHash.range;
    const head = { offset: start, length: GNU_HASH_HEADER.size[header.class] };
    found.push(
      ...fieldIn(GNU_HASH_HEADER[header.class], head, offset).map((field) => ({
        ...field,
        of: of as StructureName,
      })),
    );
    words(of, 'bloom', gnuHash.bloom, 'gnuBloom');
    words(of, 'bucket', gnuHash.buckets, 'gnuBuckets');
    words(of, 'chain', gnuHash.chains, 'symbols', gnuHash.symoffset);
  }
  if (sysvHash !== undefined) {
    const of = 'DT_HASH';
    const { range, wordSize } = sysvHash;
    for (const [at, field] of ['nbucket', 'nchain'].entries()) {
      const place = { offset: range.offset + at * wordSize, length: wordSize };
      if (within(place, offset)) found.push({ ...place, field, of });
    }
    words(of, 'bucket', sysvHash.buckets, 'sysvBuckets');
    words(of, 'chain', sysvHash.chains, 'symbols');
  }
  return found;
}

function noteFields({ notes, header }: ElfImage, offset: number): FieldPlace[] {
  const index = notes.findIndex(({ range }) => within(range, offset));
  const range = notes[index]?.range;
  if (range === undefined) return [];
  const head = { offset: range.offset, length: NHDR.size[header.class] };
  const row = { table: 'notes' as const, index };
  const fields = fieldIn(NHDR[header.class], head, offset);
  return (fields.length > 0 ? fields : [range]).map((field) => ({ ...field, of: 'notes' as const, row }));
}

/** The string of .dynstr or of another string table that the byte stands in. */
function stringAt(image: ElfImage, offset: number): FieldPlace[] {
  const table = image.tableRanges.find(
    ({ name, ...range }) => STRINGS.includes(name) && within(range, offset),
  );
  const bytes = table && image.bytes(table.offset, table.length);
  if (table === undefined || bytes === undefined) return [];
  const at = offset - table.offset;
  const start = at === 0 ? 0 : bytes.lastIndexOf(0, at - 1) + 1;
  const nul = bytes.indexOf(0, at);
  const end = nul < 0 ? bytes.length : nul;
  const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + MAX_STRING)));
  return [{ offset: table.offset + start, length: end - start + (nul < 0 ? 0 : 1), of: table.name, text }];
}

function sectionsAt({ sections, size }: ElfImage, offset: number): FieldPlace[] {
  const found: FieldPlace[] = [];
  for (let index = 0; index < sections.length && found.length < MAX_SECTIONS; index++) {
    const section = sections.at(index);
    if (section === undefined || section.type === SHT_NOBITS || section.type === SHT_NULL) continue;
    const place = clipped(size, section.offset, section.size);
    if (place !== undefined && within(place, offset))
      found.push({ ...place, of: ['section', index], row: { table: 'sections', index } });
  }
  return found;
}

function within({ offset: start, length }: ByteRange, offset: number): boolean {
  return offset >= start && offset < start + length;
}
