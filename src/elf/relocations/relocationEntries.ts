import type { Window } from '../bytes/window.ts';
import { EM_MIPS, EM_SPARCV9 } from '../format/constants.ts';
import { relocationSize } from '../format/layouts.ts';
import type { Relocation } from '../model.ts';
import { Tally } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, type FileTable, isRow } from '../table.ts';

/** Which table the entries are in: what each of them says of itself. */
export type RelocationOrigin = Pick<Relocation, 'table' | 'section'>;

/** Entries with what checks ask of each of them, without a row for it. */
export interface CheckableRelocations extends FileTable<Relocation> {
  symbolOf(index: number): number;
  /** r_offset as a number: exact where it can lie inside anything. */
  placeOf(index: number): number;
  /** The bytes that say what the relocation is. */
  rangeOf(index: number): ByteRange;
}

/** ELF64_R_TYPE_DATA of the SPARC V9 supplement: the 24 bits above the type are a second addend. */
export function typeOf(
  written: number,
  machine: number,
  is64: boolean,
): Pick<Relocation, 'type' | 'typeData'> {
  if (machine !== EM_SPARCV9 || !is64 || written <= 0xff) return { type: written };
  return { type: written & 0xff, typeData: written >> 8 };
}

/** Elf_Rel and Elf_Rela entries (gABI chapter 4, "Relocation") over their bytes. */
export class RelocationEntries implements CheckableRelocations {
  readonly length: number;
  readonly window: Window;
  readonly entrySize: number;
  readonly #origin: RelocationOrigin;
  readonly #addends: boolean;
  readonly #machine: number;

  constructor(machine: number, window: Window, origin: RelocationOrigin, addends: boolean) {
    this.window = window;
    this.entrySize = relocationSize(window.is64, addends);
    this.length = Math.floor(window.length / this.entrySize);
    this.#origin = origin;
    this.#addends = addends;
    this.#machine = machine;
  }

  at(index: number): Relocation | undefined {
    if (!isRow(index, this.length)) return undefined;
    const { window, entrySize } = this;
    const position = index * entrySize;
    return {
      ...this.#origin,
      index,
      offset: window.word(position),
      ...typeOf(this.#type(position + window.wordSize), this.#machine, window.is64),
      symbol: this.symbolOf(index),
      ...(this.#addends ? { addend: window.signedWord(position + 2 * window.wordSize) } : {}),
    };
  }

  symbolOf(index: number): number {
    const { window } = this;
    const info = index * this.entrySize + window.wordSize;
    if (!window.is64) return window.u32(info) >>> 8;
    return window.u32(info + (window.littleEndian && this.#machine !== EM_MIPS ? 4 : 0));
  }

  placeOf(index: number): number {
    return this.window.size(index * this.entrySize);
  }

  rangeOf(index: number): ByteRange {
    return { offset: this.window.offset + index * this.entrySize, length: this.entrySize };
  }

  /**
   * ELF32_R_INFO is sym << 8 | type, ELF64_R_INFO sym << 32 | type. 64-bit MIPS has the symbol as a word of
   * its own and four bytes after it (ssym, type3, type2, type), whatever the byte order.
   */
  #type(info: number): number {
    const { window } = this;
    if (!window.is64) return window.u8(info + (window.littleEndian ? 0 : 3));
    if (this.#machine === EM_MIPS) return window.view.getUint32(info + 4, false);
    return window.u32(info + (window.littleEndian ? 0 : 4));
  }
}

/** Reports relocations of symbols that do not exist. */
export function checkRelocationSymbols(
  context: ReadContext,
  structure: StructureName,
  entries: CheckableRelocations,
  symbols: number,
): void {
  if (!context.spend(entries.length, structure)) return;
  const outside = new Tally();
  for (let index = 0; index < entries.length; index++) {
    const symbol = entries.symbolOf(index);
    if (symbol !== 0 && symbol >= symbols) outside.hit(index);
  }
  if (outside.count === 0) return;
  const { count, first } = outside;
  const args = { table: structure, count, first, symbol: entries.symbolOf(first), symbols };
  context.problems.add('error', 'relocation-symbol-outside', args, structure, entries.rangeOf(first));
}
