/** One key among symbols: each candidate that a walk comes to is tested, and what passed is tried for use. */
import { SHN_ABS } from '../../elf/format/constants.ts';
import { acceptSymbol } from './acceptSymbol.ts';
import { acceptChecked } from './elfMemImage.ts';
import { type Replay, ReplayStop } from './replay.ts';
import type { KeyHit, Search, SearchedKey } from './search.ts';
import type { SymbolTables } from './symbolTables.ts';
import { hasVersionIndex, hasVersionName } from './versions.ts';
import type { Walk } from './walk.ts';

/** @param walk hands candidates on, in the order of its table, until one is accepted or none is left */
export function findSymbol(
  replay: Replay,
  tables: SymbolTables,
  table: Search['table'],
  key: SearchedKey,
  walk: (accept: (symbol: number) => boolean) => Walk,
): KeyHit {
  const { rules } = tables;
  let hit: { symbol: number; value: bigint } | undefined;
  const accept = (symbol: number): boolean => {
    const value = rules.fatalChecks
      ? acceptChecked(replay, tables, symbol, key)
      : acceptSymbol(replay, tables, table, symbol, key, (index) =>
          versionAccepted(replay, tables, index, key.version),
        );
    if (value === undefined) return false;
    hit = { symbol, value };
    return rules.match !== 'last';
  };
  const walked = walk(accept);
  if (hit === undefined) {
    if (rules.algorithm !== 'hash') replay.fail('symbols-exhausted', {});
    return walked;
  }
  if (rules.overwrites === 'base') assertMapped(replay, hit.value);
  const absolute = rules.absoluteSymbols === 'not-relocated' && isAbsolute(replay, tables, hit.symbol);
  return { ...walked, ...hit, ...(absolute ? { absolute } : {}) };
}

function versionAccepted(
  replay: Replay,
  tables: SymbolTables,
  symbol: number,
  version: SearchedKey['version'],
): boolean {
  if (version === undefined) return true;
  if ('index' in version) return hasVersionIndex(replay, tables, symbol, version.index);
  return hasVersionName(replay, tables, symbol, version.name);
}

function isAbsolute(replay: Replay, tables: SymbolTables, symbol: number): boolean {
  return replay.read.sym.number(tables.symbol(symbol), 'st_shndx', ['symbol', symbol]) === SHN_ABS;
}

/** Reverie writes where the mapping would have it. */
function assertMapped({ memory }: Replay, offset: bigint): void {
  if (offset < BigInt(memory.length)) return;
  throw new ReplayStop('crash', { code: 'overwrites-outside', args: { offset, mapped: memory.length } });
}
