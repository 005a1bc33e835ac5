/** From an address to the symbol it lies in: what a program counter of a profile or a crash means in this image. */
import {
  ET_REL,
  PT_LOAD,
  SHN_ABS,
  SHN_UNDEF,
  STB_GLOBAL,
  STB_WEAK,
  STT_FILE,
  STT_FUNC,
  STT_SECTION,
  STT_TLS,
} from '../../elf/format/constants.ts';
import type { Mapping } from '../../elf/imageSource.ts';
import type { ElfImage, SymbolTable } from '../../elf/model.ts';
import type { Meter } from '../meter.ts';
import { codeStart } from './codeStart.ts';
import { descriptorEntries } from './descriptors.ts';
import { wrap } from './loadBias.ts';
import type { PastedAddress } from './parseAddress.ts';
import type { SubjectFacts } from './subject.ts';

/** Names of one address that are given; a file may have it under a million. */
export const MAX_ALIASES = 64;

/** Names said of one address, as the file has them, and how many more there are. */
export function saidAliases({ aliases, moreAliases }: Pick<SymbolHit, 'aliases' | 'moreAliases'>): {
  readonly names: readonly string[];
  readonly rest: number;
} {
  return {
    names: aliases.slice(0, SAID_ALIASES),
    rest: Math.max(0, aliases.length - SAID_ALIASES) + moreAliases,
  };
}

const SAID_ALIASES = 16;

/** A symbol's row. */
export interface SymbolRow {
  readonly table: 'symbols' | 'symtab';
  readonly index: number;
}

export interface SymbolHit extends SymbolRow {
  readonly name: string;
  readonly value: bigint;
  /** 0 where the symbol does not say. */
  readonly size: bigint;
  /** The address less the symbol's value. */
  readonly offset: bigint;
  /** inside: within its size; beyond: behind its end, and no other symbol has it; unsized: it has no size. */
  readonly place: 'inside' | 'beyond' | 'unsized';
  /** Other names of the same value, as many as MAX_ALIASES, and how many more symbols have others. */
  readonly aliases: readonly string[];
  readonly moreAliases: number;
}

/** What a file has at an offset, where the file that a mapping is of could be read. */
export interface PlaceInFile {
  /** As it is linked. */
  readonly vaddr: bigint;
  /** Absent where no symbol begins at or before it. */
  readonly hit?: SymbolHit;
  /** It has static symbols, and they were not searched. */
  readonly moreSymbols: boolean;
}

export type Resolution =
  | {
      readonly kind: 'symbol';
      readonly reading: AddressReading;
      readonly vaddr: bigint;
      readonly hit: SymbolHit;
    }
  /** In the image, before its first symbol, or the image has none. */
  | { readonly kind: 'no-symbol'; readonly reading: AddressReading; readonly vaddr: bigint }
  /** In another mapping of the process, beside the image ([vvar]) or anywhere; `offset`: in the file it is named after. */
  | {
      readonly kind: 'mapping';
      readonly name: string;
      readonly beside: boolean;
      readonly perms: string;
      readonly offset?: bigint;
      readonly inFile?: PlaceInFile;
    }
  | { readonly kind: 'outside' }
  /** Addresses in an object file are those of its sections, and each of these begins at 0. */
  | { readonly kind: 'object-file' };

/**
 * absolute: an address of the process the image was read from; image: a virtual address as the image has it; offset:
 * a distance from the image's first byte, which is an offset in its file.
 */
export type AddressReading = 'absolute' | 'image' | 'offset';

/**
 * Absolute where the image's process has it in the image, otherwise relative to the image; what an image that is not
 * linked at 0 does not have may be an offset in its file. Never throws.
 */
export function resolveAddress(subject: SubjectFacts, address: PastedAddress): Resolution {
  const { image, source, loadBias } = subject;
  if (image.header.type === ET_REL) return { kind: 'object-file' };
  if (typeof address === 'object') return atOffset(subject, address.fromStart);
  const { base } = source;
  if (base !== undefined && loadBias !== undefined) {
    if (address >= base && address < base + BigInt(source.size)) {
      return lookUp(subject, 'absolute', wrap(image, address - loadBias));
    }
    const beside = source.mapping?.find((each) => holds(each, address));
    if (beside !== undefined) return inMapping(beside, address, true);
  }
  if (isLoaded(image, address)) return lookUp(subject, 'image', address);
  const elsewhere = source.elsewhere?.find((each) => holds(each, address));
  return elsewhere === undefined ? atOffset(subject, address) : inMapping(elsewhere, address, false);
}

function holds({ start, end }: Mapping, address: bigint): boolean {
  return address >= start && address < end;
}

function inMapping({ name, start, perms, offset }: Mapping, address: bigint, beside: boolean): Resolution {
  const found = { kind: 'mapping', name, beside, perms } as const;
  return offset === undefined ? found : { ...found, offset: offset + address - start };
}

/** Undefined for what no segment of the file holds. */
export function placeInFile(
  subject: Pick<SubjectFacts, 'image' | 'meter'>,
  offset: bigint,
): PlaceInFile | undefined {
  const found = atOffset(subject, offset);
  if (!('vaddr' in found)) return undefined;
  const { image } = subject;
  return {
    vaddr: found.vaddr,
    ...(found.kind === 'symbol' ? { hit: found.hit } : {}),
    moreSymbols: image.hasSymtab && image.symtab === undefined,
  };
}

