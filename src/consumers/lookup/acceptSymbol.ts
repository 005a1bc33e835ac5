/** The tests a candidate must pass, in the order in which all consumers make them. */
import { SHN_ABS, SHN_UNDEF, STV_DEFAULT, STV_HIDDEN, STV_INTERNAL } from '../../elf/format/constants.ts';
import type { LookupRules } from '../model.ts';
import { type Replay, ReplayStop } from './replay.ts';
import type { SearchedKey } from './search.ts';
import { type SymbolTables, stringName } from './symbolTables.ts';

/** The value of symbol `index` when the consumer accepts it for `key`. */
export function acceptSymbol(
  replay: Replay,
  tables: SymbolTables,
  table: 'gnu' | 'sysv' | 'linear',
  index: number,
  key: Pick<SearchedKey, 'name' | 'types'>,
  versionAccepted: (symbol: number) => boolean,
): bigint | undefined {
  const { rules } = tables;
  const { name: wanted, types } = key;
  const { sym } = replay.read;
  const { size } = sym;
  const symbol = tables.symbol(index);
  if (rules.bounds !== undefined && !replay.has(symbol, size)) {
    replay.fail('outside-refused', { what: ['symbol', index] });
    return undefined;
  }
  if (!kindAccepted(replay, rules, types, index, symbol)) return undefined;
  const section = sym.number(symbol, 'st_shndx', ['symbol', index]);
  if (!sectionAccepted(replay, rules, table, index, section, symbol)) return undefined;
  const nameOffset = sym.number(symbol, 'st_name', ['symbol', index]);
  if (rules.bounds !== undefined && !replay.has(tables.string(nameOffset), rules.bounds.nameBytes)) {
    replay.fail('outside-refused', { what: ['symbol-name', index] });
    return undefined;
  }
  const name = stringName(replay, tables, nameOffset, wanted, ['symbol-name', index]);
  const args = { symbol: index, name: name.shown, wanted: wanted.text };
  if (!replay.test(name.equal, 'symbol-name', args, symbol, size)) return undefined;
  if (!versionAccepted(index)) return undefined;
  const value = sym.word(symbol, 'st_value', ['symbol', index]);
  if (!valueAccepted(rules, value, section)) {
    replay.fail('value-zero', { symbol: index }, symbol, size);
    return undefined;
  }
  if (!sizeAccepted(replay, rules, index, symbol)) return undefined;
  replay.test(true, 'symbol-accepted', { symbol: index, value }, symbol, size);
  return value;
}

/** Type, binding and visibility. */
function kindAccepted(
  replay: Replay,
  rules: LookupRules,
  types: readonly number[] | 'any',
  index: number,
  symbol: bigint,
): boolean {
  const { sym } = replay.read;
  const { size } = sym;
  const info = sym.number(symbol, 'st_info', ['symbol', index]);
  if (rules.emptyInfo === 'refused' && info === 0) {
    return replay.test(false, 'symbol-empty-info', { symbol: index }, symbol, size);
  }
  const type = info & 15;
  const bind = info >> 4;
  const isType = accepts(types, type);
  const isBinding = accepts(rules.acceptedBindings, bind);
  if (rules.typeOrBinding) {
    const args = { symbol: index, type, bind, accepted: isType || isBinding };
    return replay.test(isType || isBinding, 'symbol-type-or-binding', args, symbol, size);
  }
  const typed = { symbol: index, type, accepted: isType };
  if (!replay.test(isType, 'symbol-type', typed, symbol, size)) return false;
  const bound = { symbol: index, bind, accepted: isBinding };
  if (!replay.test(isBinding, 'symbol-binding', bound, symbol, size)) return false;
  if (rules.visibility === undefined) return true;
  const visibility = sym.number(symbol, 'st_other', ['symbol', index]) & 3;
  const hidden = visibility === STV_INTERNAL || visibility === STV_HIDDEN;
  const visible = rules.visibility === 'default-only' ? visibility === STV_DEFAULT : !hidden;
  const args = { symbol: index, visibility, accepted: visible };
  return replay.test(visible, 'symbol-visibility', args, symbol, size);
}

function sizeAccepted(replay: Replay, rules: LookupRules, index: number, symbol: bigint): boolean {
  if (rules.minSize === undefined) return true;
  const { sym } = replay.read;
  const size = sym.word(symbol, 'st_size', ['symbol', index]);
  const { bytes, failure } = rules.minSize;
  const args = { symbol: index, size, least: bytes };
  const passed = replay.test(size >= BigInt(bytes), 'symbol-size', args, symbol, sym.size);
  if (!passed && failure === 'fatal') throw new ReplayStop('refuses', { code: 'size-fatal', args });
  if (!passed && failure === 'asserted') throw new ReplayStop('crash', { code: 'size-asserted', args });
  return passed;
}

function accepts(wanted: readonly number[] | 'any', value: number): boolean {
  return wanted === 'any' || wanted.includes(value);
}

function sectionAccepted(
  replay: Replay,
  rules: LookupRules,
  table: 'gnu' | 'sysv' | 'linear',
  index: number,
  section: number,
  address: bigint,
): boolean {
  const { size } = replay.read.sym;
  if (rules.absoluteSymbols === 'refused' && section === SHN_ABS) {
    return replay.test(false, 'symbol-absolute-refused', { symbol: index }, address, size);
  }
  if (rules.undefinedSymbols === 'accepted') return true;
  if (rules.undefinedSymbols === 'refused-by-sysv' && table === 'gnu') return true;
  const code = section === SHN_ABS ? 'symbol-absolute' : 'symbol-section';
  return replay.test(section !== SHN_UNDEF, code, { symbol: index, section }, address, size);
}

function valueAccepted(rules: LookupRules, value: bigint, section: number): boolean {
  if (value !== 0n || rules.zeroValue === 'accepted') return true;
  return rules.zeroValue === 'refused-unless-abs' && section === SHN_ABS;
}
