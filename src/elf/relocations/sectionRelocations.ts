import { fileNumber } from '../bytes/fileNumber.ts';
import { lastAtMost } from '../bytes/lastAtMost.ts';
import type { Window } from '../bytes/window.ts';
import {
  ET_REL,
  SHF_ALLOC,
  SHF_COMPRESSED,
  SHT_ANDROID_REL,
  SHT_ANDROID_RELA,
  SHT_ANDROID_RELR,
  SHT_CREL,
  SHT_DYNSYM,
  SHT_NOBITS,
  SHT_REL,
  SHT_RELA,
  SHT_RELR,
  SHT_SYMTAB,
} from '../format/constants.ts';
import { relocationSize, SHDR } from '../format/layouts.ts';
import { sectionOf } from '../headers/sections.ts';
import type { Relocation, Section } from '../model.ts';
import { Tally } from '../problems/problems.ts';
import { MAX_RESIDENT_BYTES } from '../reading/fileRanges.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, type FileTable, isRow, type Table } from '../table.ts';
import { MARK_BYTES, PackedRelocations } from './packed/packedRelocations.ts';
import type { Unpacking } from './packed/unpacker.ts';
import { type CheckableRelocations, checkRelocationSymbols, RelocationEntries } from './relocationEntries.ts';
import type { RelocationRange } from './relocationPlaces.ts';
import { relrTable } from './relr.ts';

/**
 * Indices of the sections that hold relocations and that the dynamic table does not name: object files have no other,
 * nor has a static program. What a linker left of its own (--emit-relocs) goes with .symtab, where it was
 * asked for. Never more bytes than the file has, or than are kept of it: more than that are shared ones.
 */
export function locateSectionRelocations(
  context: ReadContext,
  records: Table<Window>,
  dynamic: readonly RelocationRange[],
  withSymtab: boolean,
): number[] {
  const found: number[] = [];
  const all = withSymtab || context.header.type === ET_REL;
  let room = Math.min(context.size, MAX_RESIDENT_BYTES);
  for (let index = 0; index < records.length && context.spend(1, 'section-headers'); index++) {
    const record = records.at(index);
    if (record === undefined || formatOf(record.u32(SHDR[64].sh_type.offset)) === undefined) continue;
    const section = sectionOf(index, record, '');
    const offset = fileNumber(section.offset);
    const size = fileNumber(section.size);
    const loaded = (section.flags & BigInt(SHF_ALLOC)) !== 0n;
    if (size === 0 || !(all || loaded)) continue;
    if (loaded && dynamic.some((place) => isOf(place, offset))) continue;
    const backed = Math.max(0, Math.min(size, context.size - offset));
    if (backed > room) {
      const args = { section: index, size: Math.min(context.size, MAX_RESIDENT_BYTES) };
      context.problems.add('error', 'relocations-shared', args, ['section', index], record);
      break;
    }
    room -= backed;
    if (backed > 0) found.push(index);
    context.resident.request(offset, backed);
  }
  return found;
}

/** Whether a section at `offset` is a table that the dynamic table names; of DT_CREL only the start is known. */
function isOf(place: RelocationRange, offset: number): boolean {
  return offset >= place.offset && offset < place.offset + (place.table === 'crel' ? 1 : place.length);
}

function formatOf(type: number): RelocationRange['format'] | undefined {
  switch (type) {
    case SHT_REL:
    case SHT_RELA:
      return 'plain';
    case SHT_RELR:
    case SHT_ANDROID_RELR:
      return 'relr';
    case SHT_CREL:
      return 'crel';
    case SHT_ANDROID_REL:
    case SHT_ANDROID_RELA:
      return 'android';
    default:
      return undefined;
  }
}

/** The symbol tables that relocations may refer to, by the index of their section. */
export type LinkedSymbols = ReadonlyMap<number, { readonly length: number }>;

/**
 * Their entries, section after section. Objects may have tens of thousands of such sections: of each is kept
 * where its entries begin, and one is open at a time.
 */
export class SectionRelocations implements FileTable<Relocation> {
  readonly length: number;
  readonly #context: ReadContext;
  readonly #headers: Headers;
  readonly #sections: readonly number[];
  readonly #unpacking: Unpacking;
  /** Entries before each section's. */
  readonly #starts: Uint32Array;
  /** RELR tables, and packed ones of some size, have an index of their own, which is made once. */
  readonly #indexed = new Map<number, FileTable<Relocation>>();
  #open: { readonly slot: number; readonly entries: FileTable<Relocation> } | undefined;

  constructor(
    context: ReadContext,
    headers: Headers,
    sections: readonly number[],
    linked: LinkedSymbols,
    unpacking: Unpacking,
  ) {
    this.#context = context;
    this.#headers = headers;
    this.#sections = sections;
    this.#unpacking = unpacking;
    this.#starts = context.allocator.words(sections.length + 1);
    for (let slot = 0; slot < sections.length; slot++) {
      const section = this.#section(slot);
      const entries = section && this.#read(section);
      if (section !== undefined && entries !== undefined && 'symbolOf' in entries) {
        checkEntries(context, section, headers, entries, linked);
      }
      if (entries !== undefined && isIndexed(entries)) this.#indexed.set(slot, entries);
      this.#starts[slot + 1] = (this.#starts[slot] ?? 0) + (entries?.length ?? 0);
    }
    this.length = this.#starts[sections.length] ?? 0;
  }

