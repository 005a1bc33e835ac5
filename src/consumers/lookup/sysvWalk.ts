/** DT_HASH (gABI chapter 5, "Hash Table"): bucket, then chain to 0. No hashes are compared. */
import type { LookupRules } from '../model.ts';
import { readHashWord, type SysvTable } from './hashTables.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import { CycleWatch, type Walk } from './walk.ts';

export function walkSysv(
  replay: Replay,
  table: SysvTable,
  rules: LookupRules,
  hash: number,
  accept: (symbol: number) => boolean,
): Walk {
  if (table.nbucket === 0) {
    if (rules.zeroBuckets.sysv === 'divides') {
      throw new ReplayStop('crash', { code: 'divides-by-zero', args: { table: 'DT_HASH' } });
    }
    replay.fail('no-buckets', { table: 'DT_HASH' });
    return {};
  }
  const size = table.wordSize;
  const bucket = hash % table.nbucket;
  const at = table.buckets + BigInt(bucket * size);
  let symbol = readHashWord(replay, at, size, ['sysv-bucket', bucket]);
  const args = { hash, nbucket: table.nbucket, bucket, symbol };
  if (symbol === 0) {
    replay.fail('sysv-bucket-empty', args, at, size);
    return { bucket };
  }
  replay.test(true, 'sysv-bucket', args, at, size);
  const watch = new CycleWatch<number>();
  while (symbol !== 0) {
    if (watch.returnedTo(symbol)) {
      throw new ReplayStop('hang', { code: 'chain-cycle', args: { bucket, symbol } });
    }
    if (rules.bounds !== undefined && symbol >= table.nchain) {
      replay.fail('chain-beyond', { symbol, nchain: table.nchain });
      return { bucket };
    }
    if (accept(symbol)) return { bucket, symbol };
    symbol = next(replay, table, symbol, bucket);
  }
  return { bucket };
}

function next(replay: Replay, table: SysvTable, symbol: number, bucket: number): number {
  if (symbol >= table.chainLimit) {
    const args = { what: 'sysv-chains' as const, index: symbol, limit: table.chainLimit };
    throw new ReplayStop('crash', { code: 'index-panic', args });
  }
  const at = table.chains + BigInt(symbol) * BigInt(table.wordSize);
  const following = readHashWord(replay, at, table.wordSize, ['sysv-chain-entry', symbol]);
  const code = following === 0 ? 'sysv-chain-end' : 'sysv-chain';
  if (following === 0) replay.fail(code, { symbol, next: following, bucket }, at, table.wordSize);
  else replay.info(code, { symbol, next: following, bucket }, at, table.wordSize);
  return following;
}
