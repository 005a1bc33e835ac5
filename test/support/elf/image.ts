/**
 * Our own ELF builder: a description in, bytes and a map of every field out. It writes what binutils'
 * ld writes for a small shared object; builder.test.ts has readelf and llvm-readelf check that.
 */
import { commentPart, dataPart, extraSectionParts, interpreterPart, textPart } from './contents.ts';
import type { ImageDescription } from './description.ts';
import { dynamicPart } from './dynamic.ts';
import { FieldWriter } from './fieldWriter.ts';
import { gnuHashPart, mipsHashPart, sysvHashPart } from './hashTables.ts';
import type { Counts } from './headers.ts';
import { headerPart, sectionsPart, segmentsPart } from './headers.ts';
import { Layout } from './layout.ts';
import { notePart } from './notes.ts';
import type { Addresses, Part } from './part.ts';
import { relocationParts, sectionRelocationParts } from './relocations.ts';
import { countSegments, describeSegments } from './segments.ts';
import { StringTable } from './stringTable.ts';
import { extendedIndexPart, NULL_SYMBOL, orderDynamicSymbols, symbolPart } from './symbols.ts';
import { unwindParts } from './unwind.ts';
import { versionParts } from './versions.ts';

export interface BuiltImage {
  readonly bytes: Uint8Array;
  readonly layout: Layout;
  readonly littleEndian: boolean;
  readonly description: ImageDescription;
}

const ET_REL = 1;
const ET_CORE = 4;
const ALLOC = { type: 3, flags: 2n };

export function buildImage(image: ImageDescription): BuiltImage {
  const body = bodyParts(image);
  const names = new StringTable();
  const withSections = image.sectionHeaders ?? true;
  const sections = body.filter((part) => part.section !== undefined);
  if (withSections) {
    for (const part of sections) names.offsetOf(part.section?.name ?? '');
    names.offsetOf('.shstrtab');
    const table = names.part('shstrtab', { name: '.shstrtab', type: 3 }, false);
    body.push(table);
    sections.push(table);
  }
  const counts: Counts = {
    segments: countSegments(image, body),
    sections: withSections ? sections.length + 1 : 0,
  };
  const parts: Part[] = [headerPart(image, counts)];
  if (counts.segments > 0) {
    parts.push(segmentsPart(image, counts.segments, (where) => describeSegments(image, parts, where)));
  }
  parts.push(...body);
  if (withSections) parts.push(sectionsPart(image, counts, sections, names));
  return place(image, parts, sections);
}

/** Everything between the program headers and the section headers, in file order. */
function bodyParts(image: ImageDescription): Part[] {
  const parts: Part[] = [];
  if (image.interpreter !== undefined) parts.push(interpreterPart(image.interpreter));
  const dynamic = (image.dynamic ?? true) && image.type !== ET_REL && image.type !== ET_CORE;
  const writable: Part[] = [];
  if (dynamic) {
    const tables = dynamicTables(image);
    for (const part of tables) (part.writable ? writable : parts).push(part);
  }
  if (image.notes?.length) parts.push(notePart(image, image.notes));
  if (image.type !== ET_CORE) {
    parts.push(...unwindParts(image), textPart(image));
    if (image.dataSize !== undefined) writable.push(dataPart(image.dataSize));
    // One PT_LOAD as in a vDSO: .dynamic stands before the code. Two: it opens the second one.
    if (image.dataShift === undefined) parts.splice(parts.length - 1, 0, ...writable);
    else parts.push(...writable);
    parts.push(...extraSectionParts(image));
    if (image.sectionHeaders ?? true) parts.push(commentPart());
  }
  if (image.symtab) parts.push(...staticSymbols(image.symtab, image));
  parts.push(...sectionRelocationParts(image));
  return parts;
}

function dynamicTables(image: ImageDescription): Part[] {
  const hash = image.hash ?? 'both';
  const size = (image.symbols?.length ?? 0) + 1;
  const gnu = hash === 'gnu' || hash === 'both' ? (image.gnuBuckets ?? Math.ceil(size / 4)) : undefined;
  const strings = new StringTable();
  const mips = hash === 'mips' ? (image.gnuBuckets ?? Math.ceil(size / 4)) : undefined;
  const ordered = orderDynamicSymbols(image, gnu ?? mips);
  const tables: Part[] = [];
  if (hash === 'sysv' || hash === 'both') {
    tables.push(sysvHashPart(image, ordered, image.buckets ?? Math.ceil(size / 4)));
  }
  if (gnu !== undefined) tables.push(gnuHashPart(image, ordered, gnu));
  if (mips !== undefined) tables.push(mipsHashPart(image, ordered, mips));
  tables.push(symbolPart('dynsym', image, ordered.symbols, ordered.firstGlobal, strings));
  const behindStrings = [
    ...versionParts(image, ordered.symbols, strings),
    ...relocationParts(image, image.relocations ?? {}),
  ];
  const last = dynamicPart(image, [...tables, ...behindStrings], strings);
  tables.push(strings.part('dynstr', { name: '.dynstr', ...ALLOC }, true), ...behindStrings, last);
  return tables;
}

function staticSymbols(symtab: NonNullable<ImageDescription['symtab']>, image: ImageDescription): Part[] {
  const strings = new StringTable();
  const locals = symtab.filter((symbol) => symbol.bind === 'LOCAL');
  const globals = symtab.filter((symbol) => symbol.bind !== 'LOCAL');
  const symbols = [NULL_SYMBOL, ...locals, ...globals];
  const parts = [symbolPart('symtab', image, symbols, 1 + locals.length, strings)];
  if (symbols.some((symbol) => symbol.extendedIndex)) parts.push(extendedIndexPart(symbols));
  parts.push(strings.part('strtab', { name: '.strtab', type: 3 }, false));
  return parts;
}

function place(image: ImageDescription, parts: readonly Part[], sections: readonly Part[]): BuiltImage {
  const offsets = new Map<string, number>();
  let end = 0;
  for (const part of parts) {
    const offset = Math.ceil(end / part.align) * part.align;
    offsets.set(part.name, offset);
    end = offset + part.size;
  }
  const bytes = new Uint8Array(end);
  const layout = new Layout();
  const byName = new Map(parts.map((part) => [part.name, part]));
  // Symbols keep their section's index when the headers are left out, as in a stripped image.
  const indices = new Map(sections.map((part, at) => [part.section?.name, at + 1]));
  const offset = (name: string) => {
    const found = offsets.get(name);
    if (found === undefined) throw new Error(`the image has no part ${name}`);
    return found;
  };
  const where: Addresses = {
    has: (name) => offsets.has(name),
    offset,
    size: (name) => byName.get(name)?.size ?? 0,
    address(name) {
      if (image.type === ET_REL) return 0n;
      const shift = byName.get(name)?.writable ? (image.dataShift ?? 0n) : 0n;
      return BigInt.asUintN(image.class, BigInt(offset(name)) + (image.base ?? 0n) + shift);
    },
    sectionIndex: (name) => indices.get(name) ?? 0,
  };
  for (const part of parts) {
    const start = offset(part.name);
    layout.addRange(part.name, { offset: start, size: part.size });
    part.write(new FieldWriter(bytes, layout, image.class, image.littleEndian, start), where);
  }
  return { bytes, layout, littleEndian: image.littleEndian, description: image };
}
