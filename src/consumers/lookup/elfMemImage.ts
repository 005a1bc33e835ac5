/**
 * Abseil's ElfMemImage and its older copy in gperftools: an iterator makes a record of every symbol on the way
 * and checks what it reads with CHECK, which ends the program. Only then are name, version and type compared.
 */

import { SHN_LORESERVE, SHN_UNDEF, VERSYM_HIDDEN } from '../../elf/format/constants.ts';
import type { Reason, ReasonCode, Reasons } from '../reasons.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import type { SearchedKey } from './search.ts';
import { type SymbolTables, stringName, wantedName } from './symbolTables.ts';

const nothing = wantedName('', 0);

/** The value of symbol `index` when it is the wanted one. */
export function acceptChecked(
  replay: Replay,
  tables: SymbolTables,
  index: number,
  key: SearchedKey,
): bigint | undefined {
  const { sym, verdaux } = replay.read;
  const { size } = sym;
  const symbol = tables.symbol(index);
  const versym =
    replay.u16(tables.version(tables.versym ?? 0n, index), ['symbol-version', index]) & ~VERSYM_HIDDEN;
  const nameOffset = sym.number(symbol, 'st_name', ['symbol', index]);
  check(BigInt(nameOffset) < (tables.strsz ?? 0n), 'checked-string', { symbol: index, offset: nameOffset });
  const section = sym.number(symbol, 'st_shndx', ['symbol', index]);
  const wanted = key.version !== undefined && 'name' in key.version ? key.version.name : nothing;
  const version = section === SHN_UNDEF ? undefined : definitionOf(replay, tables, index, versym);
  const value = sym.word(symbol, 'st_value', ['symbol', index]);
  if (section !== SHN_UNDEF && section < SHN_LORESERVE) {
    check(value > tables.linkedAt, 'checked-value', { symbol: index, value, linkedAt: tables.linkedAt });
  }
  const name = stringName(replay, tables, nameOffset, key.name, ['symbol-name', index]);
  const named = { symbol: index, name: name.shown, wanted: key.name.text };
  if (!replay.test(name.equal, 'symbol-name', named, symbol, size)) return undefined;
  if (version === undefined) {
    replay.fail('version-not-defined', { symbol: index, index: versym });
    return undefined;
  }
  const node = stringName(replay, tables, version.nameOffset, wanted, 'version-name');
  const compared = { name: node.shown, wanted: wanted.text };
  if (!replay.test(node.equal, 'version-name', compared, version.aux, verdaux.size)) return undefined;
  const type = sym.number(symbol, 'st_info', ['symbol', index]) & 15;
  const isType = key.types === 'any' || key.types.includes(type);
  const args = { symbol: index, type, accepted: isType };
  if (!replay.test(isType, 'symbol-type', args, symbol, size)) return undefined;
  replay.test(true, 'symbol-accepted', { symbol: index, value }, symbol, size);
  return value;
}

/** GetVerdef: definitions are taken to stand in the order of their indices. */
function definitionOf(
  replay: Replay,
  tables: SymbolTables,
  symbol: number,
  index: number,
): { nameOffset: number; aux: bigint } | undefined {
  check(BigInt(index) <= (tables.verdefnum ?? 0n), 'checked-index', { symbol, index });
  const { verdef, verdaux } = replay.read;
  let definition = tables.verdef ?? 0n;
  const ndx = (): number => verdef.number(definition, 'vd_ndx');
  while (ndx() < index) {
    const next = verdef.number(definition, 'vd_next');
    if (next === 0) break;
    definition = replay.memory.wrap(definition + BigInt(next));
  }
  if (ndx() !== index) return undefined;
  const count = verdef.number(definition, 'vd_cnt');
  check(count === 1 || count === 2, 'checked-count', { index, count });
  const aux = verdef.element(definition, 1);
  const nameOffset = verdaux.number(aux, 'vda_name');
  check(BigInt(nameOffset) < (tables.strsz ?? 0n), 'checked-string', { symbol, offset: nameOffset });
  return { nameOffset, aux };
}

function check<Code extends ReasonCode>(passed: boolean, code: Code, args: Reasons[Code]): void {
  if (!passed) throw new ReplayStop('crash', { code, args } as Reason);
}
