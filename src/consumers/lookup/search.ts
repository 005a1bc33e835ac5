/** The whole search of one consumer: open the image, resolve its version node, look for each key. */

import { SHN_ABS } from '../../elf/format/constants.ts';
import type { LookupRules } from '../model.ts';
import { acceptSymbol } from './acceptSymbol.ts';
import { type DynamicPointers, pointer, readDynamicTable, tagOf } from './dynamicTable.ts';
import { acceptChecked } from './elfMemImage.ts';
import { walkGnu } from './gnuWalk.ts';
import { type LookupTable, openGnuTable, openSysvTable } from './hashTables.ts';
import { checkHeader } from './headerChecks.ts';
import { scanLinearly, walkChains } from './linearScan.ts';
import { searchNotes } from './noteSearch.ts';
import { type LoadedImage, readProgramHeaders } from './programHeaders.ts';
import { type Replay, ReplayStop } from './replay.ts';
import type { KeyHit, SearchedKey } from './searchedKey.ts';
import { readSectionTables } from './sectionTables.ts';
import { type SymbolTables, stringName, symbolTables, wantedName } from './symbolTables.ts';
import { walkSysv } from './sysvWalk.ts';
import { hasVersionIndex, hasVersionName } from './versions.ts';

export interface OpenImage {
  readonly bias: bigint;
  readonly tables: SymbolTables;
  readonly hashTable: LookupTable;
  /** Offset in the mapping at which the first PT_LOAD ends, where the consumer knows it. */
  readonly loadEnd: bigint;
}

/** undefined: the consumer leaves the image alone; the last failed step says why. */
export function openForLookup(replay: Replay, rules: LookupRules, machine: number): OpenImage | undefined {
  if (!checkHeader(replay, rules, machine)) return undefined;
  if (rules.algorithm === 'note') return withoutSymbols(replay, rules);
  const sections = readSectionTables(replay, rules);
  if (rules.sections !== undefined) {
    if (sections === undefined) return undefined;
    if (rules.sections.by !== 'count') return fromSections(replay, rules, sections);
    if (sections.count === 0) {
      replay.fail('no-section-symbols', {});
      return undefined;
    }
  }
  const loaded = readProgramHeaders(replay, rules);
  if (loaded === undefined || !isLinkedAtZero(replay, rules, loaded)) return undefined;
  const pointers = readDynamicTable(replay, loaded, rules);
  if (pointers === undefined) return undefined;
  const tables = symbolTables(replay, rules, {
    symtab: pointer(pointers, 'SYMTAB') ?? 0n,
    strtab: pointer(pointers, 'STRTAB') ?? 0n,
    versym: pointer(pointers, 'VERSYM'),
    verdef: pointer(pointers, 'VERDEF'),
    linkedAt: loaded.linkedAt,
    strsz: pointers.get('STRSZ'),
    verdefnum: pointers.get('VERDEFNUM'),
  });
  if (!hasSoname(replay, rules, tables, pointers)) return undefined;
  const open = { bias: loaded.bias, tables, loadEnd: loaded.loadEnd };
  if (sections !== undefined) return { ...open, hashTable: { kind: 'section', count: sections.count } };
  const hashTable = openHashTable(replay, rules, machine, pointers);
  return hashTable === undefined ? undefined : { ...open, hashTable };
}

function openHashTable(
  replay: Replay,
  rules: LookupRules,
  machine: number,
  pointers: DynamicPointers,
): LookupTable | undefined {
  for (const kind of rules.tables) {
    const table = pointer(pointers, tagOf(kind));
    if (table === undefined) continue;
    if (rules.bounds !== undefined && !replay.has(table, replay.wordSize)) {
      replay.fail('outside-refused', { what: `DT_${tagOf(kind)}` });
      return undefined;
    }
    replay.info('table-chosen', { table: `DT_${tagOf(kind)}`, offset: replay.offset(table) }, table, 4);
    return kind === 'gnu' ? openGnuTable(replay, table, rules) : openSysvTable(replay, table, rules, machine);
  }
  // Its pointer is null, and is followed all the same.
  return rules.noHash === 'null-pointer' ? openSysvTable(replay, 0n, rules, machine) : undefined;
}

/** All tables from the section headers, and addresses by the base alone. */
function fromSections(
  replay: Replay,
  rules: LookupRules,
  sections: NonNullable<ReturnType<typeof readSectionTables>>,
): OpenImage {
  const { base } = replay.memory;
  const at = (table: 'dynsym' | 'strtab' | 'allocated-strtab' | 'versym' | 'verdef'): bigint | undefined => {
    const found = sections.tables.get(table);
    return found === undefined ? undefined : base + found.offset;
  };
  const tables = symbolTables(replay, rules, {
    symtab: at('dynsym') ?? 0n,
    strtab: at('strtab') ?? at('allocated-strtab') ?? 0n,
    versym: at('versym'),
    verdef: at('verdef'),
  });
  return { bias: base, tables, hashTable: { kind: 'section', count: sections.count }, loadEnd: 0n };
}

