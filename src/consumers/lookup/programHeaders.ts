/**
 * What a consumer takes from the program headers: the load bias and the dynamic table. Consumers use
 * their own structure size and do not look at e_phentsize.
 */
import { PT_DYNAMIC, PT_LOAD } from '../../elf/constants.ts';
import type { LookupRules } from '../model.ts';
import type { Replay } from './replay.ts';

export interface LoadedImage {
  /** Added to values and to the addresses in the dynamic table. */
  readonly bias: bigint;
  /** Address of the dynamic table. */
  readonly dynamic: bigint;
}

/** undefined: the consumer finds no PT_LOAD or no PT_DYNAMIC and leaves the image alone. */
export function readProgramHeaders(replay: Replay, rules: LookupRules): LoadedImage | undefined {
  const { memory } = replay;
  const wide = memory.class === 64;
  const size = wide ? 56n : 32n;
  const word = BigInt(replay.wordSize);
  const phoff = replay.word(memory.base + (wide ? 0x20n : 0x1cn), 'e_phoff');
  const phnum = replay.u16(memory.base + (wide ? 0x38n : 0x2cn), 'e_phnum');
  const table = memory.wrap(memory.base + phoff);
  replay.info('program-headers', { phoff, phnum, size }, table, phnum * Number(size));

  let bias: bigint | undefined;
  let dynamic: bigint | undefined;
  for (let i = 0; i < phnum; i++) {
    const header = table + BigInt(i) * size;
    const type = replay.u32(header, 'p_type');
    if (type !== PT_LOAD && type !== PT_DYNAMIC) continue;
    const offset = replay.word(header + (wide ? 8n : 4n), 'p_offset');
    if (type === PT_DYNAMIC) {
      dynamic = memory.wrap(memory.base + offset);
      replay.info('dynamic-segment', { index: i, offset }, header, Number(size));
    } else if (bias === undefined || rules.loadBias === 'last-load') {
      const vaddr = replay.word(header + (wide ? 8n : 4n) + word, 'p_vaddr');
      bias = biasOf(rules, memory.base, offset, vaddr);
      const shown = memory.wrap(bias - memory.base);
      replay.info('load-segment', { index: i, offset, vaddr, bias: shown }, header, Number(size));
    }
  }
  if (bias === undefined) replay.fail('no-load-segment', {});
  if (dynamic === undefined || dynamic === 0n) replay.fail('no-dynamic-segment', {});
  if (bias === undefined || dynamic === undefined || dynamic === 0n) return undefined;
  return { bias: memory.wrap(bias), dynamic };
}

function biasOf(rules: LookupRules, base: bigint, offset: bigint, vaddr: bigint): bigint {
  if (rules.loadBias === 'base') return base;
  return rules.loadBias === 'first-load-vaddr' ? base - vaddr : base + offset - vaddr;
}
