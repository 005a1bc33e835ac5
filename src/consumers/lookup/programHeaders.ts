/**
 * What a consumer takes from the program headers: the load bias and the dynamic table. Consumers use
 * their own structure size and do not look at e_phentsize.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { PT_DYNAMIC, PT_LOAD } from '../../elf/format/constants.ts';
import { segmentTypeName } from '../../elf/format/names.ts';
import type { LookupRules } from '../model.ts';
import type { Replay } from './replay.ts';

export interface LoadedImage {
  /** Added to values and to the addresses in the dynamic table. */
  readonly bias: bigint;
  /** p_vaddr of the PT_LOAD that gave the bias. */
  readonly linkedAt: bigint;
  /** Offset in the mapping at which the first PT_LOAD ends. */
  readonly loadEnd: bigint;
  /** Address of the dynamic table. */
  readonly dynamic: bigint;
  /** Entries of the dynamic table that the consumer looks at, where it has a limit. */
  readonly dynamicLimit?: number;
}

interface Found {
  bias?: bigint;
  linkedAt: bigint;
  loadEnd: bigint;
  dynamic?: {
    readonly offset: bigint;
    readonly vaddr: bigint;
    readonly filesz: bigint;
    readonly memsz: bigint;
  };
}

/** undefined: the consumer finds no PT_LOAD or no PT_DYNAMIC, or not what it expects, and leaves the image alone. */
export function readProgramHeaders(replay: Replay, rules: LookupRules): LoadedImage | undefined {
  const { memory } = replay;
  const { ehdr, phdr, dyn } = replay.read;
  const { size } = phdr;
  const phoff = ehdr.word(memory.base, 'e_phoff');
  const phnum = ehdr.number(memory.base, 'e_phnum');
  const table = memory.wrap(memory.base + phoff);
  replay.info('program-headers', { phoff, phnum, size }, table, phnum * size);
  const found: Found = { linkedAt: 0n, loadEnd: 0n };
  for (let i = 0; i < phnum; i++) {
    if (!readHeader(replay, rules, found, i, phdr.element(table, i))) return undefined;
  }
  const { dynamic, linkedAt, loadEnd } = found;
  const followed = rules.segments?.missing === 'followed';
  const unloaded = rules.loadBias === 'base' ? memory.base : followed ? 0n : undefined;
  const bias = found.bias ?? unloaded;
  if (bias === undefined) replay.fail('no-load-segment', {});
  if (dynamic === undefined) {
    if (followed && bias !== undefined) return { bias: memory.wrap(bias), linkedAt, loadEnd, dynamic: 0n };
    replay.fail('no-dynamic-segment', {});
  }
  if (bias === undefined || dynamic === undefined) return undefined;
  const address = memory.wrap(
    rules.dynamicAt === 'vaddr' ? bias + dynamic.vaddr : memory.base + dynamic.offset,
  );
  if (address === 0n) {
    replay.fail('no-dynamic-segment', {});
    return undefined;
  }
  const end = rules.segments?.dynamicEnd;
  const bytes = end === 'filesz' ? dynamic.filesz : dynamic.memsz;
  return {
    bias: memory.wrap(bias),
    linkedAt,
    loadEnd,
    dynamic: address,
    ...(end === undefined ? {} : { dynamicLimit: fileNumber(bytes / BigInt(dyn.size)) }),
  };
}

/** false: the image is refused for this program header. */
function readHeader(
  replay: Replay,
  rules: LookupRules,
  found: Found,
  index: number,
  header: bigint,
): boolean {
  const { base } = replay.memory;
  const { ehdr, phdr } = replay.read;
  const { size } = phdr;
  if (rules.bounds !== undefined && !replay.has(header, size)) {
    replay.fail('outside-refused', { what: ['program-header', index] });
    return false;
  }
  const type = phdr.number(header, 'p_type');
  const checks = rules.segments;
  if (checks?.refused?.includes(type)) {
    replay.fail('segment-refused', { index, type: segmentTypeName(type, 0) }, header, size);
    return false;
  }
  if (checks?.refusedFlags !== undefined) {
    const flags = phdr.number(header, 'p_flags');
    if ((flags & checks.refusedFlags) !== 0) {
      replay.fail('segment-flags-refused', { index, flags }, header, size);
      return false;
    }
  }
  if (type !== PT_LOAD && type !== PT_DYNAMIC) return true;
  const seen = type === PT_LOAD ? found.bias : found.dynamic;
  if (checks?.oneOfEach && seen !== undefined) {
    replay.fail('second-segment', { index, type: segmentTypeName(type, 0) }, header, size);
    return false;
  }
  const offset = phdr.word(header, 'p_offset');
  if (type === PT_DYNAMIC) {
    if (checks?.dynamicBehindHeader && offset < ehdr.size) {
      replay.fail('dynamic-in-header', { offset }, header, size);
      return false;
    }
    const vaddr = rules.dynamicAt === 'vaddr' ? phdr.word(header, 'p_vaddr') : 0n;
    const limited = checks?.dynamicEnd !== undefined;
    const filesz = limited ? phdr.word(header, 'p_filesz') : 0n;
    const memsz = limited ? phdr.word(header, 'p_memsz') : 0n;
    found.dynamic = { offset, vaddr, filesz, memsz };
    replay.info('dynamic-segment', { index, offset }, header, size);
    return true;
  }
  if (found.bias !== undefined && !replaced(rules, found)) return true;
  if (checks?.loadFlags !== undefined) {
    const flags = phdr.number(header, 'p_flags');
    const passed = (flags & checks.loadFlags) === checks.loadFlags;
    if (!replay.test(passed, 'load-flags', { flags, wanted: checks.loadFlags }, header, size)) return false;
  }
  const vaddr = phdr.word(header, 'p_vaddr');
  found.bias = biasOf(rules, base, offset, vaddr);
  found.linkedAt = vaddr;
  if (rules.resultAsserted) found.loadEnd = offset + phdr.word(header, 'p_memsz');
  const shown = replay.memory.wrap(found.bias - base);
  replay.info('load-segment', { index, offset, vaddr, bias: shown }, header, size);
  return true;
}

function biasOf(rules: LookupRules, base: bigint, offset: bigint, vaddr: bigint): bigint {
  if (rules.loadBias === 'base') return base;
  return rules.loadBias.endsWith('vaddr') ? base - vaddr : base + offset - vaddr;
}

/** Whether a further PT_LOAD counts in place of the one before. */
function replaced({ loadBias }: LookupRules, { linkedAt }: Found): boolean {
  return loadBias === 'last-load' || (loadBias === 'first-nonzero-vaddr' && linkedAt === 0n);
}