function withoutSymbols(replay: Replay, rules: LookupRules): OpenImage {
  const tables = symbolTables(replay, rules, {
    symtab: 0n,
    strtab: 0n,
    versym: undefined,
    verdef: undefined,
  });
  return { bias: replay.memory.base, tables, hashTable: { kind: 'section', count: 0 }, loadEnd: 0n };
}

function isLinkedAtZero(replay: Replay, rules: LookupRules, { bias }: LoadedImage): boolean {
  if (!rules.segments?.linkedAtZero) return true;
  const { memory } = replay;
  return replay.test(bias === memory.base, 'linked-at-zero', { bias: memory.wrap(bias - memory.base) });
}

function hasSoname(
  replay: Replay,
  rules: LookupRules,
  tables: SymbolTables,
  pointers: DynamicPointers,
): boolean {
  if (rules.soname === undefined) return true;
  const offset = pointers.get('SONAME');
  if (offset === undefined) {
    replay.fail('no-dynamic-tag', { tag: 'SONAME' });
    return false;
  }
  const wanted = wantedName(rules.soname, 0);
  const name = stringName(replay, tables, offset, wanted, 'DT_SONAME');
  const args = { name: name.shown, wanted: wanted.text };
  return replay.test(name.equal, 'soname', args, tables.strtab + offset, name.shown.length + 1);
}

export function searchKey(replay: Replay, image: OpenImage, rules: LookupRules, key: SearchedKey): KeyHit {
  if (key.note !== undefined) return searchNotes(replay, key.note);
  const { tables, hashTable } = image;
  const table = rules.algorithm === 'hash' ? (hashTable.kind === 'gnu' ? 'gnu' : 'sysv') : 'linear';
  let hit: { symbol: number; value: bigint } | undefined;
  const accept = (symbol: number): boolean => {
    const value = rules.fatalChecks
      ? acceptChecked(replay, tables, symbol, key)
      : acceptSymbol(replay, tables, table, symbol, key, (index) =>
          versionAccepted(replay, tables, rules, index, key.version),
        );
    if (value === undefined) return false;
    hit = { symbol, value };
    return rules.match !== 'last';
  };
  const walk = walkTable(replay, hashTable, rules, key, accept);
  if (hit === undefined) {
    if (rules.algorithm !== 'hash') replay.fail('symbols-exhausted', {});
    return walk;
  }
  if (rules.resultAsserted) assertInLoad(replay, image, hit.value);
  if (rules.overwrites === 'base') assertMapped(replay, hit.value);
  const absolute = rules.absoluteSymbols === 'not-relocated' && isAbsolute(replay, tables, hit.symbol);
  return { ...walk, ...hit, ...(absolute ? { absolute } : {}) };
}

function isAbsolute(replay: Replay, tables: SymbolTables, symbol: number): boolean {
  const at = tables.symbol(symbol) + (replay.memory.class === 64 ? 6n : 14n);
  return replay.u16(at, `st_shndx of symbol ${symbol}`) === SHN_ABS;
}

function walkTable(
  replay: Replay,
  table: LookupTable,
  rules: LookupRules,
  key: SearchedKey,
  accept: (symbol: number) => boolean,
): { bucket?: number } {
  if (rules.algorithm === 'chains' && table.kind === 'sysv') return walkChains(replay, table, accept);
  if (rules.algorithm !== 'hash' || table.kind === 'section')
    return scanLinearly(replay, table, rules, accept);
  if (table.kind === 'gnu') return walkGnu(replay, table, rules, key.gnuHash, accept);
  return walkSysv(replay, table, rules, key.sysvHash, accept);
}

/** rustix asserts that what it found lies in the PT_LOAD. */
function assertInLoad(replay: Replay, { bias, loadEnd }: OpenImage, value: bigint): void {
  const offset = replay.memory.wrap(bias + value - replay.memory.base);
  if (offset > loadEnd) {
    throw new ReplayStop('crash', { code: 'result-asserted', args: { offset, loadEnd } });
  }
}

/** Reverie writes where the mapping would have it. */
function assertMapped({ memory }: Replay, offset: bigint): void {
  if (offset < BigInt(memory.length)) return;
  throw new ReplayStop('crash', { code: 'overwrites-outside', args: { offset, mapped: memory.length } });
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
