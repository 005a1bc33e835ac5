/**
 * The version tests: Go resolves its node to an index once (vdsoFindVersion); the kernel's parse_vdso.c
 * and its descendants look up each symbol's definition by index and compare it (vdso_match_version).
 */
import { VER_FLG_BASE, VERSYM_HIDDEN } from '../../elf/format/constants.ts';
import type { LookupRules } from '../model.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import { type SymbolTables, stringName, type WantedName } from './symbolTables.ts';
import { CycleWatch } from './walk.ts';

const VERDEF = { flags: 2n, ndx: 4n, hash: 8n, aux: 12n, next: 16n } as const;
const VERDEF_SIZE = 20;

/** Index of the node `wanted`; -1 when no definition matches, which no symbol then has; 0 for no test. */
export function findVersionIndex(replay: Replay, tables: SymbolTables, wanted: WantedName): number {
  if (tables.verdef === undefined) {
    if (tables.rules.noVerdef === 'unchecked') return 0;
    throw new ReplayStop('crash', { code: 'no-verdef', args: { address: VERDEF.flags } });
  }
  for (const definition of definitions(replay, tables.verdef)) {
    if (isBase(replay, definition)) {
      replay.info('verdef-base', {}, definition, VERDEF_SIZE);
      continue;
    }
    if (!definitionMatches(replay, tables, definition, wanted, true)) continue;
    const index = replay.u16(definition + VERDEF.ndx, 'vd_ndx') & ~VERSYM_HIDDEN;
    replay.test(true, 'version-index', { index, name: wanted.text }, definition, VERDEF_SIZE);
    return index;
  }
  replay.fail('version-absent', { name: wanted.text });
  return -1;
}

/** Whether `symbol` has the index found before; skipped without DT_VERSYM and for index 0. */
export function hasVersionIndex(
  replay: Replay,
  tables: SymbolTables,
  rules: LookupRules,
  symbol: number,
  wanted: number,
): boolean {
  if (tables.versym === undefined) {
    replay.info('version-unchecked', { tag: 'VERSYM' });
    return true;
  }
  if (wanted === 0) {
    replay.info('version-index-zero', {});
    return true;
  }
  const { index, address } = versionIndexOf(replay, tables, rules, symbol, tables.versym);
  return replay.test(index === wanted, 'symbol-version', { symbol, index, wanted }, address, 2);
}

/** Whether the definition that `symbol`'s index names is the wanted one, by name or by hash and name. */
export function hasVersionName(
  replay: Replay,
  tables: SymbolTables,
  rules: LookupRules,
  symbol: number,
  wanted: WantedName,
): boolean {
  if (tables.versym === undefined || tables.verdef === undefined) {
    replay.info('version-unchecked', { tag: tables.versym === undefined ? 'VERSYM' : 'VERDEF' });
    return true;
  }
  const { index } = versionIndexOf(replay, tables, rules, symbol, tables.versym);
  for (const definition of definitions(replay, tables.verdef)) {
    if (rules.verdefVersion === 'checked') {
      const version = replay.u16(definition, 'vd_version');
      if (version !== 1) return replay.test(false, 'verdef-version', { version }, definition, VERDEF_SIZE);
    }
    if (isBase(replay, definition)) continue;
    if ((replay.u16(definition + VERDEF.ndx, 'vd_ndx') & ~VERSYM_HIDDEN) !== index) continue;
    return definitionMatches(replay, tables, definition, wanted, rules.version !== 'by-name');
  }
  return replay.test(false, 'version-not-defined', { symbol, index });
}

function versionIndexOf(
  replay: Replay,
  tables: SymbolTables,
  rules: LookupRules,
  symbol: number,
  versym: bigint,
): { index: number; address: bigint } {
  const address = tables.version(versym, symbol);
  const written = replay.u16(address, `versym of symbol ${symbol}`);
  const masked = rules.hiddenBit === 'masked';
  if (masked && (written & VERSYM_HIDDEN) !== 0) {
    replay.info('hidden-bit-masked', { symbol, written }, address, 2);
  }
  return { index: masked ? written & ~VERSYM_HIDDEN : written, address };
}

/** Addresses of the Verdef records in order, as vd_next links them. */
function* definitions(replay: Replay, first: bigint): Generator<bigint> {
  const watch = new CycleWatch<bigint>();
  for (let definition = first; ; ) {
    if (watch.returnedTo(definition)) {
      const args = { offset: replay.offset(definition) };
      throw new ReplayStop('hang', { code: 'verdef-cycle', args });
    }
    yield definition;
    const next = replay.u32(definition + VERDEF.next, 'vd_next');
    if (next === 0) return;
    definition = replay.memory.wrap(definition + BigInt(next));
  }
}

function isBase(replay: Replay, definition: bigint): boolean {
  return (replay.u16(definition + VERDEF.flags, 'vd_flags') & VER_FLG_BASE) !== 0;
}

function definitionMatches(
  replay: Replay,
  tables: SymbolTables,
  definition: bigint,
  wanted: WantedName,
  byHash: boolean,
): boolean {
  if (byHash) {
    const hash = replay.u32(definition + VERDEF.hash, 'vd_hash');
    const same = hash === wanted.hash;
    if (!replay.test(same, 'version-hash', { hash, wanted: wanted.hash }, definition, VERDEF_SIZE))
      return false;
  }
  const aux = definition + BigInt(replay.u32(definition + VERDEF.aux, 'vd_aux'));
  const nameOffset = replay.u32(aux, 'vda_name');
  const name = stringName(replay, tables, nameOffset, wanted, 'name of a version definition');
  return replay.test(name.equal, 'version-name', { name: name.shown, wanted: wanted.text }, aux, 8);
}
