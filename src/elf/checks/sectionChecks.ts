import type { Window } from '../bytes/window.ts';
import {
  SHF_COMPRESSED,
  SHT_DYNAMIC,
  SHT_DYNSYM,
  SHT_GNU_HASH,
  SHT_GNU_VERDEF,
  SHT_GNU_VERNEED,
  SHT_GNU_VERSYM,
  SHT_GROUP,
  SHT_HASH,
  SHT_NOBITS,
  SHT_REL,
  SHT_RELA,
  SHT_RELR,
  SHT_STRTAB,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
} from '../format/constants.ts';
import { DYN, relocationSize, SHDR, SYM } from '../format/layouts.ts';
import type { Section } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { Table } from '../table.ts';

const STRINGS = 'strings';
const SYMBOLS = 'symbols';

/** What sh_link of a table's section leads to (gABI chapter 4, "sh_link and sh_info Interpretation"). */
const LINKS: ReadonlyMap<number, typeof STRINGS | typeof SYMBOLS> = new Map([
  [SHT_DYNAMIC, STRINGS],
  [SHT_DYNSYM, STRINGS],
  [SHT_GNU_VERDEF, STRINGS],
  [SHT_GNU_VERNEED, STRINGS],
  [SHT_HASH, SYMBOLS],
  [SHT_GNU_HASH, SYMBOLS],
  [SHT_GNU_VERSYM, SYMBOLS],
  [SHT_SYMTAB_SHNDX, SYMBOLS],
  [SHT_GROUP, SYMBOLS],
]);

/** Of these a file has one. */
const SINGLE: ReadonlyMap<number, string> = new Map([
  [SHT_SYMTAB, 'SHT_SYMTAB'],
  [SHT_DYNSYM, 'SHT_DYNSYM'],
  [SHT_DYNAMIC, 'SHT_DYNAMIC'],
  [SHT_HASH, 'SHT_HASH'],
]);

/**
 * What the section headers say of tables beside where they are: how many bytes an entry has and whether there is a
 * whole number of them, what they link to, and that there is one of a kind.
 */
export function checkTableSections(
  context: ReadContext,
  records: Table<Window>,
  sections: Table<Section>,
): void {
  const { header } = context;
  const sizes = entrySizes(context);
  const firsts = new Map<number, number>();
  for (let index = 0; index < records.length && context.spend(1, 'section-headers'); index++) {
    const record = records.at(index);
    const type = record?.u32(SHDR[64].sh_type.offset) ?? 0;
    // In section 0 it is the index of the names' section, where that does not fit into the ELF header.
    const linked = index === 0 || (record?.u32(SHDR[header.class].sh_link.offset) ?? 0) < records.length;
    if (linked && !LINKS.has(type) && !SINGLE.has(type) && !sizes.has(type)) continue;
    const section = sections.at(index);
    if (section === undefined) continue;
    checkLink(context, records, section);
    checkSize(context, records, section, sizes.get(type));
    const first = firsts.get(type);
    const single = SINGLE.get(type);
    if (first !== undefined && single !== undefined) {
      const args = { index, name: section.name, first, type: single };
      context.problems.add('warning', 'section-twice', args, ['section', index], records.at(index));
    }
    firsts.set(type, first ?? index);
  }
}

function entrySizes({ is64, header }: ReadContext): ReadonlyMap<number, number> {
  const symbol = SYM.size[header.class];
  return new Map([
    [SHT_SYMTAB, symbol],
    [SHT_DYNSYM, symbol],
    [SHT_DYNAMIC, DYN.size[header.class]],
    [SHT_SYMTAB_SHNDX, 4],
    [SHT_GNU_VERSYM, 2],
    [SHT_REL, relocationSize(is64, false)],
    [SHT_RELA, relocationSize(is64, true)],
    [SHT_RELR, is64 ? 8 : 4],
  ]);
}

function checkLink(context: ReadContext, records: Table<Window>, { index, name, type, link }: Section): void {
  const wanted = LINKS.get(type) ?? ('section' as const);
  const found = records.at(link)?.u32(SHDR[64].sh_type.offset);
  // Files of debug information alone have SHT_NOBITS in place of what was split off.
  if (found === SHT_NOBITS || (found !== undefined && !LINKS.has(type))) return;
  if (wanted === STRINGS ? found === SHT_STRTAB : found === SHT_SYMTAB || found === SHT_DYNSYM) return;
  const args = { index, name, link, wanted };
  context.problems.add('warning', 'section-link', args, ['section', index], records.at(index));
}

/** The sizes of .symtab's entries and of whole relocations are checked where those are read. */
function checkSize(
  context: ReadContext,
  records: Table<Window>,
  { index, name, type, flags, size, entsize }: Section,
  entry: number | undefined,
): void {
  // What is compressed has the size of that.
  if (entry === undefined || (flags & BigInt(SHF_COMPRESSED)) !== 0n) return;
  const where = ['section', index] as const;
  if (size % BigInt(entry) !== 0n) {
    const args = { index, name, size, entry };
    context.problems.add('warning', 'section-size-uneven', args, where, records.at(index));
  }
  if ((type === SHT_DYNSYM || type === SHT_RELR) && entsize !== BigInt(entry)) {
    const args = { table: where, value: entsize, expected: entry };
    context.problems.add('warning', 'entry-size-wrong', args, where, records.at(index));
  }
}
