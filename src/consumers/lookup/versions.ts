/**
 * The version tests: Go resolves its node to an index once (vdsoFindVersion); the kernel's parse_vdso.c
 * and its descendants look up each symbol's definition by index and compare it (vdso_match_version).
 */
import { VER_FLG_BASE, VERSYM_HIDDEN } from '../../elf/format/constants.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import { type SymbolTables, stringName, type WantedName } from './symbolTables.ts';
import { CycleWatch } from './walk.ts';

/** Index of the node `wanted`; -1 when no definition matches, which no symbol then has; 0 for no test. */
export function findVersionIndex(replay: Replay, tables: SymbolTables, wanted: WantedName): number {
  const { verdef } = replay.read;
  if (tables.verdef === undefined) {
    if (tables.rules.noVerdef === 'unchecked') return 0;
    throw new ReplayStop('crash', { code: 'no-verdef', args: { address: verdef.at(0n, 'vd_flags') } });
  }
  for (const definition of definitions(replay, tables.verdef)) {
    if (isBase(replay, definition)) {
      replay.info('verdef-base', {}, definition, verdef.size);
      continue;
    }
    if (!definitionMatches(replay, tables, definition, wanted, true)) continue;
    const index = verdef.number(definition, 'vd_ndx') & ~VERSYM_HIDDEN;
    replay.test(true, 'version-index', { index, name: wanted.text }, definition, verdef.size);
    return index;
  }
  replay.fail('version-absent', { name: wanted.text });
  return -1;
}

/** Whether `symbol` has the index found before; skipped without DT_VERSYM and for index 0. */
export function hasVersionIndex(
  replay: Replay,
  tables: SymbolTables,
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
  const { index, address } = versionIndexOf(replay, tables, symbol, tables.versym);
  return replay.test(index === wanted, 'symbol-version', { symbol, index, wanted }, address, 2);
}

/** Whether the definition that `symbol`'s index names is the wanted one, by name or by hash and name. */
export function hasVersionName(
  replay: Replay,
  tables: SymbolTables,
  symbol: number,
  wanted: WantedName,
): boolean {
  if (tables.versym === undefined || tables.verdef === undefined) {
    replay.info('version-unchecked', { tag: tables.versym === undefined ? 'VERSYM' : 'VERDEF' });
    return true;
  }
  const { verdef } = replay.read;
  const { index } = versionIndexOf(replay, tables, symbol, tables.versym);
  for (const definition of definitions(replay, tables.verdef)) {
    if (tables.rules.verdefVersion === 'checked') {
      const version = verdef.number(definition, 'vd_version');
      if (version !== 1) return replay.test(false, 'verdef-version', { version }, definition, verdef.size);
    }
    if (isBase(replay, definition)) continue;
    if ((verdef.number(definition, 'vd_ndx') & ~VERSYM_HIDDEN) !== index) continue;
    return definitionMatches(replay, tables, definition, wanted, tables.rules.version !== 'by-name');
  }
  return replay.test(false, 'version-not-defined', { symbol, index });
}

function versionIndexOf(
  replay: Replay,
  tables: SymbolTables,
  symbol: number,
  versym: bigint,
): { index: number; address: bigint } {
  const address = tables.version(versym, symbol);
  const written = replay.u16(address, ['symbol-version', symbol]);
  const masked = tables.rules.hiddenBit === 'masked';
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
    const next = replay.read.verdef.number(definition, 'vd_next');
    if (next === 0) return;
    definition = replay.memory.wrap(definition + BigInt(next));
  }
}

function isBase(replay: Replay, definition: bigint): boolean {
  return (replay.read.verdef.number(definition, 'vd_flags') & VER_FLG_BASE) !== 0;
}

function definitionMatches(
  replay: Replay,
  tables: SymbolTables,
  definition: bigint,
  wanted: WantedName,
  byHash: boolean,
): boolean {
  const { verdef, verdaux } = replay.read;
  if (byHash) {
    const hash = verdef.number(definition, 'vd_hash');
    const same = hash === wanted.hash;
    if (!replay.test(same, 'version-hash', { hash, wanted: wanted.hash }, definition, verdef.size))
      return false;
  }
  const aux = definition + BigInt(verdef.number(definition, 'vd_aux'));
  const nameOffset = verdaux.number(aux, 'vda_name');
  const name = stringName(replay, tables, nameOffset, wanted, 'version-name');
  return replay.test(
    name.equal,
    'version-name',
    { name: name.shown, wanted: wanted.text },
    aux,
    verdaux.size,
  );
}
