/** The tables a search reads symbols from, and the names it compares. */
import type { LookupRules } from '../model.ts';
import type { MemoryPart } from '../reasons.ts';
import { elementAddress } from './goSlices.ts';
import { type NameRead, nameShown, type Replay } from './replay.ts';

export interface SymbolTables {
  readonly symtab: bigint;
  readonly strtab: bigint;
  /** Absent where the consumer has no such pointer, or dropped it. */
  readonly versym?: bigint;
  readonly verdef?: bigint;
  /** p_vaddr of the PT_LOAD, DT_STRSZ and DT_VERDEFNUM, for those that check against them. */
  readonly linkedAt: bigint;
  readonly strsz?: bigint;
  readonly verdefnum?: bigint;
  readonly rules: LookupRules;
  /** Address of an element, after the consumer's own checks. */
  symbol(index: number): bigint;
  string(offset: number | bigint): bigint;
  version(versym: bigint, index: number): bigint;
}

/** A name as steps show it, as bytes, and the hash the consumer goes by. */
export interface WantedName {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly hash: number;
}

export function symbolTables(
  replay: Replay,
  rules: LookupRules,
  pointers: {
    readonly symtab: bigint;
    readonly strtab: bigint;
    readonly versym: bigint | undefined;
    readonly verdef: bigint | undefined;
    readonly linkedAt?: bigint;
    readonly strsz?: bigint | undefined;
    readonly verdefnum?: bigint | undefined;
  },
): SymbolTables {
  const { symtab, strtab, verdef, linkedAt = 0n, strsz, verdefnum } = pointers;
  const symbols = {
    start: symtab,
    elementSize: replay.read.sym.size,
    what: 'DT_SYMTAB' as const,
    nilChecked: true,
  };
  const strings = { start: strtab, elementSize: 1, what: 'DT_STRTAB' as const, nilChecked: true };
  const versions = { elementSize: 2, what: 'DT_VERSYM' as const, nilChecked: false };
  // Without definitions the indices mean nothing: Go drops versym as well, parse_vdso.c and musl skip the test.
  const versym = verdef === undefined ? undefined : pointers.versym;
  return {
    symtab,
    strtab,
    ...(versym === undefined ? {} : { versym }),
    ...(verdef === undefined ? {} : { verdef }),
    linkedAt,
    ...(strsz === undefined ? {} : { strsz }),
    ...(verdefnum === undefined ? {} : { verdefnum }),
    rules,
    symbol: (index) => elementAddress(replay, rules, symbols, index),
    string: (offset) => elementAddress(replay, rules, strings, offset),
    version: (start, index) => elementAddress(replay, rules, { ...versions, start }, index),
  };
}

/** The string at an offset of the string table, compared with the wanted one. */
export function stringName(
  replay: Replay,
  tables: SymbolTables,
  offset: number | bigint,
  wanted: WantedName,
  what: MemoryPart,
): NameRead {
  const read = replay.name(tables.string(offset), wanted.bytes, tables.rules.names, what);
  // Long names may differ behind what is shown of them.
  return read.equal || read.shown !== wanted.text ? read : { ...read, shown: `${read.shown}…` };
}

const encoder = new TextEncoder();

/** Of any name; `hash` matters for nodes alone. */
export function wantedName(text: string, hash: number): WantedName {
  const bytes = encoder.encode(text);
  return { text: nameShown(bytes), bytes, hash };
}
