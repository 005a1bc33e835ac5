import { SHT_STRTAB, SHT_SYMTAB, SHT_SYMTAB_SHNDX } from './constants.ts';
import type { Section } from './model.ts';
import type { Reading } from './reading.ts';
import { StringTable } from './stringTable.ts';
import { RawSymbolTable } from './symbolTable.ts';

interface SymtabSections {
  readonly symbols: Section;
  readonly strings: Section | undefined;
  readonly indices: Section | undefined;
}

/** .symtab, its strings (sh_link), and the table for section indices beyond 0xffff. */
function symtabSections(sections: readonly Section[]): SymtabSections | undefined {
  const symbols = sections.find(({ type }) => type === SHT_SYMTAB);
  if (symbols === undefined) return undefined;
  const strings = sections.find(({ index, type }) => index === symbols.link && type === SHT_STRTAB);
  const indices = sections.find(({ type, link }) => type === SHT_SYMTAB_SHNDX && link === symbols.index);
  return { symbols, strings, indices };
}

export function wantSymtab(reading: Reading, sections: readonly Section[]): void {
  const found = symtabSections(sections);
  for (const section of [found?.symbols, found?.strings, found?.indices]) {
    if (section !== undefined) reading.resident.want(Number(section.offset), Number(section.size));
  }
}

export function readSymtab(reading: Reading, sections: readonly Section[]): RawSymbolTable | undefined {
  const found = symtabSections(sections);
  if (found === undefined) return undefined;
  const { symbols, strings, indices } = found;
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
  names.limitFor(table.length, (index) => table.nameOffset(index));
  table.check();
  return table;
}
