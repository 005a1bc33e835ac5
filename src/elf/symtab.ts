import {
  SHF_ALLOC,
  SHT_DYNSYM,
  SHT_STRTAB,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
  STT_SECTION,
  SYM_SIZE,
} from './constants.ts';
import type { Section, SymbolTable } from './model.ts';
import type { Reading } from './reading.ts';
import { StringTable } from './stringTable.ts';
import { RawSymbolTable } from './symbolTable.ts';
import type { Table } from './table.ts';

interface SymtabSections {
  readonly symbols: Section;
  readonly strings: Section | undefined;
  readonly indices: Section | undefined;
}

/** .symtab, its strings (sh_link), and the table for section indices beyond 0xffff. */
function symtabSections(sections: readonly Section[], shstrndx: number): SymtabSections | undefined {
  const symbols = sections.find(({ type }) => type === SHT_SYMTAB);
  if (symbols === undefined) return undefined;
  const tables = sections.filter(({ type }) => type === SHT_STRTAB);
  const linked = tables.find(({ index }) => index === symbols.link);
  // Where the link is wrong: the one that names neither sections nor what is loaded.
  const others = tables.filter(
    ({ index, flags }) => index !== shstrndx && (flags & BigInt(SHF_ALLOC)) === 0n,
  );
  const strings = linked ?? (others.length === 1 ? others[0] : undefined);
  const indices = sections.find(({ type, link }) => type === SHT_SYMTAB_SHNDX && link === symbols.index);
  return { symbols, strings, indices };
}

export function wantSymtab(reading: Reading, sections: readonly Section[]): void {
  const found = symtabSections(sections, reading.header.shstrndx);
  for (const section of [found?.symbols, found?.strings, found?.indices]) {
    if (section !== undefined) reading.resident.want(Number(section.offset), Number(section.size));
  }
}

export async function readSymtab(
  reading: Reading,
  sections: readonly Section[],
): Promise<RawSymbolTable | undefined> {
  const found = symtabSections(sections, reading.header.shstrndx);
  if (found === undefined) return undefined;
  const { symbols, strings, indices } = found;
  if (strings?.index !== symbols.link) {
    const args = { table: '.symtab', section: symbols.index, link: symbols.link, used: strings?.index ?? 0 };
    reading.problems.add('error', 'link-wrong', args, `section ${symbols.index}`);
  }
  const size = SYM_SIZE[reading.header.class];
  if (symbols.entsize !== BigInt(size)) {
    const args = { table: '.symtab', value: symbols.entsize, expected: size };
    reading.problems.add('warning', 'entry-size-wrong', args, `section ${symbols.index}`);
  }
  const names = StringTable.of(reading, strings, '.strtab');
  const window = reading.window(Number(symbols.offset), Number(symbols.size));
  const table = new RawSymbolTable(reading, {
    name: '.symtab',
    window,
    strings: names,
    countFrom: 'section',
    ...(indices === undefined
      ? {}
      : { sectionIndices: reading.window(Number(indices.offset), Number(indices.size)) }),
  });
  await table.check();
  return table;
}

/** The symbol tables that were read, by the index of the section header that a sh_link names them with. */
export function symbolTablesBySection(
  sections: readonly Section[],
  dynamic: SymbolTable,
  symtab: SymbolTable | undefined,
): ReadonlyMap<number, SymbolTable> {
  const tables = new Map<number, SymbolTable>();
  const of = (type: number) => sections.find((section) => section.type === type)?.index;
  const dynsym = of(SHT_DYNSYM);
  const own = of(SHT_SYMTAB);
  if (dynsym !== undefined) tables.set(dynsym, dynamic);
  if (own !== undefined && symtab !== undefined) tables.set(own, symtab);
  return tables;
}

/** A symbol's name; the nameless symbol of a section stands for that. */
export function nameOrSection(symbols: SymbolTable, sections: Table<Section>, symbol: number): string {
  const name = symbols.name(symbol);
  if (name !== '' || (symbols.info(symbol) & 15) !== STT_SECTION) return name;
  return sections.at(symbols.sectionIndex(symbol))?.name ?? '';
}
