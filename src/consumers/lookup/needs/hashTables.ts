/** What the hash tables must be, or must tell. DT_HASH has 4-byte words for every consumer here. */
import { DT_GNU_HASH, DT_HASH } from '../../../elf/format/constants.ts';
import type { LookupRules } from '../../model.ts';
import type { Need } from '../../need.ts';
import { openGnuTable } from '../hashTables.ts';
import type { Replay } from '../replay.ts';
import { type DynamicValues, dynamicValues, missingTag, pointedAt } from './dynamic.ts';
import { met, type NeedResult, unmet } from './needResult.ts';

/** bionic's linker: either table with buckets, and a bloom filter of a power of two. */
export function hashTableNeed(replay: Replay, rules: LookupRules): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const gnu = pointedAt(replay, dynamic, DT_GNU_HASH);
  const sysv = pointedAt(replay, dynamic, DT_HASH);
  let buckets = 0;
  if (sysv !== undefined) {
    buckets = replay.u32(sysv, 'sysv-nbucket');
    replay.info('need-buckets', { table: 'DT_HASH', buckets }, sysv, 8);
  }
  if (gnu !== undefined) {
    const { gnuHash } = replay.read;
    const ofGnu = gnuHash.number(gnu, 'nbuckets', 'DT_GNU_HASH');
    const bloomSize = gnuHash.number(gnu, 'bloom_size', 'DT_GNU_HASH');
    replay.info('need-buckets', { table: 'DT_GNU_HASH', buckets: ofGnu }, gnu, gnuHash.size);
    if ((bloomSize & (bloomSize - 1)) !== 0) {
      return unmet(replay, 'need-bloom-size', { bloomSize }, gnu, gnuHash.size);
    }
    buckets = Math.max(buckets, ofGnu);
  }
  if (buckets === 0) return unmet(replay, 'need-no-buckets', {});
  return met(replay, 'need-buckets', { table: gnu === undefined ? 'DT_HASH' : 'DT_GNU_HASH', buckets });
}

/** nchain of DT_HASH, else the end of the chain of DT_GNU_HASH's highest bucket. */
export function symbolCountNeed(
  replay: Replay,
  rules: LookupRules,
  { all }: Extract<Need, { kind: 'symbol-count' }>,
): NeedResult {
  const dynamic = dynamicValues(replay, rules);
  if (dynamic === undefined) return {};
  const missing = missingTag(dynamic, all);
  if (missing !== undefined) return unmet(replay, 'need-no-tag', { tag: missing });
  const sysv = pointedAt(replay, dynamic, DT_HASH);
  const chains = sysv === undefined ? 0 : replay.u32(sysv + 4n, 'sysv-nchain');
  if (chains > 0) return met(replay, 'need-symbol-count', { count: chains, table: 'DT_HASH' }, sysv, 8);
  const count = countByGnu(replay, rules, dynamic);
  if (count === 0) return unmet(replay, 'need-no-symbol-count', {});
  return met(replay, 'need-symbol-count', { count, table: 'DT_GNU_HASH' });
}

/** 0 without the table, and where all of its buckets are empty. */
function countByGnu(replay: Replay, rules: LookupRules, dynamic: DynamicValues): number {
  const at = pointedAt(replay, dynamic, DT_GNU_HASH);
  if (at === undefined) return 0;
  const table = openGnuTable(replay, at, rules);
  let last = 0;
  for (let bucket = 0; bucket < table.nbucket; bucket++) {
    last = Math.max(last, replay.u32(table.buckets + 4n * BigInt(bucket), ['gnu-bucket', bucket]));
  }
  if (last === 0) return 0;
  for (let symbol = last; ; symbol++) {
    const word = table.chains + 4n * BigInt(symbol - table.symoffset);
    if ((replay.u32(word, ['gnu-chain-word', symbol]) & 1) !== 0) return symbol + 1;
  }
}
