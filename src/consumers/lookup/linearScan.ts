/**
 * Every symbol in turn, as musl and its kin do: a hash table tells only how many there are. DT_HASH says so
 * in nchain; DT_GNU_HASH by the end of the chain of the highest bucket (count_syms_gnu in musl); others take
 * the size of SHT_DYNSYM.
 */
import type { LookupRules } from '../model.ts';
import { type GnuLookupTable, type LookupTable, readHashWord, type SysvTable } from './hashTables.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import { CycleWatch, type Walk } from './walk.ts';

const COUNTED_BY = { sysv: 'DT_HASH', gnu: 'DT_GNU_HASH', section: 'SHT_DYNSYM' } as const;

export function scanLinearly(
  replay: Replay,
  table: LookupTable,
  rules: LookupRules,
  accept: (symbol: number) => boolean,
): Walk {
  const count =
    table.kind === 'section'
      ? table.count
      : table.kind === 'sysv'
        ? table.nchain
        : countByGnu(replay, table, rules);
  replay.info('symbol-count', { count, table: COUNTED_BY[table.kind] });
  for (let symbol = 0; symbol < count; symbol++) {
    if (accept(symbol)) return { symbol };
  }
  return {};
}

/** Each chain of each bucket, as stress-ng does; a chain that comes back to itself never ends. */
export function walkChains(replay: Replay, table: SysvTable, accept: (symbol: number) => boolean): Walk {
  const size = table.wordSize;
  for (let bucket = 0; bucket < table.nbucket; bucket++) {
    const watch = new CycleWatch<number>();
    const at = table.buckets + BigInt(bucket * size);
    let symbol = readHashWord(replay, at, size, ['sysv-bucket', bucket]);
    while (symbol !== 0) {
      if (watch.returnedTo(symbol))
        throw new ReplayStop('hang', { code: 'chain-cycle', args: { bucket, symbol } });
      if (accept(symbol)) return { bucket, symbol };
      const next = table.chains + BigInt(symbol) * BigInt(size);
      symbol = readHashWord(replay, next, size, ['sysv-chain-entry', symbol]);
    }
  }
  return {};
}

/** Abseil takes the last bucket that is not empty for the highest, and no symbols where all are empty. */
function countByGnu(replay: Replay, table: GnuLookupTable, { gnuCount }: LookupRules): number {
  let last = 0;
  for (let bucket = 0; bucket < table.nbucket; bucket++) {
    const first = replay.u32(table.buckets + 4n * BigInt(bucket), ['gnu-bucket', bucket]);
    if (gnuCount === undefined) last = Math.max(last, first);
    else if (first !== 0) last = first;
  }
  if (gnuCount === 'last-bucket' && last === 0) return 0;
  if (gnuCount === undefined && last < table.symoffset) return table.symoffset;
  for (let symbol = last; ; symbol++) {
    const word = table.chains + 4n * BigInt(symbol - table.symoffset);
    if ((replay.u32(word, ['gnu-chain-word', symbol]) & 1) !== 0) return symbol + 1;
  }
}
