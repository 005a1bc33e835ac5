/** DT_GNU_HASH: bucket, then chain words until one with bit 0 set. Table layout: binutils' elf.h and the gABI's draft text. */
import type { LookupRules } from '../model.ts';
import type { GnuLookupTable } from './hashTables.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';
import type { Walk } from './walk.ts';

export function walkGnu(
  replay: Replay,
  table: GnuLookupTable,
  rules: LookupRules,
  hash: number,
  accept: (symbol: number) => boolean,
): Walk {
  if (table.nbucket === 0) return emptyTable(replay, rules);
  if (rules.bloomFilter && !bloomHas(replay, table, hash)) return {};
  const bucket = hash % table.nbucket;
  const at = table.buckets + 4n * BigInt(bucket);
  const first = replay.u32(at, ['gnu-bucket', bucket]);
  const args = { hash, nbucket: table.nbucket, bucket, symbol: first, symoffset: table.symoffset };
  const { gnuEmptyBucket } = rules;
  if (gnuEmptyBucket === undefined ? first < table.symoffset : first === 0) {
    replay.fail('gnu-bucket-empty', args, at, 4);
    return { bucket };
  }
  replay.test(true, 'gnu-bucket', args, at, 4);
  for (let symbol = first; ; symbol++) {
    const difference = symbol - table.symoffset;
    const position = gnuEmptyBucket === 'zero-unsigned' ? difference >>> 0 : difference;
    if (position >= table.chainLimit) {
      throw new ReplayStop('crash', {
        code: 'index-panic',
        args: { what: 'gnu-chains', index: position, limit: table.chainLimit },
      });
    }
    const word = table.chains + 4n * BigInt(position);
    const value = replay.u32(word, ['gnu-chain-word', symbol]);
    const last = (value & 1) !== 0;
    const matches = (value | 1) >>> 0 === (hash | 1) >>> 0;
    const code = matches ? 'gnu-chain-match' : last ? 'gnu-chain-end' : 'gnu-chain-next';
    const step = { bucket, nbucket: table.nbucket, symbol, word: value, hash };
    if (matches) {
      replay.test(true, code, step, word, 4);
      if (accept(symbol)) return { bucket, symbol };
      if (last) replay.fail('chain-exhausted', { bucket });
    } else if (last) {
      replay.fail(code, step, word, 4);
    } else {
      replay.info(code, step, word, 4);
    }
    if (last) return { bucket };
  }
}

function emptyTable(replay: Replay, rules: LookupRules): Walk {
  if (rules.zeroBuckets.gnu === 'divides') {
    throw new ReplayStop('crash', { code: 'divides-by-zero', args: { table: 'DT_GNU_HASH' } });
  }
  replay.fail('no-buckets', { table: 'DT_GNU_HASH' });
  return {};
}

/** Two bits of one bloom word; both set in every table that has the name. */
function bloomHas(replay: Replay, table: GnuLookupTable, hash: number): boolean {
  const bits = replay.wordSize * 8;
  // A power of two, as the opening of the table asserts; with 0 the mask lets everything through.
  const index = (Math.floor(hash / bits) & (table.bloomSize - 1)) >>> 0;
  const at = table.bloom + BigInt(index * replay.wordSize);
  const word = replay.word(at, ['bloom-word', index]);
  const second = table.bloomShift < 32 ? hash >>> table.bloomShift : 0;
  const mask = (1n << BigInt(hash % bits)) | (1n << BigInt(second % bits));
  return replay.test((word & mask) === mask, 'bloom', { index, word, mask }, at, replay.wordSize);
}
