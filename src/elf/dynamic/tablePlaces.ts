import { fileNumber } from '../bytes/fileNumber.ts';
import {
  DT_ANDROID_REL,
  DT_ANDROID_RELA,
  DT_ANDROID_RELR,
  DT_CREL,
  DT_GNU_HASH,
  DT_HASH,
  DT_JMPREL,
  DT_MIPS_XHASH,
  DT_REL,
  DT_RELA,
  DT_RELR,
  DT_STRSZ,
  DT_STRTAB,
  DT_SYMTAB,
  DT_SYMTAB_SHNDX,
  DT_VERDEF,
  DT_VERNEED,
  DT_VERSYM,
  EM_MIPS,
  SHT_DYNSYM,
  SHT_GNU_HASH,
  SHT_GNU_VERDEF,
  SHT_GNU_VERNEED,
  SHT_GNU_VERSYM,
  SHT_HASH,
  SHT_MIPS_XHASH,
  SHT_STRTAB,
  SHT_SYMTAB_SHNDX,
} from '../format/constants.ts';
import type { AddressMap } from '../headers/addressMap.ts';
import type { Section } from '../model.ts';
import type { FormatName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { DynamicTable } from './dynamicTable.ts';

/** A table's place in the file. */
export interface TableRange {
  readonly offset: number;
  /** Bytes to the end of the segment (or of the section, where only that names the table). */
  readonly rest: number;
  /** Bytes to the next table that the dynamic table names: a hint, another tag may be wrong. */
  readonly limit: number;
  /** Its size as the section at the same offset says; undefined without one. */
  readonly sectionSize?: number;
  /** That section's sh_info. */
  readonly sectionInfo?: number;
}

export type TableRole =
  | 'strings'
  | 'symbols'
  | 'sectionIndices'
  | 'versym'
  | 'verdef'
  | 'verneed'
  | 'sysvHash'
  | 'gnuHash'
  | 'mipsHash';

/** How each table is found: by its dynamic tag, or by the type of its section. */
const ROLES: Readonly<Record<TableRole, { tag: number; tagName: FormatName; type: number }>> = {
  strings: { tag: DT_STRTAB, tagName: 'DT_STRTAB', type: SHT_STRTAB },
  symbols: { tag: DT_SYMTAB, tagName: 'DT_SYMTAB', type: SHT_DYNSYM },
  sectionIndices: { tag: DT_SYMTAB_SHNDX, tagName: 'DT_SYMTAB_SHNDX', type: SHT_SYMTAB_SHNDX },
  versym: { tag: DT_VERSYM, tagName: 'DT_VERSYM', type: SHT_GNU_VERSYM },
  verdef: { tag: DT_VERDEF, tagName: 'DT_VERDEF', type: SHT_GNU_VERDEF },
  verneed: { tag: DT_VERNEED, tagName: 'DT_VERNEED', type: SHT_GNU_VERNEED },
  sysvHash: { tag: DT_HASH, tagName: 'DT_HASH', type: SHT_HASH },
  gnuHash: { tag: DT_GNU_HASH, tagName: 'DT_GNU_HASH', type: SHT_GNU_HASH },
  mipsHash: { tag: DT_MIPS_XHASH, tagName: 'DT_MIPS_XHASH', type: SHT_MIPS_XHASH },
};

export type TablePlaces = Partial<Record<TableRole, TableRange>>;

/** Finds the dynamic linker's tables: the dynamic table's word first, the section headers' second. */
export function locateTables(
  context: ReadContext,
  dynamic: DynamicTable,
  map: AddressMap,
  sections: readonly Section[],
): TablePlaces {
  const bySection = dynamicSections(sections);
  const found: [TableRole, number, Section | undefined, number][] = [];
  for (const role of Object.keys(ROLES) as TableRole[]) {
    // On other machines these numbers mean something else.
    if (role === 'mipsHash' && context.header.machine !== EM_MIPS) continue;
    const section = bySection[role];
    const place = byTag(context, dynamic, map, role, section);
    if (place !== undefined) {
      const agrees = section !== undefined && section.offset === BigInt(place.offset);
      found.push([role, place.offset, agrees ? section : undefined, place.rest]);
    } else if (section !== undefined && section.offset < BigInt(context.size)) {
      if (dynamic.length > 0 && dynamic.value(ROLES[role].tag) === undefined) {
        const args = { tag: ROLES[role].tagName, section: section.name, offset: section.offset };
        context.problems.add('warning', 'table-only-in-sections', args, ROLES[role].tagName);
      }
      const offset = fileNumber(section.offset);
      const size = Math.min(fileNumber(section.size), context.size - offset);
      found.push([role, offset, { ...section, size: BigInt(size) }, size]);
    }
  }
  return bound(found, landmarks(dynamic, map));
}

/** The sections of the dynamic linker's tables; its strings are those that .dynsym or .dynamic link to. */
function dynamicSections(sections: readonly Section[]): Partial<Record<TableRole, Section>> {
  const found: Partial<Record<TableRole, Section>> = {};
  for (const role of Object.keys(ROLES) as TableRole[]) {
    const section = sections.find(({ type }) => type === ROLES[role].type);
    if (section !== undefined) found[role] = section;
  }
  const { symbols } = found;
  delete found.strings;
  delete found.sectionIndices;
  if (symbols === undefined) return found;
  const strings = sections.find(({ index, type }) => index === symbols.link && type === SHT_STRTAB);
  const indices = sections.find(({ type, link }) => type === SHT_SYMTAB_SHNDX && link === symbols.index);
  if (strings !== undefined) found.strings = strings;
  if (indices !== undefined) found.sectionIndices = indices;
  return found;
}

function byTag(
  context: ReadContext,
  dynamic: DynamicTable,
  map: AddressMap,
  role: TableRole,
  section: Section | undefined,
): { offset: number; rest: number } | undefined {
  const { tag, tagName } = ROLES[role];
  const address = dynamic.value(tag);
  if (address === undefined) return undefined;
  const offset = map.offsetOf(address);
  const range = dynamic.tagRange(tag);
  if (offset === undefined) {
    context.problems.add(
      'error',
      'table-unmapped',
      { tag: tagName, address, size: context.size },
      tagName,
      range,
    );
    return undefined;
  }
  if (section !== undefined && section.offset !== BigInt(offset)) {
    const args = { tag: tagName, offset, section: section.name, sectionOffset: section.offset };
    context.problems.add('warning', 'table-disagrees', args, tagName, range);
  }
  const strings = role === 'strings' ? dynamic.value(DT_STRSZ) : undefined;
  if (section !== undefined && strings !== undefined && section.size !== strings) {
    const args = { value: strings, section: section.name, sectionSize: section.size };
    context.problems.add('warning', 'strsz-disagrees', args, 'DT_STRSZ', dynamic.tagRange(DT_STRSZ));
  }
  return { offset, rest: map.available(address) };
}

const RELOCATION_TAGS = [
  DT_RELA,
  DT_REL,
  DT_JMPREL,
  DT_RELR,
  DT_CREL,
  DT_ANDROID_REL,
  DT_ANDROID_RELA,
  DT_ANDROID_RELR,
];

/** File offsets at which a table of the dynamic linker begins. */
export function landmarks(dynamic: DynamicTable, map: AddressMap): number[] {
  const offsets: number[] = [dynamic.window.offset];
  for (const tag of [...Object.values(ROLES).map((role) => role.tag), ...RELOCATION_TAGS]) {
    const address = dynamic.value(tag);
    const offset = address === undefined ? undefined : map.offsetOf(address);
    if (offset !== undefined) offsets.push(offset);
  }
  return offsets;
}

/** Bytes from a table to the next one, at most `rest`. */
export function roomBefore(marks: readonly number[], offset: number, rest: number): number {
  let room = rest;
  for (const mark of marks) if (mark > offset) room = Math.min(room, mark - offset);
  return room;
}

function bound(
  found: readonly [TableRole, number, Section | undefined, number][],
  marks: readonly number[],
): TablePlaces {
  const places: TablePlaces = {};
  for (const [role, offset, section, rest] of found) {
    const limit = roomBefore(marks, offset, rest);
    const known = section && { sectionSize: fileNumber(section.size), sectionInfo: section.info };
    places[role] = { offset, rest, limit, ...known };
  }
  return places;
}
