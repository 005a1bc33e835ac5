import { specialSections, symbolBinds, symbolTypes, visibilities } from './constants.ts';
import type { ImageDescription, SymbolDescription } from './description.ts';
import { gnuHash } from './hashFunctions.ts';
import type { Addresses, Part } from './part.ts';
import { SHF_ALLOC } from './part.ts';
import type { StringTable } from './stringTable.ts';

/** Entry 0 of every symbol table. */
export const NULL_SYMBOL: SymbolDescription = {
  name: '',
  value: 0n,
  type: 'NOTYPE',
  bind: 'LOCAL',
  section: 'UND',
};

export function isUndefined(symbol: SymbolDescription): boolean {
  return symbol.section === 'UND' || symbol.section === 0;
}

export interface OrderedSymbols {
  /** Entry 0 included. */
  readonly symbols: readonly SymbolDescription[];
  /** Index of the first symbol that is not local (sh_info). */
  readonly firstGlobal: number;
  /** Index of the first symbol in the GNU hash table. */
  readonly firstHashed: number;
}

/** Locals, undefined ones, then defined ones: sorted by GNU bucket, as that table demands. */
export function orderDynamicSymbols(image: ImageDescription, gnuBuckets: number | undefined): OrderedSymbols {
  const all = image.symbols ?? [];
  const locals = all.filter((symbol) => symbol.bind === 'LOCAL');
  const globals = all.filter((symbol) => symbol.bind !== 'LOCAL');
  const firstGlobal = 1 + locals.length;
  if (gnuBuckets === undefined) {
    return { symbols: [NULL_SYMBOL, ...locals, ...globals], firstGlobal, firstHashed: firstGlobal };
  }
  const undefinedOnes = globals.filter(isUndefined);
  const bucketOf = (symbol: SymbolDescription) => gnuHash(symbol.name) % Math.max(1, gnuBuckets);
  const hashed = globals.filter((symbol) => !isUndefined(symbol)).sort((a, b) => bucketOf(a) - bucketOf(b));
  return {
    symbols: [NULL_SYMBOL, ...locals, ...undefinedOnes, ...hashed],
    firstGlobal,
    firstHashed: firstGlobal + undefinedOnes.length,
  };
}

function sectionIndexOf(symbol: SymbolDescription, where: Addresses): number {
  const section = symbol.section ?? '.text';
  if (typeof section === 'number') return section;
  return specialSections[section] ?? where.sectionIndex(section);
}

function symbolValue(symbol: SymbolDescription, where: Addresses): bigint {
  if (symbol.value !== undefined) return symbol.value;
  const section = symbol.section ?? '.text';
  if (typeof section === 'number' || section in specialSections) return BigInt(symbol.offset ?? 0);
  return where.address(section.slice(1)) + BigInt(symbol.offset ?? 0);
}

/** .dynsym or .symtab. Fields: `dynsym[3].st_name`, also by name: `dynsym[__vdso_time].st_value`. */
export function symbolPart(
  name: 'dynsym' | 'symtab',
  image: ImageDescription,
  symbols: readonly SymbolDescription[],
  firstGlobal: number,
  strings: StringTable,
): Part {
  const dynamic = name === 'dynsym';
  const entsize = image.class === 64 ? 24 : 16;
  for (const symbol of symbols) strings.offsetOf(symbol.name);
  return {
    name,
    align: image.class / 8,
    size: symbols.length * entsize,
    loaded: dynamic,
    section: {
      name: `.${name}`,
      type: dynamic ? 11 : 2,
      ...(dynamic ? { flags: SHF_ALLOC } : {}),
      link: dynamic ? '.dynstr' : '.strtab',
      info: firstGlobal,
      entsize,
    },
    write(out, where) {
      for (const [index, symbol] of symbols.entries()) {
        out.record(`${name}[${index}]`, ...(symbol.name ? [`${name}[${symbol.name}]`] : []));
        const section = sectionIndexOf(symbol, where);
        const shndx = symbol.extendedIndex ? 0xffff : section;
        const info = symbolBinds[symbol.bind ?? 'GLOBAL'] * 16 + symbolTypes[symbol.type ?? 'FUNC'];
        const other = visibilities[symbol.visibility ?? 'DEFAULT'] | (symbol.other ?? 0);
        const value = symbolValue(symbol, where);
        out.u32('st_name', strings.offsetOf(symbol.name));
        if (image.class === 64) {
          out.u8('st_info', info);
          out.u8('st_other', other);
          out.u16('st_shndx', shndx);
          out.u64('st_value', value);
          out.u64('st_size', symbol.size ?? 0);
        } else {
          out.u32('st_value', value);
          out.u32('st_size', symbol.size ?? 0);
          out.u8('st_info', info);
          out.u8('st_other', other);
          out.u16('st_shndx', shndx);
        }
      }
    },
  };
}

/** SHT_SYMTAB_SHNDX beside .symtab: one word a symbol, 0 unless its st_shndx is SHN_XINDEX. */
export function extendedIndexPart(symbols: readonly SymbolDescription[]): Part {
  return {
    name: 'symtab_shndx',
    align: 4,
    size: symbols.length * 4,
    loaded: false,
    section: { name: '.symtab_shndx', type: 18, link: '.symtab', entsize: 4 },
    write(out, where) {
      for (const [index, symbol] of symbols.entries()) {
        out
          .record(`symtab_shndx[${index}]`)
          .u32('', symbol.extendedIndex ? sectionIndexOf(symbol, where) : 0);
      }
    },
  };
}
