/** The tables a search reads symbols from, and the names it compares. */
import type { LookupRules } from '../model.ts';
import { elementAddress } from './goSlices.ts';
import type { NameRead, Replay } from './replay.ts';

export interface SymbolTables {
  readonly symtab: bigint;
  readonly strtab: bigint;
  /** Absent where the consumer has no such pointer, or dropped it. */
  readonly versym?: bigint;
  readonly verdef?: bigint;
  readonly rules: LookupRules;
  /** Address of an element, with the consumer's bounds check. */
  elementAddress(start: bigint, elementSize: number, index: number, what: string): bigint;
}

/** A name as text, as bytes, and the hash the consumer goes by. */
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
  },
): SymbolTables {
  const { symtab, strtab, verdef } = pointers;
  // Without definitions the indices mean nothing: Go drops versym as well, parse_vdso.c and musl skip the test.
  const versym = verdef === undefined ? undefined : pointers.versym;
  return {
    symtab,
    strtab,
    ...(versym === undefined ? {} : { versym }),
    ...(verdef === undefined ? {} : { verdef }),
    rules,
    elementAddress: (start, elementSize, index, what) =>
      elementAddress(replay, rules, { start, elementSize, what }, index),
  };
}

/** The string at an offset of the string table, compared with the wanted one. */
export function stringName(
  replay: Replay,
  tables: SymbolTables,
  offset: number,
  wanted: WantedName,
  what: string,
): NameRead {
  const address = tables.elementAddress(tables.strtab, 1, offset, 'DT_STRTAB');
  return replay.name(address, wanted.bytes, tables.rules.names, what);
}

/** ASCII only, as all names in the catalog are. */
export function wantedName(text: string, hash: number): WantedName {
  return { text, bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)), hash };
}
