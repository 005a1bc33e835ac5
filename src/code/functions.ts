/** The functions of an image by name and by address. */
import {
  SHN_ABS,
  SHN_UNDEF,
  STB_LOCAL,
  STT_FUNC,
  STT_GNU_IFUNC,
  STT_NOTYPE,
} from '../elf/format/constants.ts';
import type { ElfImage, SymbolTable } from '../elf/model.ts';
import { wrapped } from './instruction.ts';

export interface CodeSymbol {
  readonly name: string;
  /** As in the symbol: odd for Thumb code. */
  readonly value: bigint;
  readonly size: bigint;
}

/** Exported functions in the order of the table; also those that an assembler gave no type (arm64's sigreturn). */
export function exportedFunctions(image: ElfImage, isCode: (address: bigint) => boolean): CodeSymbol[] {
  const found: CodeSymbol[] = [];
  const { symbols } = image;
  for (let index = 1; index < symbols.length; index++) {
    if (symbols.info(index) >>> 4 === STB_LOCAL) continue;
    const type = symbols.info(index) & 15;
    if (type !== STT_FUNC && type !== STT_NOTYPE && type !== STT_GNU_IFUNC) continue;
    const shndx = symbols.shndx(index);
    if (shndx === SHN_UNDEF || shndx === SHN_ABS) continue;
    const symbol = symbolAt(symbols, index);
    if (symbol.name !== '' && isCode(symbol.value)) found.push(symbol);
  }
  return found;
}

function symbolAt(table: SymbolTable, index: number): CodeSymbol {
  return { name: table.name(index), value: table.value(index), size: table.symbolSize(index) };
}

/** Finds the function that an address lies in. */
export class FunctionIndex {
  readonly #symbols: readonly CodeSymbol[];
  readonly #thumb: boolean;

  /** @param thumb the lowest bit of a symbol's value is no part of its address: ARM */
  constructor(image: ElfImage, thumb: boolean) {
    this.#thumb = thumb;
    const found: CodeSymbol[] = [];
    for (const table of [image.symbols, image.symtab]) {
      for (let index = 1; index < (table?.length ?? 0); index++) {
        if (table === undefined || table.shndx(index) === SHN_UNDEF) continue;
        const type = table.info(index) & 15;
        if (type === STT_FUNC || type === STT_GNU_IFUNC) found.push(symbolAt(table, index));
      }
    }
    const start = (symbol: CodeSymbol): bigint => this.#start(symbol);
    this.#symbols = found.sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0));
  }

  #start({ value }: CodeSymbol): bigint {
    return this.#thumb ? value & ~1n : value;
  }

  named(name: string): CodeSymbol | undefined {
    return this.#symbols.find((symbol) => symbol.name === name);
  }

  /** The first of the functions that begin nearest before an address, when the address is within its size. */
  at(address: bigint): { readonly symbol: CodeSymbol; readonly offset: bigint } | undefined {
    let [low, high] = [0, this.#symbols.length];
    const wanted = this.#thumb ? address & ~1n : address;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const symbol = this.#symbols[middle];
      if (symbol !== undefined && this.#start(symbol) <= wanted) low = middle + 1;
      else high = middle;
    }
    let symbol = this.#symbols[low - 1];
    if (symbol === undefined) return undefined;
    const start = this.#start(symbol);
    for (let at = low - 2; at >= 0; at--) {
      const before = this.#symbols[at];
      if (before === undefined || this.#start(before) !== start) break;
      symbol = before;
    }
    const offset = wrapped(wanted - start);
    return offset < symbol.size || offset === 0n ? { symbol, offset } : undefined;
  }
}
