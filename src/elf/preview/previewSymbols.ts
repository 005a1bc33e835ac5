import { Window } from '../bytes/window.ts';
import { gnuHash, sysvHash } from '../format/hash.ts';
import { SYM } from '../format/layouts.ts';
import type { ByteSource } from '../imageSource.ts';
import type { ElfSymbol, SymbolTable, SymbolVersion, VersionDefinition, VersionNeed } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type PartialStrings, readExactly } from '../strings/partialStringTable.ts';
import { SymbolTableReader } from '../symbols/symbolTable.ts';
import { type ByteRange, isRow } from '../table.ts';
import { SymbolVersions } from '../versions/symbolVersions.ts';

export interface PreviewParts {
  readonly count: number;
  readonly countFrom: SymbolTable['countFrom'];
  /** Of the symbols in the file. */
  readonly offset: number;
  /** File offsets of the tables beside them, and the bytes that each symbol has there. */
  readonly versym: { readonly at: number; readonly entry: number } | undefined;
  readonly sectionIndices: { readonly at: number; readonly entry: number } | undefined;
  readonly strings: PartialStrings;
  readonly definitions: readonly VersionDefinition[];
  readonly needs: readonly VersionNeed[];
}

interface Row {
  readonly symbol: ElfSymbol;
  readonly nameOffset: number;
  readonly nameBytes: Uint8Array;
  readonly versym: number | undefined;
  readonly version: SymbolVersion | undefined;
}

const NO_BYTES = new Uint8Array(0);

/** A symbol table of which some rows have been read, decoded as SymbolTableReader does it; the others are empty. */
export class PreviewSymbols implements SymbolTable {
  readonly length: number;
  readonly range: ByteRange;
  readonly countFrom: SymbolTable['countFrom'];
  readonly #context: ReadContext;
  readonly #source: ByteSource;
  readonly #parts: PreviewParts;
  readonly #rows = new Map<number, Row>();
  /** With holes where nothing was read. */
  readonly #sysv: number[] = [];
  readonly #gnu: number[] = [];

  constructor(context: ReadContext, source: ByteSource, parts: PreviewParts) {
    this.#context = context;
    this.#source = source;
    this.#parts = parts;
    this.length = parts.count;
    this.countFrom = parts.countFrom;
    this.range = { offset: parts.offset, length: parts.count * SYM.size[context.header.class] };
  }

  /** Reads rows; rejects when they cannot be read. */
  async load(start: number, count: number): Promise<void> {
    const { strings, definitions, needs } = this.#parts;
    const end = Math.min(start + count, this.length);
    const read = async (table: { at: number; entry: number } | undefined) =>
      table && this.#window(table.at + start * table.entry, (end - start) * table.entry);
    const [window, versym, sectionIndices] = await Promise.all([
      read({ at: this.range.offset, entry: SYM.size[this.#context.header.class] }),
      read(this.#parts.versym),
      read(this.#parts.sectionIndices),
    ]);
    if (window === undefined) return;
    const table = new SymbolTableReader(this.#context, {
      name: '.dynsym',
      window,
      strings,
      countFrom: this.countFrom,
      ...(versym && { versions: new SymbolVersions(this.#context, versym, definitions, needs) }),
      ...(sectionIndices && { sectionIndices }),
    });
    const rows = await strings.complete(() => rowsOf(table));
    for (const [at, row] of rows.entries()) {
      const index = start + at;
      this.#rows.set(index, { ...row, symbol: { ...row.symbol, index } });
      this.#sysv[index] = sysvHash(row.nameBytes);
      this.#gnu[index] = gnuHash(row.nameBytes);
    }
  }

  at(index: number): ElfSymbol | undefined {
    return this.#rows.get(index)?.symbol;
  }

  rangeOf(index: number): ByteRange | undefined {
    const size = SYM.size[this.#context.header.class];
    if (!isRow(index, this.length)) return undefined;
    return { offset: this.range.offset + index * size, length: size };
  }

  nameOffset(index: number): number {
    return this.#rows.get(index)?.nameOffset ?? 0;
  }

  name(index: number): string {
    return this.at(index)?.name ?? '';
  }

  nameBytes(index: number): Uint8Array {
    return this.#rows.get(index)?.nameBytes ?? NO_BYTES;
  }

  nameHolds(): undefined {
    return undefined;
  }

  copyName(): number {
    return -1;
  }

  /** Loaded rows have their names. */
  prefetchNames(): void {}

  value(index: number): bigint {
    return this.at(index)?.value ?? 0n;
  }

  symbolSize(index: number): bigint {
    return this.at(index)?.size ?? 0n;
  }

  valueNumber(index: number): number {
    return Number(this.value(index));
  }

  sizeNumber(index: number): number {
    return Number(this.symbolSize(index));
  }

  info(index: number): number {
    const symbol = this.at(index);
    return symbol === undefined ? 0 : (symbol.bind << 4) | symbol.type;
  }

  other(index: number): number {
    return this.at(index)?.other ?? 0;
  }

  shndx(index: number): number {
    return this.at(index)?.shndx ?? 0;
  }

  sectionIndex(index: number): number {
    return this.at(index)?.sectionIndex ?? 0;
  }

  versym(index: number): number | undefined {
    return this.#rows.get(index)?.versym;
  }

  version(index: number): SymbolVersion | undefined {
    return this.#rows.get(index)?.version;
  }

  hashes(): ReturnType<SymbolTable['hashes']> {
    return { sysv: this.#sysv, gnu: this.#gnu, hashed: this.length };
  }

  async #window(offset: number, length: number): Promise<Window> {
    const { header, budget, allocator } = this.#context;
    budget.grow(length);
    allocator.received(length);
    const bytes = await readExactly(this.#source, offset, length);
    return new Window(bytes, offset, this.#context.is64, header.littleEndian);
  }
}

function rowsOf(table: SymbolTableReader): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < table.length; at++) {
    const symbol = table.at(at);
    if (symbol === undefined) continue;
    const nameOffset = table.nameOffset(at);
    const [nameBytes, versym, version] = [table.nameBytes(at), table.versym(at), table.version(at)];
    rows.push({ symbol, nameOffset, nameBytes, versym, version });
  }
  return rows;
}