function atOffset(subject: Pick<SubjectFacts, 'image' | 'meter'>, offset: bigint): Resolution {
  const { image } = subject;
  let loads = 0;
  for (let index = 0; index < image.segments.length; index++) {
    const segment = image.segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    loads++;
    const into = offset - segment.offset;
    if (into >= 0n && into < segment.filesz)
      return lookUp(subject, 'offset', wrap(image, segment.vaddr + into));
  }
  return loads === 0 && offset < BigInt(image.size) ? lookUp(subject, 'offset', offset) : { kind: 'outside' };
}

function isLoaded(image: ElfImage, address: bigint): boolean {
  let loads = 0;
  for (let index = 0; index < image.segments.length; index++) {
    const segment = image.segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    loads++;
    if (address >= segment.vaddr && address < segment.vaddr + segment.memsz) return true;
  }
  // Without segments any file offset may be meant.
  return loads === 0 && address < BigInt(image.size);
}

function lookUp(
  { image, meter }: Pick<SubjectFacts, 'image' | 'meter'>,
  reading: AddressReading,
  vaddr: bigint,
): Resolution {
  const search = new Search(image, vaddr, meter);
  search.table('symbols', image.symbols);
  if (image.symtab !== undefined) search.table('symtab', image.symtab);
  const hit = search.hit();
  return hit === undefined ? { kind: 'no-symbol', reading, vaddr } : { kind: 'symbol', reading, vaddr, hit };
}

/** SECTION, FILE and TLS: no addresses of code or data. */
const NO_ADDRESS: ReadonlySet<number> = new Set([STT_SECTION, STT_FILE, STT_TLS]);
/** Marks of ARM, AArch64 and RISC-V objects for where code and data begin. */
const MAPPING_SYMBOL = /^\$[adtx]/;

interface Candidate extends SymbolRow {
  readonly value: bigint;
  readonly size: bigint;
  readonly rank: number;
}

/** One pass over the columns: the nearest symbol that covers the address, and the nearest of all before it. */
class Search {
  readonly #meter: Meter;
  readonly #machine: number;
  /** Where symbols of functions name descriptors. */
  readonly #entryOf: ((value: bigint) => bigint | undefined) | undefined;
  readonly #address: bigint;
  readonly #tables = new Map<SymbolRow['table'], SymbolTable>();
  #covering: Candidate | undefined;
  #preceding: Candidate | undefined;

  constructor(image: ElfImage, address: bigint, meter: Meter) {
    this.#meter = meter;
    this.#machine = image.header.machine;
    this.#entryOf = descriptorEntries(image);
    this.#address = address;
  }

  table(id: SymbolRow['table'], symbols: SymbolTable): void {
    this.#tables.set(id, symbols);
    this.#meter.steps += symbols.length;
    for (let index = 1; index < symbols.length; index++) {
      const value = this.#value(symbols, index);
      if (value === undefined || value > this.#address) continue;
      const info = symbols.info(index);
      const candidate = { table: id, index, value, size: symbols.symbolSize(index), rank: rank(id, info) };
      const covering =
        this.#address < value + candidate.size ? nearer(this.#covering, candidate) : this.#covering;
      const preceding = nearer(this.#preceding, candidate);
      // Names last: decoding them is what costs.
      if ((covering === candidate || preceding === candidate) && isNamed(symbols, index)) {
        this.#covering = covering;
        this.#preceding = preceding;
      }
    }
  }

  hit(): SymbolHit | undefined {
    const found = this.#covering ?? this.#preceding;
    if (found === undefined) return undefined;
    const { table, index, value, size } = found;
    const name = this.#tables.get(table)?.name(index) ?? '';
    return {
      table,
      index,
      name,
      value,
      size,
      offset: this.#address - value,
      place: this.#covering !== undefined ? 'inside' : size === 0n ? 'unsized' : 'beyond',
      ...this.#aliases(value, name),
    };
  }

  /** Undefined for what is no address in the image. */
  #value(symbols: SymbolTable, index: number): bigint | undefined {
    const shndx = symbols.shndx(index);
    const type = symbols.info(index) & 15;
    if (shndx === SHN_UNDEF || shndx === SHN_ABS || NO_ADDRESS.has(type)) return undefined;
    const value = symbols.value(index);
    if (type !== STT_FUNC) return value;
    return this.#entryOf?.(value) ?? codeStart(this.#machine, value);
  }

  #aliases(value: bigint, name: string): Pick<SymbolHit, 'aliases' | 'moreAliases'> {
    const names = new Set([name]);
    let moreAliases = 0;
    for (const symbols of this.#tables.values()) {
      this.#meter.steps += symbols.length;
      for (let index = 1; index < symbols.length; index++) {
        if (this.#value(symbols, index) !== value || !isNamed(symbols, index)) continue;
        const other = symbols.name(index);
        if (names.has(other)) continue;
        if (names.size <= MAX_ALIASES) names.add(other);
        else moreAliases++;
      }
    }
    names.delete(name);
    return { aliases: [...names], moreAliases };
  }
}

function isNamed(symbols: SymbolTable, index: number): boolean {
  const name = symbols.name(index);
  return name !== '' && !MAPPING_SYMBOL.test(name);
}

/** The nearer symbol; of several at one address the public function that other programs know. */
function nearer(best: Candidate | undefined, other: Candidate): Candidate {
  if (best === undefined || other.value > best.value) return other;
  if (other.value < best.value) return best;
  if (other.size > 0n !== best.size > 0n) return other.size > 0n ? other : best;
  return other.rank > best.rank ? other : best;
}

function rank(table: SymbolRow['table'], info: number): number {
  const bind = info >> 4;
  const binding = bind === STB_GLOBAL ? 2 : bind === STB_WEAK ? 1 : 0;
  return binding * 4 + ((info & 15) === STT_FUNC ? 2 : 0) + (table === 'symbols' ? 1 : 0);
}
