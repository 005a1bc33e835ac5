/** The whole search of one consumer: open the image, resolve its version node, look for each key. */

import type { LookupRules } from '../model.ts';
import { acceptSymbol } from './acceptSymbol.ts';
import { pointer, readDynamicTable, tagOf } from './dynamicTable.ts';
import { walkGnu } from './gnuWalk.ts';
import { type HashTable, openGnuTable, openSysvTable } from './hashTables.ts';
import { scanLinearly } from './linearScan.ts';
import { readProgramHeaders } from './programHeaders.ts';
import type { Replay } from './replay.ts';
import { type SymbolTables, symbolTables, type WantedName } from './symbolTables.ts';
import { walkSysv } from './sysvWalk.ts';
import { hasVersionIndex, hasVersionName } from './versions.ts';

export interface OpenImage {
  readonly bias: bigint;
  readonly tables: SymbolTables;
  readonly hashTable: HashTable;
}

/** undefined: the consumer leaves the image alone; the last failed step says why. */
export function openImage(replay: Replay, rules: LookupRules, machine: number): OpenImage | undefined {
  const loaded = readProgramHeaders(replay, rules);
  if (loaded === undefined) return undefined;
  const pointers = readDynamicTable(replay, loaded, rules);
  if (pointers === undefined) return undefined;
  const tables = symbolTables(replay, rules, {
    symtab: pointer(pointers, 'SYMTAB') ?? 0n,
    strtab: pointer(pointers, 'STRTAB') ?? 0n,
    versym: pointer(pointers, 'VERSYM'),
    verdef: pointer(pointers, 'VERDEF'),
  });
  for (const kind of rules.tables) {
    const table = pointer(pointers, tagOf(kind));
    if (table === undefined) continue;
    replay.info('table-chosen', { table: `DT_${tagOf(kind)}`, offset: replay.offset(table) }, table, 4);
    const hashTable =
      kind === 'gnu' ? openGnuTable(replay, table, rules) : openSysvTable(replay, table, rules, machine);
    return { bias: loaded.bias, tables, hashTable };
  }
  return undefined;
}

export interface SearchedKey {
  readonly name: WantedName;
  readonly sysvHash: number;
  readonly gnuHash: number;
  /** Its node: an index resolved before, a name to compare, or nothing to check. */
  readonly version: { readonly index: number } | { readonly name: WantedName } | undefined;
}

export interface KeyHit {
  readonly bucket?: number;
  readonly symbol?: number;
  readonly value?: bigint;
}

export function searchKey(replay: Replay, image: OpenImage, rules: LookupRules, key: SearchedKey): KeyHit {
  const { tables, hashTable } = image;
  const table = rules.algorithm === 'linear' ? 'linear' : hashTable.kind;
  let value: bigint | undefined;
  const accept = (symbol: number): boolean => {
    value = acceptSymbol(replay, tables, table, symbol, key.name, (index) =>
      versionAccepted(replay, tables, rules, index, key.version),
    );
    return value !== undefined;
  };
  let walk: { bucket?: number; symbol?: number };
  if (rules.algorithm === 'linear') walk = scanLinearly(replay, hashTable, accept);
  else if (hashTable.kind === 'gnu') walk = walkGnu(replay, hashTable, rules, key.gnuHash, accept);
  else walk = walkSysv(replay, hashTable, rules, key.sysvHash, accept);
  return value === undefined ? walk : { ...walk, value };
}

function versionAccepted(
  replay: Replay,
  tables: SymbolTables,
  rules: LookupRules,
  symbol: number,
  version: SearchedKey['version'],
): boolean {
  if (version === undefined) return true;
  if ('index' in version) return hasVersionIndex(replay, tables, rules, symbol, version.index);
  return hasVersionName(replay, tables, rules, symbol, version.name);
}
