/**
 * Every symbol in turn, as musl and its kin do: a hash table tells only how many there are. DT_HASH says so
 * in nchain; DT_GNU_HASH by the end of the chain of the highest bucket (count_syms_gnu in musl).
 */
import type { GnuTable, HashTable } from './hashTables.ts';
import type { Replay } from './replay.ts';
import type { Walk } from './walk.ts';

export function scanLinearly(replay: Replay, table: HashTable, accept: (symbol: number) => boolean): Walk {
  const count = table.kind === 'sysv' ? table.nchain : countByGnu(replay, table);
  replay.info('symbol-count', { count, table: table.kind === 'sysv' ? 'DT_HASH' : 'DT_GNU_HASH' });
  for (let symbol = 0; symbol < count; symbol++) {
    if (accept(symbol)) return { symbol };
  }
  replay.fail('symbols-exhausted', { count });
  return {};
}

function countByGnu(replay: Replay, table: GnuTable): number {
  let last = 0;
  for (let bucket = 0; bucket < table.nbucket; bucket++) {
    const first = replay.u32(table.buckets + 4n * BigInt(bucket), `bucket ${bucket} of DT_GNU_HASH`);
    last = Math.max(last, first);
  }
  if (last < table.symoffset) return table.symoffset;
  for (let symbol = last; ; symbol++) {
    const word = table.chains + 4n * BigInt(symbol - table.symoffset);
    if ((replay.u32(word, `chain word of symbol ${symbol}`) & 1) !== 0) return symbol + 1;
  }
}
