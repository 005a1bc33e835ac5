/** The tests a candidate must pass, in the order in which all consumers make them. */
import { SHN_ABS, SHN_UNDEF } from '../../elf/constants.ts';
import type { LookupRules } from '../model.ts';
import type { Replay } from './replay.ts';
import { type SymbolTables, stringName, type WantedName } from './symbolTables.ts';

/** The value of symbol `index` when the consumer accepts it for `wanted`. */
export function acceptSymbol(
  replay: Replay,
  tables: SymbolTables,
  table: 'gnu' | 'sysv' | 'linear',
  index: number,
  wanted: WantedName,
  versionAccepted: (symbol: number) => boolean,
): bigint | undefined {
  const { rules } = tables;
  const wide = replay.memory.class === 64;
  const size = wide ? 24 : 16;
  const symbol = tables.symbol(index);
  const info = replay.u8(symbol + (wide ? 4n : 12n), `st_info of symbol ${index}`);
  const type = info & 15;
  const bind = info >> 4;
  const isType = accepts(rules.acceptedTypes, type);
  if (!replay.test(isType, 'symbol-type', { symbol: index, type, accepted: Number(isType) }, symbol, size))
    return undefined;
  const isBinding = accepts(rules.acceptedBindings, bind);
  if (
    !replay.test(
      isBinding,
      'symbol-binding',
      { symbol: index, bind, accepted: Number(isBinding) },
      symbol,
      size,
    )
  )
    return undefined;
  const section = replay.u16(symbol + (wide ? 6n : 14n), `st_shndx of symbol ${index}`);
  if (!sectionAccepted(replay, rules, table, index, section, symbol, size)) return undefined;
  const nameOffset = replay.u32(symbol, `st_name of symbol ${index}`);
  const name = stringName(replay, tables, nameOffset, wanted, `name of symbol ${index}`);
  const args = { symbol: index, name: name.shown, wanted: wanted.text };
  if (!replay.test(name.equal, 'symbol-name', args, symbol, size)) return undefined;
  if (!versionAccepted(index)) return undefined;
  const value = replay.word(symbol + (wide ? 8n : 4n), `st_value of symbol ${index}`);
  if (!valueAccepted(rules, value, section)) {
    replay.fail('value-zero', { symbol: index }, symbol, size);
    return undefined;
  }
  replay.test(true, 'symbol-accepted', { symbol: index, value }, symbol, size);
  return value;
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
  size: number,
): boolean {
  if (rules.undefinedSymbols === 'accepted') return true;
  if (rules.undefinedSymbols === 'refused-by-sysv' && table === 'gnu') return true;
  const code = section === SHN_ABS ? 'symbol-absolute' : 'symbol-section';
  return replay.test(section !== SHN_UNDEF, code, { symbol: index, section }, address, size);
}

function valueAccepted(rules: LookupRules, value: bigint, section: number): boolean {
  if (value !== 0n || rules.zeroValue === 'accepted') return true;
  return rules.zeroValue === 'refused-unless-abs' && section === SHN_ABS;
}
