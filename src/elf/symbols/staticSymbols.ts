import { fileNumber } from '../bytes/fileNumber.ts';
import {
  SHF_ALLOC,
  SHT_DYNSYM,
  SHT_STRTAB,
  SHT_SYMTAB,
  SHT_SYMTAB_SHNDX,
  STT_SECTION,
} from '../format/constants.ts';
import { SYM } from '../format/layouts.ts';
import type { Section, SymbolTable } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { StringTable } from '../strings/stringTable.ts';
import type { Table } from '../table.ts';
import { SymbolTableReader } from './symbolTable.ts';

export interface SymtabSections {
  readonly symbols: Section;
  readonly strings: Section | undefined;
  readonly indices: Section | undefined;
}

/** .symtab, its strings (sh_link), and the table for section indices beyond 0xffff. */
function symtabSections(sections: readonly Section[], shstrndx: number): SymtabSections | undefined {
  const symbols = sections.find(({ type }) => type === SHT_SYMTAB);
  return symbols && withStrings(symbols, sections, shstrndx);
}

function withStrings(symbols: Section, sections: readonly Section[], shstrndx: number): SymtabSections {
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

/**
 * Symbol tables beside the first of each kind, for relocations that link to them. No more of them than the file has
 * bytes for: what goes beyond that is shared.
 */
export function otherSymtabs(context: ReadContext, sections: readonly Section[]): SymtabSections[] {
  const others: SymtabSections[] = [];
  const seen = new Set<number>();
  let room = context.size;
  for (const symbols of sections) {
    const { type } = symbols;
    if (type !== SHT_SYMTAB && type !== SHT_DYNSYM) continue;
    if (!seen.has(type)) {
      seen.add(type);
      continue;
    }
    if (!context.spend(sections.length, ['section', symbols.index])) break;
    const parts = withStrings(symbols, sections, context.header.shstrndx);
    room -= fileNumber(symbols.size) + fileNumber(parts.strings?.size ?? 0n);
    if (room < 0) break;
    others.push(parts);
  }
  return others;
}

export function wantSymtab(
  context: ReadContext,
  sections: readonly Section[],
  others: readonly SymtabSections[],
): void {
  const found = symtabSections(sections, context.header.shstrndx);
  for (const { symbols, strings, indices } of found === undefined ? others : [found, ...others]) {
    for (const section of [symbols, strings, indices]) {
      if (section !== undefined)
        context.resident.request(fileNumber(section.offset), fileNumber(section.size));
    }
  }
}

export async function readSymtab(
  context: ReadContext,
  sections: readonly Section[],
): Promise<SymbolTableReader | undefined> {
  const found = symtabSections(sections, context.header.shstrndx);
  if (found === undefined) return undefined;
  const { symbols, strings, indices } = found;
  if (strings?.index !== symbols.link) {
    const args = {
      table: '.symtab' as const,
      section: symbols.index,
      link: symbols.link,
      used: strings?.index ?? 0,
    };
    context.problems.add('error', 'link-wrong', args, ['section', symbols.index]);
  }
  const size = SYM.size[context.header.class];
  if (symbols.entsize !== BigInt(size)) {
    const args = { table: '.symtab' as const, value: symbols.entsize, expected: size };
    context.problems.add('warning', 'entry-size-wrong', args, ['section', symbols.index]);
  }
  const table = tableOf(context, found);
  if (indices !== undefined && indices.size !== BigInt(4 * table.length)) {
    const args = { section: indices.index, count: indices.size / 4n, symbols: table.length };
    context.problems.add('warning', 'symbol-indices-disagree', args, ['section', indices.index]);
  }
  await table.check();
  return table;
}

function tableOf(context: ReadContext, { symbols, strings, indices }: SymtabSections): SymbolTableReader {
  const window = ({ offset, size }: Section) => context.window(fileNumber(offset), fileNumber(size));
  return new SymbolTableReader(context, {
    name: '.symtab',
    window: window(symbols),
    strings: StringTable.of(context, strings, '.strtab'),
    countFrom: 'section',
    localEnd: symbols.info,
    ...(indices === undefined ? {} : { sectionIndices: window(indices) }),
  });
}

/** The symbol tables that were read, by the index of the section header that a sh_link names them with. */
export function symbolTablesBySection(
  context: ReadContext,
  sections: readonly Section[],
  dynamic: SymbolTable,
  symtab: SymbolTable | undefined,
  others: readonly SymtabSections[],
): ReadonlyMap<number, SymbolTable> {
  const tables = new Map<number, SymbolTable>();
  for (const other of others) tables.set(other.symbols.index, tableOf(context, other));
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
