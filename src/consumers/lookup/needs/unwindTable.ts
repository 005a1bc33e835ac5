/**
 * Tables to unwind by: PT_GNU_EH_FRAME leads to .eh_frame_hdr (Linux Standard Base Core 5.0, "Exception Frames"),
 * and that to .eh_frame.
 */

import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { PT_GNU_EH_FRAME, SHT_NOBITS } from '../../../elf/format/constants.ts';
import type { LookupRules } from '../../model.ts';
import type { Need } from '../../need.ts';
import type { Replay } from '../replay.ts';
import { met, type NeedResult, unmet } from './needResult.ts';
import { biasOfFirstLoad, firstOfType } from './programHeaders.ts';
import { namedSections } from './sections.ts';

type UnwindTable = Extract<Need, { kind: 'unwind-table' }>;

const VERSION = 1;

export function unwindTableNeed(replay: Replay, rules: LookupRules, need: UnwindTable): NeedResult {
  const { base } = replay.memory;
  if (need.sectionsFirst) {
    const sections = [...namedSections(replay)].filter(({ type, size }) => type !== SHT_NOBITS && size > 0n);
    const frames = sections.find((section) => section.isNamed('.eh_frame'));
    if (frames !== undefined) return frameRecords(replay, base + frames.offset, frames.size, need);
    const header = sections.find((section) => section.isNamed('.eh_frame_hdr'));
    if (header !== undefined) return frameHeader(replay, base + header.offset, need);
  }
  const segment = firstOfType(replay, PT_GNU_EH_FRAME);
  if (segment === undefined) return none(replay, need, 'need-no-unwind-table');
  if (need.address === 'not-zero' && segment.vaddr === 0n) {
    return unmet(replay, 'need-unwind-table-at-zero', { index: segment.index }, segment.at, segment.size);
  }
  const bias =
    rules.loadBias === 'base' ? undefined : biasOfFirstLoad(replay, rules.loadBias.endsWith('vaddr'));
  const at = bias === undefined ? base + segment.offset : replay.memory.wrap(bias + segment.vaddr);
  return frameHeader(replay, at, need);
}

/** .eh_frame that begins with its terminator has nothing in it. */
function frameRecords(replay: Replay, at: bigint, size: bigint, need: UnwindTable): NeedResult {
  const length = fileNumber(size);
  if (replay.u32(at, 'eh-frame') === 0) {
    return none(replay, need, 'need-eh-frame-empty', at, length);
  }
  return met(replay, 'need-eh-frame', { offset: replay.offset(at), size }, at, length);
}

function none(
  replay: Replay,
  { orNone }: UnwindTable,
  code: 'need-no-unwind-table' | 'need-eh-frame-empty',
  at?: bigint,
  length?: number,
): NeedResult {
  return orNone ? met(replay, code, {}, at, length) : unmet(replay, code, {}, at, length);
}

function frameHeader(replay: Replay, at: bigint, { encoding }: UnwindTable): NeedResult {
  const version = replay.u8(at, 'eh-frame-hdr');
  if (version !== VERSION) return unmet(replay, 'need-unwind-version', { version }, at, 1);
  const pointer = replay.u8(at + 1n, 'eh-frame-hdr');
  const count = replay.u8(at + 2n, 'eh-frame-hdr');
  const table = replay.u8(at + 3n, 'eh-frame-hdr');
  // DW_EH_PE_udata4 or sdata4 for the numbers, datarel sdata4 for the table.
  const sorted = (pointer & 7) === 3 && (count & 7) === 3 && (table & 0xf7) === 0x33;
  if (encoding !== undefined && !sorted) {
    return unmet(replay, 'need-unwind-encoding', { pointer, count, table }, at, 4);
  }
  return met(replay, 'need-unwind-table', { offset: replay.offset(at) }, at, 4);
}
