import type { Window } from '../bytes/window.ts';
import { EM_MIPS, SHN_LORESERVE, SHN_XINDEX, STB_LOCAL } from '../format/constants.ts';
import { SYM } from '../format/layouts.ts';
import type { ElfSymbol, SymbolTable, SymbolVersion } from '../model.ts';
import type { ElfProblemArgs, ElfProblemCode } from '../problems/english.ts';
import { Tally } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { NAMES_AHEAD, type StringTable } from '../strings/stringTable.ts';
import { type ByteRange, isRow } from '../table.ts';
import type { SymbolVersions } from '../versions/symbolVersions.ts';
import { hashNames, type NameHashes } from './nameHashes.ts';

export interface SymbolTableParts {
  /** ".dynsym" or ".symtab", in problems and in the memory map. */
  readonly name: StructureName;
  readonly window: Window;
  readonly strings: StringTable;
  readonly countFrom: SymbolTable['countFrom'];
  /** sh_info of the section: the symbol after the last local one. */
  readonly localEnd?: number | undefined;
  readonly versions?: SymbolVersions;
  /** SHT_SYMTAB_SHNDX: one word a symbol. */
  readonly sectionIndices?: Window;
}

/** A symbol table over its bytes (gABI chapter 4, "Symbol Table"): nothing is decoded before it is asked for. */
export class SymbolTableReader implements SymbolTable {
  readonly length: number;
  readonly range: ByteRange;
  readonly countFrom: SymbolTable['countFrom'];
  readonly strings: StringTable;
  readonly table: StructureName;
  readonly window: Window;
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #is64: boolean;
  readonly #size: number;
  // Offsets in an entry, at hand: these are read some hundred thousand times.
  readonly #value: number;
  readonly #symbolSize: number;
  readonly #info: number;
  readonly #other: number;
  readonly #shndx: number;
  readonly #versions: SymbolVersions | undefined;
  readonly #sectionIndices: Window | undefined;
  readonly #localEnd: number | undefined;
  readonly #context: ReadContext;
  #hashes: NameHashes = { sysv: new Uint32Array(), gnu: new Uint32Array(), hashed: 0 };

