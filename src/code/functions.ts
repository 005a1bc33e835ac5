/** The functions of an image by name and by address. */
import {
  EM_ARM,
  SHN_ABS,
  SHN_UNDEF,
  STB_LOCAL,
  STB_WEAK,
  STT_FUNC,
  STT_GNU_IFUNC,
  STT_NOTYPE,
} from '../elf/format/constants.ts';
import type { ElfImage, SymbolTable } from '../elf/model.ts';
import { isRow } from '../elf/table.ts';
import { wrapped } from './instruction.ts';
import { baseOf, CodeStretches } from './stretches.ts';

export interface CodeSymbol {
  readonly name: string;
  /** Address of its code as stretches have it; odd for Thumb code, as in the symbol. */
  readonly value: bigint;
  readonly size: bigint;
}

/** Exported functions in the order of the table; also those that an assembler gave no type (arm64's sigreturn). */
export function exportedFunctions(image: ElfImage, isCode: (address: bigint) => boolean): CodeSymbol[] {
  const found: CodeSymbol[] = [];
  const { symbols } = image;
  for (let index = 1; index < symbols.length; index++) {
    if (symbols.info(index) >>> 4 === STB_LOCAL || !mayBeFunction(symbols, index)) continue;
    const symbol = symbolAt(image, symbols, index);
    if (symbol.name !== '' && isCode(symbol.value)) found.push(symbol);
  }
  return found;
}

function symbolAt(image: ElfImage, table: SymbolTable, index: number): CodeSymbol {
  return {
    name: table.name(index),
    value: valueAt(image, table, index),
    size: table.symbolSize(index),
  };
}

/** Of object files an address of its own for each section. */
function valueAt(image: ElfImage, table: SymbolTable, index: number): bigint {
  return wrapped(table.value(index) + baseOf(image, table.sectionIndex(index)));
}

/** Where a symbol's code is, as CodeSymbol has it; undefined for what is no function in code. */
export function codeAddress(image: ElfImage, table: SymbolTable, index: number): bigint | undefined {
  if (!mayBeFunction(table, index)) return undefined;
  const value = valueAt(image, table, index);
  const start = image.header.machine === EM_ARM ? value & ~1n : value;
  return CodeStretches.of(image).at(start) === undefined ? undefined : value;
}

/** By its type; one without may be a label of data as well. */
function mayBeFunction(table: SymbolTable, index: number): boolean {
  const type = table.info(index) & 15;
  const shndx = table.shndx(index);
  if (shndx === SHN_UNDEF || shndx === SHN_ABS) return false;
  if (type === STT_NOTYPE) return table.info(index) >>> 4 !== STB_LOCAL;
  return type === STT_FUNC || type === STT_GNU_IFUNC;
}

/** A function of an image, with its place in the index. */
export interface IndexedFunction {
  readonly position: number;
  readonly symbol: CodeSymbol;
  /** Of its first instruction: even for Thumb code, too. */
  readonly start: bigint;
  /** Which table has it. */
  readonly table: 'symbols' | 'symtab';
  /** Row of that table. */
  readonly index: number;
}

/** Bytes that are taken for a function's of which no size is known, unless the next one begins before. */
const UNSIZED = 4096n;
/** Names of one address that are held against each other. */
const ALIASES = 64;
/** Functions around others are looked back for so far. */
const NESTED = 64;

/**
 * All functions of an image in the order of their addresses: what lies in code, by .dynsym and .symtab. In columns: a
 * program may have half a million.
 */
export class FunctionIndex {
  readonly length: number;
  readonly #image: ElfImage;
  readonly #thumb: boolean;
  readonly #stretches: CodeStretches;
  /** By position: which table, and which row of it. */
  readonly #static: Uint8Array;
  readonly #rows: Uint32Array;
  readonly #starts: BigUint64Array;

