/**
 * Abseil's ElfMemImage and its older copy in gperftools: an iterator makes a record of every symbol on the way
 * and checks what it reads with CHECK, which ends the program. Only then are name, version and type compared.
 */
import { SHN_LORESERVE, SHN_UNDEF } from '../../elf/format/constants.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import type { SearchedKey } from './searchedKey.ts';
import { type SymbolTables, stringName, wantedName } from './symbolTables.ts';

const VERDEF_SIZE = 20;
const nothing = wantedName('', 0);

/** The value of symbol `index` when it is the wanted one. */
export function acceptChecked(
  replay: Replay,
  tables: SymbolTables,
  index: number,
  key: SearchedKey,
): bigint | undefined {
  const wide = replay.memory.class === 64;
  const size = wide ? 24 : 16;
  const symbol = tables.symbol(index);
  const versym = replay.u16(tables.version(tables.versym ?? 0n, index), `versym of symbol ${index}`) & 0x7fff;
  const nameOffset = replay.u32(symbol, `st_name of symbol ${index}`);
  check(BigInt(nameOffset) < (tables.strsz ?? 0n), 'checked-string', { symbol: index, offset: nameOffset });
  const section = replay.u16(symbol + (wide ? 6n : 14n), `st_shndx of symbol ${index}`);
  const wanted = key.version !== undefined && 'name' in key.version ? key.version.name : nothing;
  const version = section === SHN_UNDEF ? undefined : definitionOf(replay, tables, index, versym);
  const value = replay.word(symbol + (wide ? 8n : 4n), `st_value of symbol ${index}`);
  if (section !== SHN_UNDEF && section < SHN_LORESERVE) {
    check(value > tables.linkedAt, 'checked-value', { symbol: index, value, linkedAt: tables.linkedAt });
  }
  const name = stringName(replay, tables, nameOffset, key.name, `name of symbol ${index}`);
  const named = { symbol: index, name: name.shown, wanted: key.name.text };
  if (!replay.test(name.equal, 'symbol-name', named, symbol, size)) return undefined;
  if (version === undefined) {
    replay.fail('version-not-defined', { symbol: index, index: versym });
    return undefined;
  }
  const node = stringName(replay, tables, version.nameOffset, wanted, 'name of a version definition');
  const compared = { name: node.shown, wanted: wanted.text };
  if (!replay.test(node.equal, 'version-name', compared, version.aux, 8)) return undefined;
  const type = replay.u8(symbol + (wide ? 4n : 12n), `st_info of symbol ${index}`) & 15;
  const isType = key.types === 'any' || key.types.includes(type);
  const args = { symbol: index, type, accepted: Number(isType) };
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
  let definition = tables.verdef ?? 0n;
  const ndx = (): number => replay.u16(definition + 4n, 'vd_ndx');
  while (ndx() < index) {
    const next = replay.u32(definition + 16n, 'vd_next');
    if (next === 0) break;
    definition = replay.memory.wrap(definition + BigInt(next));
  }
  if (ndx() !== index) return undefined;
  const count = replay.u16(definition + 6n, 'vd_cnt');
  check(count === 1 || count === 2, 'checked-count', { symbol, index, count });
  const aux = definition + BigInt(VERDEF_SIZE);
  const nameOffset = replay.u32(aux, 'vda_name');
  check(BigInt(nameOffset) < (tables.strsz ?? 0n), 'checked-string', { symbol, offset: nameOffset });
  return { nameOffset, aux };
}

function check(passed: boolean, code: string, args: Readonly<Record<string, number | bigint>>): void {
  if (!passed) throw new ReplayStop('crash', { code, args });
}