  at(index: number): Relocation | undefined {
    const place = this.#place(index);
    return place?.entries.at(place.at);
  }

  rangeOf(index: number): ByteRange | undefined {
    const place = this.#place(index);
    return place?.entries.rangeOf(place.at);
  }

  /** The section of a row, opened, and the row's index in it. */
  #place(index: number): { readonly entries: FileTable<Relocation>; readonly at: number } | undefined {
    if (!isRow(index, this.length)) return undefined;
    const slot = lastAtMost(this.#starts, index, this.#sections.length);
    const start = this.#starts[slot] ?? 0;
    if (this.#open?.slot !== slot) {
      const section = this.#section(slot);
      const length = (this.#starts[slot + 1] ?? 0) - start;
      const entries = this.#indexed.get(slot) ?? (section && this.#read(section, length));
      if (entries === undefined) return undefined;
      this.#open = { slot, entries };
    }
    return { entries: this.#open.entries, at: index - start };
  }

  #section(slot: number): Section | undefined {
    const index = this.#sections[slot] ?? 0;
    const record = this.#headers.records.at(index);
    return record && sectionOf(index, record, '');
  }

  /** @param length of what was read before */
  #read(section: Section, length?: number): FileTable<Relocation> | CheckableRelocations | undefined {
    const { index, type } = section;
    const window = windowOf(this.#context, section);
    const origin = { table: 'section', section: index } as const;
    const format = formatOf(type);
    if (format === undefined) return undefined;
    if (format === 'relr') return relrTable(this.#context, window, origin);
    if (format === 'plain')
      return new RelocationEntries(this.#context.header.machine, window, origin, type === SHT_RELA);
    const packed = { format, addends: type === SHT_ANDROID_RELA, window, origin };
    if (length === undefined) return this.#unpacking.open(packed, ['section', index]);
    return this.#unpacking.again(packed, length);
  }
}

function isIndexed(entries: FileTable<Relocation>): boolean {
  if (entries instanceof PackedRelocations) return entries.size > MARK_BYTES;
  return !(entries instanceof RelocationEntries);
}

/** The section headers, as they are and with their names. */
export interface Headers {
  readonly records: Table<Window>;
  readonly named: Table<Section>;
}

function windowOf(context: ReadContext, { offset, size }: Section): Window {
  return context.window(fileNumber(offset), fileNumber(size));
}

function checkEntries(
  context: ReadContext,
  section: Section,
  { records, named }: Headers,
  entries: CheckableRelocations,
  linked: LinkedSymbols,
): void {
  const { index, type, offset } = section;
  const structure = ['section', index] as const;
  const expected = relocationSize(context.is64, type === SHT_RELA);
  if (entries instanceof RelocationEntries && section.entsize !== BigInt(expected)) {
    const args = { table: structure, value: section.entsize, expected };
    context.problems.add('warning', 'entry-size-wrong', args, structure, records.at(index));
  }
  // What lies beyond the file has been reported with the section headers.
  const length = Math.min(fileNumber(section.size), context.size - fileNumber(offset));
  const have = windowOf(context, section).length;
  if (have < length) {
    context.problems.add('error', 'table-clipped', { table: structure, length, offset, have }, structure);
  }
  checkLink(context, section, records, entries, linked);
  if (context.header.type === ET_REL) checkTarget(context, section, { records, named }, entries);
}

/** Symbols are those of the table that the section links to. */
function checkLink(
  context: ReadContext,
  { index, link }: Section,
  records: Table<Window>,
  entries: CheckableRelocations,
  linked: LinkedSymbols,
): void {
  const type = records.at(link)?.u32(SHDR[64].sh_type.offset);
  const symbols = linked.get(link)?.length;
  if (symbols !== undefined) checkRelocationSymbols(context, ['section', index], entries, symbols);
  else if (type !== SHT_SYMTAB && type !== SHT_DYNSYM) {
    // Relocations of static programs need no symbols, and say so with 0. Debug files keep the headers alone.
    if (type === SHT_NOBITS || !context.spend(entries.length, ['section', index])) return;
    for (let entry = 0; entry < entries.length; entry++) {
      if (entries.symbolOf(entry) === 0) continue;
      const args = { section: index, link };
      context.problems.add('error', 'relocations-link', args, ['section', index], records.at(index));
      return;
    }
  }
}

/** An object file's relocations say what is patched in the section of sh_info. */
function checkTarget(
  context: ReadContext,
  { index, info }: Section,
  { records, named }: Headers,
  entries: CheckableRelocations,
): void {
  const { problems } = context;
  const target = info === 0 ? undefined : named.at(info);
  if (target === undefined) {
    const args = { section: index, target: info, sections: records.length };
    problems.add('error', 'relocations-target', args, ['section', index], records.at(index));
    return;
  }
  // Places count in what a compressed section becomes.
  if ((target.flags & BigInt(SHF_COMPRESSED)) !== 0n || target.name.startsWith('.zdebug')) return;
  const size = fileNumber(target.size);
  if (!context.spend(entries.length, ['section', index])) return;
  const outside = new Tally();
  for (let entry = 0; entry < entries.length; entry++) if (entries.placeOf(entry) > size) outside.hit(entry);
  if (outside.count === 0) return;
  const { count, first } = outside;
  const args = {
    section: index,
    count,
    first,
    place: entries.at(first)?.offset ?? 0n,
    target: info,
    size: target.size,
  };
  problems.add('error', 'relocation-place-outside', args, ['section', index], entries.rangeOf(first));
}