  /** @param thumb the lowest bit of a symbol's value is no part of its address: ARM */
  constructor(image: ElfImage, thumb: boolean, stretches: CodeStretches) {
    this.#image = image;
    this.#thumb = thumb;
    this.#stretches = stretches;
    const found = [...[image.symbols, image.symtab].entries()].flatMap(([isStatic, table]) =>
      table === undefined ? [] : [{ isStatic, table, rows: this.#rowsOf(table, isStatic === 1) }],
    );
    const most = found.reduce((sum, { rows }) => sum + rows.length, 0);
    const starts = new BigUint64Array(most);
    const places = new Float64Array(most);
    const weak = new Uint8Array(most);
    let at = 0;
    for (const { isStatic, table, rows } of found)
      for (const row of rows) {
        starts[at] = this.#startOf(valueAt(image, table, row));
        weak[at] = table.info(row) >>> 4 === STB_WEAK ? 1 : 0;
        places[at++] = isStatic * TABLE + row;
      }
    const order = sortedOrder(starts, weak);
    this.#static = new Uint8Array(most);
    this.#rows = new Uint32Array(most);
    this.#starts = new BigUint64Array(most);
    let length = 0;
    for (const from of order) {
      const place = places[from] ?? 0;
      this.#static[length] = place >= TABLE ? 1 : 0;
      this.#rows[length] = place % TABLE;
      this.#starts[length] = starts[from] ?? 0n;
      if (!this.#isTold(length)) length++;
    }
    this.length = length;
  }

  /** Rows of a table that are functions in code. */
  #rowsOf(table: SymbolTable, isStatic: boolean): number[] {
    const rows: number[] = [];
    for (let index = 1; index < table.length; index++) {
      if (!mayBeFunction(table, index)) continue;
      // Labels of a linker and of an assembler's code in .symtab: _etext, $x.
      if (isStatic && (table.info(index) & 15) === STT_NOTYPE) continue;
      if (this.#stretches.at(this.#startOf(valueAt(this.#image, table, index))) !== undefined)
        rows.push(index);
    }
    return rows;
  }

  /** Whether a row is of a function that stands before it already, by the other table. */
  #isTold(at: number): boolean {
    if (this.#static[at] === 0) return false;
    for (let before = at - 1; before >= Math.max(0, at - ALIASES); before--) {
      if (this.#starts[before] !== this.#starts[at]) return false;
      if (this.#static[before] === 0 && this.#nameAt(before) === this.#nameAt(at)) return true;
    }
    return false;
  }

  at(position: number): IndexedFunction | undefined {
    if (!isRow(position, this.length)) return undefined;
    const index = this.#rows[position] ?? 0;
    return {
      position,
      symbol: symbolAt(this.#image, this.#tableAt(position), index),
      start: this.#starts[position] ?? 0n,
      table: this.#static[position] === 1 ? 'symtab' : 'symbols',
      index,
    };
  }

  #tableAt(position: number): SymbolTable {
    const { symbols, symtab } = this.#image;
    return (this.#static[position] === 1 ? symtab : undefined) ?? symbols;
  }

  #nameAt(position: number): string {
    return this.#tableAt(position).name(this.#rows[position] ?? 0);
  }

  #startOf(value: bigint): bigint {
    return this.#thumb ? value & ~1n : value;
  }

  named(name: string): IndexedFunction | undefined {
    for (let position = 0; position < this.length; position++)
      if (this.#nameAt(position) === name) return this.at(position);
    return undefined;
  }

  /** Bytes of a function: by its symbol, or up to the next one where that says none; no more than there are. */
  extent(position: number): bigint {
    const start = this.#starts[position] ?? 0n;
    const stretch = this.#stretches.at(start);
    const rest = stretch === undefined ? 0n : stretch.length - (start - stretch.address);
    const size = this.#tableAt(position).symbolSize(this.#rows[position] ?? 0);
    if (size > 0n) return size < rest ? size : rest;
    let next = position + 1;
    while (next < this.length && this.#starts[next] === start) next++;
    const room = next < this.length ? (this.#starts[next] ?? 0n) - start : UNSIZED;
    return [room, UNSIZED, rest].reduce((least, each) => (each < least ? each : least));
  }

  /**
   * The position of the innermost function that holds an address: the one that begins nearest before it, and of those
   * of one address the first.
   */
  positionAt(address: bigint): number | undefined {
    const wanted = this.#startOf(address);
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0n) <= wanted) low = middle + 1;
      else high = middle;
    }
    let found: number | undefined;
    for (let at = low - 1; at >= Math.max(0, low - NESTED); at--) {
      const start = this.#starts[at] ?? 0n;
      if (found !== undefined && start !== this.#starts[found]) break;
      if (start === wanted || wanted - start < this.#tableAt(at).symbolSize(this.#rows[at] ?? 0)) found = at;
    }
    return found;
  }

  /** The function that an address lies in, and how far behind its start. */
  holding(address: bigint): { readonly symbol: CodeSymbol; readonly offset: bigint } | undefined {
    const position = this.positionAt(address);
    const found = position === undefined ? undefined : this.at(position);
    return found && { symbol: found.symbol, offset: this.#startOf(address) - found.start };
  }
}

/** No table has so many rows. */
const TABLE = 2 ** 32;

/** Positions in ascending order of their addresses; of one address weak names, which are others' twins, behind the rest. */
function sortedOrder(starts: BigUint64Array, weak: Uint8Array): Uint32Array {
  const high = new Uint32Array(starts.length);
  const low = new Uint32Array(starts.length);
  // Comparing BigInts takes ten times as long.
  for (const [at, start] of starts.entries()) {
    high[at] = Number(start >> 32n);
    low[at] = Number(start & 0xffff_ffffn);
  }
  const order = Uint32Array.from(starts.keys());
  const by = (column: Uint32Array | Uint8Array, a: number, b: number): number =>
    (column[a] ?? 0) - (column[b] ?? 0);
  return order.sort((a, b) => by(high, a, b) || by(low, a, b) || by(weak, a, b) || a - b);
}
