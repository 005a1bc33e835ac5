/**
 * The first of the searches, and nearly everyone's: Go's runtime (src/runtime/vdso_linux.go), glibc, musl, the kernel's
 * parse_vdso.c and its descendants. In Go's words:
 *
 * - vdsoInitFromSysinfoEhdr: the load bias from PT_LOAD, PT_DYNAMIC's entries, DT_GNU_HASH or without it DT_HASH;
 * - vdsoFindVersion: the index of the node wanted, by hash and name;
 * - vdsoParseSymbols: for each key its bucket and chain, and of each candidate type, binding, section, name and version.
 *
 * Where others do otherwise is in their LookupRules, and is asked there where it makes the difference.
 */
import type { LookupRules } from '../model.ts';
import { type DynamicPointers, pointer, readDynamicTable, tagOf } from './dynamicTable.ts';
import { findSymbol } from './findSymbol.ts';
import { walkGnu } from './gnuWalk.ts';
import { type CountedSymbols, type LookupTable, openGnuTable, openSysvTable } from './hashTables.ts';
import { scanLinearly, walkChains } from './linearScan.ts';
import { type LoadedImage, readProgramHeaders } from './programHeaders.ts';
import { type Replay, ReplayStop } from './replay.ts';
import type { KeyHit, Search, SearchedKey } from './search.ts';
import { readSectionTables } from './sectionTables.ts';
import { type SymbolTables, stringName, symbolTables, wantedName } from './symbolTables.ts';
import { walkSysv } from './sysvWalk.ts';
import { findVersionIndex } from './versions.ts';
import type { Walk } from './walk.ts';

/** undefined: the consumer leaves the image alone. */
export function dynamicSearch(replay: Replay, rules: LookupRules, machine: number): Search | undefined {
  const counted = rules.sections === undefined ? undefined : countBySections(replay, rules.sections);
  if (rules.sections !== undefined && counted === undefined) return undefined;
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
  const hashTable = counted ?? openHashTable(replay, rules, machine, pointers);
  if (hashTable === undefined) return undefined;
  const hashed = rules.algorithm === 'hash' && hashTable.kind !== 'section';
  const table = hashed ? hashTable.kind : 'linear';
  return {
    bias: loaded.bias,
    table,
    versionIndex: (node) => findVersionIndex(replay, tables, node),
    find(key): KeyHit {
      const walk = (accept: Accept): Walk => walkTable(replay, hashTable, rules, key, accept);
      const hit = findSymbol(replay, tables, table, key, walk);
      if (rules.resultAsserted && hit.value !== undefined) assertInLoad(replay, loaded, hit.value);
      return hit;
    },
  };
}

type Accept = (symbol: number) => boolean;

function walkTable(
  replay: Replay,
  table: LookupTable,
  rules: LookupRules,
  key: SearchedKey,
  accept: Accept,
): Walk {
  if (rules.algorithm === 'chains' && table.kind === 'sysv') return walkChains(replay, table, accept);
  if (rules.algorithm !== 'hash' || table.kind === 'section')
    return scanLinearly(replay, table, rules, accept);
  if (table.kind === 'gnu') return walkGnu(replay, table, rules, key.gnuHash, accept);
  return walkSysv(replay, table, rules, key.sysvHash, accept);
}

/** bionic and LLVM's libc take only the number of symbols from the section headers. */
function countBySections(
  replay: Replay,
  sections: NonNullable<LookupRules['sections']>,
): CountedSymbols | undefined {
  const found = readSectionTables(replay, sections);
  if (found === undefined) return undefined;
  if (found.count > 0) return { kind: 'section', count: found.count };
  replay.fail('no-section-symbols', {});
  return undefined;
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

/** rustix asserts that what it found lies in the PT_LOAD. */
function assertInLoad(replay: Replay, { bias, loadEnd }: LoadedImage, value: bigint): void {
  const offset = replay.memory.wrap(bias + value - replay.memory.base);
  if (offset > loadEnd) {
    throw new ReplayStop('crash', { code: 'result-asserted', args: { offset, loadEnd } });
  }
}
