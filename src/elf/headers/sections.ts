import type { Window } from '../bytes/window.ts';
import {
  SHN_UNDEF,
  SHT_DYNAMIC,
  SHT_DYNSYM,
  SHT_GNU_HASH,
  SHT_GNU_VERDEF,
  SHT_GNU_VERNEED,
  SHT_GNU_VERSYM,
  SHT_HASH,
  SHT_MIPS_XHASH,
  SHT_NOBITS,
  SHT_NOTE,
  SHT_NULL,
  SHT_STRTAB,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
} from '../format/constants.ts';
import { SHDR } from '../format/layouts.ts';
import type { Section } from '../model.ts';
import { Tally } from '../problems/problems.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { recordTable } from '../reading/recordTable.ts';
import { StringTable } from '../strings/stringTable.ts';
import type { FileTable, Table } from '../table.ts';

const STRUCTURE = 'section-headers';

/** The section header table without names; readSectionNames adds them once .shstrtab is resident. */
export function readSections(context: ReadContext): FileTable<Window> {
  const { shoff, shnum, shentsize, class: elfClass } = context.header;
  return recordTable(context, {
    name: STRUCTURE,
    offset: shoff,
    count: shoff === 0n ? 0 : shnum,
    stride: shentsize,
    size: SHDR.size[elfClass],
  });
}

export function sectionOf(index: number, fields: Window, name: string): Section {
  const at = SHDR[fields.is64 ? 64 : 32];
  return {
    index,
    name,
    type: fields.u32(at.sh_type.offset),
    flags: fields.word(at.sh_flags.offset),
    addr: fields.word(at.sh_addr.offset),
    offset: fields.word(at.sh_offset.offset),
    size: fields.word(at.sh_size.offset),
    link: fields.u32(at.sh_link.offset),
    info: fields.u32(at.sh_info.offset),
    addralign: fields.word(at.sh_addralign.offset),
    entsize: fields.word(at.sh_entsize.offset),
  };
}

/** Types of sections that hold tables this reader knows, and those that keep the place of stripped ones. */
const TABLE_TYPES: ReadonlySet<number> = new Set([
  SHT_SYMTAB,
  SHT_STRTAB,
  SHT_HASH,
  SHT_DYNAMIC,
  SHT_NOTE,
  SHT_NOBITS,
  SHT_DYNSYM,
  SHT_SYMTAB_SHNDX,
  SHT_GNU_HASH,
  SHT_GNU_VERDEF,
  SHT_GNU_VERNEED,
  SHT_GNU_VERSYM,
  SHT_MIPS_XHASH,
]);
/** Those of which objects may have one for each variable. */
const FREQUENT_TYPES: ReadonlySet<number> = new Set([SHT_NOTE, SHT_NOBITS]);
/** Most sections with tables that are looked at, and as many of the frequent ones. */
export const MAX_TABLE_SECTIONS = 4096;

/** The sections that hold tables, without names; objects with a section for each function have many others. */
export function sectionsWithTables(context: ReadContext, records: Table<Window>): Section[] {
  const found: Section[] = [];
  const left = { frequent: MAX_TABLE_SECTIONS, other: MAX_TABLE_SECTIONS };
  const over = new Tally();
  for (let index = 0; index < records.length && context.spend(1, STRUCTURE); index++) {
    const record = records.at(index);
    const type = record?.u32(SHDR[64].sh_type.offset) ?? 0;
    if (record === undefined || !TABLE_TYPES.has(type)) continue;
    if (left[FREQUENT_TYPES.has(type) ? 'frequent' : 'other']-- > 0) found.push(sectionOf(index, record, ''));
    else over.hit(index);
  }
  if (over.count > 0) {
    const { count, first } = over;
    const args = { count, first, limit: MAX_TABLE_SECTIONS };
    context.problems.add('warning', 'table-sections-many', args, STRUCTURE, records.at(first));
  }
  return found;
}

/** The section whose string table names the others, undefined where there is none. */
export function sectionNameTable(context: ReadContext, records: Table<Window>): Section | undefined {
  const index = context.header.shstrndx;
  const record = records.at(index);
  if (record === undefined || index === SHN_UNDEF) {
    if (index !== SHN_UNDEF && context.header.shoff !== 0n) {
      context.problems.add('warning', 'shstrndx-wrong', { index, count: records.length }, 'elf-header');
    }
    return undefined;
  }
  const section = sectionOf(index, record, '');
  if (section.type !== SHT_STRTAB) {
    context.problems.add(
      'warning',
      'shstrndx-no-strings',
      { index, type: section.type },
      'elf-header',
      record,
    );
  }
  return section.type === SHT_NOBITS ? undefined : section;
}

/** Sections with their names, and what is wrong with them. */
export function readSectionNames(
  context: ReadContext,
  records: FileTable<Window>,
  table: Section | undefined,
): FileTable<Section> {
  const names = StringTable.of(context, table, '.shstrtab');
  names.boundNames(records.length, (index) => records.at(index)?.u32(SHDR[64].sh_name.offset) ?? 0);
  const at = (index: number): Section | undefined => {
    const record = records.at(index);
    return record === undefined
      ? undefined
      : sectionOf(index, record, names.text(record.u32(SHDR[64].sh_name.offset)));
  };
  const rangeOf = (index: number) => records.rangeOf(index);
  const sections = { length: records.length, at, rangeOf };
  // Names that could not be read, or whose table is not there, have been reported.
  const known = table === undefined ? context.header.shstrndx === SHN_UNDEF : table.size === 0n;
  checkSections(context, records, names, known || names.length > 0);
  return sections;
}

function checkSections(
  context: ReadContext,
  records: Table<Window>,
  names: StringTable,
  withNames: boolean,
): void {
  const { problems } = context;
  const nameless = new Tally();
  for (let index = 0; index < records.length && context.spend(1, STRUCTURE); index++) {
    const record = records.at(index);
    if (record === undefined) break;
    if (withNames && record.u32(SHDR[64].sh_name.offset) >= Math.max(1, names.length)) nameless.hit(index);
    const { type, offset, size } = sectionOf(index, record, '');
    if (type === SHT_NULL || type === SHT_NOBITS || size === 0n || offset + size <= BigInt(context.size))
      continue;
    const args = {
      index,
      name: names.text(record.u32(SHDR[64].sh_name.offset)),
      offset,
      length: size,
      size: context.size,
    };
    problems.add('error', 'section-outside-file', args, ['section', index], record);
  }
  if (nameless.count > 0) {
    const args = { count: nameless.count, first: nameless.first, length: names.length };
    problems.add('warning', 'section-name-outside', args, STRUCTURE, records.at(nameless.first));
  }
}