  constructor(context: ReadContext, parts: SymbolTableParts) {
    this.#context = context;
    this.table = parts.name;
    this.window = parts.window;
    this.strings = parts.strings;
    this.countFrom = parts.countFrom;
    this.#localEnd = parts.localEnd;
    this.#versions = parts.versions;
    this.#sectionIndices = parts.sectionIndices;
    this.#view = parts.window.view;
    this.#little = parts.window.littleEndian;
    this.#is64 = parts.window.is64;
    const elfClass = this.#is64 ? 64 : 32;
    this.#size = SYM.size[elfClass];
    const at = SYM[elfClass];
    this.#value = at.st_value.offset;
    this.#symbolSize = at.st_size.offset;
    this.#info = at.st_info.offset;
    this.#other = at.st_other.offset;
    this.#shndx = at.st_shndx.offset;
    this.length = Math.floor(parts.window.length / this.#size);
    this.range = { offset: parts.window.offset, length: this.length * this.#size };
    context.noteTableRange(parts.name, this.range);
  }

  at(index: number): ElfSymbol | undefined {
    if (!this.#has(index)) return undefined;
    const info = this.info(index);
    const other = this.other(index);
    return {
      index,
      name: this.name(index),
      value: this.value(index),
      size: this.symbolSize(index),
      bind: info >> 4,
      type: info & 15,
      visibility: other & 3,
      other,
      shndx: this.shndx(index),
      sectionIndex: this.sectionIndex(index),
    };
  }

  rangeOf(index: number): ByteRange | undefined {
    if (!this.#has(index)) return undefined;
    return { offset: this.range.offset + index * this.#size, length: this.#size };
  }

  nameOffset(index: number): number {
    return this.#has(index) ? this.#view.getUint32(index * this.#size, this.#little) : 0;
  }

  name(index: number): string {
    return this.#has(index) ? this.strings.text(this.nameOffset(index)) : '';
  }

  nameBytes(index: number): Uint8Array {
    return this.strings.bytes(this.#has(index) ? this.nameOffset(index) : this.strings.length);
  }

  nameHolds(index: number, word: Uint8Array): boolean | undefined {
    return this.#has(index) ? this.strings.holds(this.nameOffset(index), word) : false;
  }

  copyName(index: number, target: Uint8Array, at: number): number {
    return this.#has(index) ? this.strings.copyPlain(this.nameOffset(index), target, at) : at;
  }

  prefetchNames(from: number, to: number): void {
    this.strings.fetch(
      this.window,
      this.#size,
      Math.max(0, from),
      Math.min(to, from + NAMES_AHEAD, this.length),
    );
  }

  value(index: number): bigint {
    return this.#word(index, this.#value);
  }

  symbolSize(index: number): bigint {
    return this.#word(index, this.#symbolSize);
  }

  valueNumber(index: number): number {
    return this.#has(index) ? this.window.size(index * this.#size + this.#value) : 0;
  }

  sizeNumber(index: number): number {
    return this.#has(index) ? this.window.size(index * this.#size + this.#symbolSize) : 0;
  }

  info(index: number): number {
    return this.#has(index) ? this.#view.getUint8(index * this.#size + this.#info) : 0;
  }

  other(index: number): number {
    return this.#has(index) ? this.#view.getUint8(index * this.#size + this.#other) : 0;
  }

  shndx(index: number): number {
    return this.#has(index) ? this.#view.getUint16(index * this.#size + this.#shndx, this.#little) : 0;
  }

  /** Section index after SHN_XINDEX. */
  sectionIndex(index: number): number {
    const shndx = this.shndx(index);
    return shndx === SHN_XINDEX ? (this.#extendedIndex(index) ?? shndx) : shndx;
  }

  versym(index: number): number | undefined {
    return this.#has(index) ? this.#versions?.raw(index) : undefined;
  }

  version(index: number): SymbolVersion | undefined {
    return this.#has(index) ? this.#versions?.of(index) : undefined;
  }

  hashes(): NameHashes {
    return this.#hashes;
  }

  /** Reports names that are wrong, hashing all of them for that, and what the section headers contradict. */
  async check(): Promise<void> {
    this.#hashes = await hashNames(this.#context, this);
    const sections = this.#context.header.shnum;
    if (sections === 0 || !this.#context.spend(this.length, this.table)) return;
    const outside = new Tally();
    const missing = new Tally();
    const late = new Tally();
    // Linkers for MIPS are known not to keep to it, IRIX's above all.
    const ordered = this.#context.header.machine !== EM_MIPS;
    const localEnd = ordered && this.#localEnd !== undefined ? this.#localEnd : this.length;
    for (let index = 0; index < this.length; index++) {
      const shndx = this.shndx(index);
      if (index >= localEnd && this.info(index) >> 4 === STB_LOCAL) late.hit(index);
      if (shndx < sections) continue;
      if (shndx < SHN_LORESERVE) outside.hit(index);
      else if (shndx === SHN_XINDEX) {
        const extended = this.#extendedIndex(index);
        if (extended === undefined) missing.hit(index);
        else if (extended >= sections) outside.hit(index);
      }
    }
    const about = ({ count, first }: Tally) => ({ table: this.table, count, first });
    const section = this.sectionIndex(outside.first);
    this.#say('symbol-section-outside', { ...about(outside), section, sections });
    this.#say('symbol-index-missing', about(missing));
    this.#say('symbol-local-late', { ...about(late), end: localEnd });
  }

  #say<Code extends ElfProblemCode>(
    code: Code,
    args: ElfProblemArgs<Code> & { readonly count: number; readonly first: number },
  ): void {
    const { count, first } = args;
    if (count === 0) return;
    const range = { offset: this.range.offset + first * this.#size, length: this.#size };
    this.#context.problems.add('warning', code, args, ['symbol', first], range);
  }

  /** What SHT_SYMTAB_SHNDX has for a symbol. */
  #extendedIndex(index: number): number | undefined {
    const indices = this.#sectionIndices;
    return indices !== undefined && index * 4 + 4 <= indices.length ? indices.u32(index * 4) : undefined;
  }

  #has(index: number): boolean {
    return isRow(index, this.length);
  }

  #word(index: number, at: number): bigint {
    if (!this.#has(index)) return 0n;
    const position = index * this.#size + at;
    return this.#is64
      ? this.#view.getBigUint64(position, this.#little)
      : BigInt(this.#view.getUint32(position, this.#little));
  }
}
