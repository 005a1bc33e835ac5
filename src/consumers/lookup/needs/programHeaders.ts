/** Program headers as they stand in the image, for needs that are about them (gABI chapter 5, "Program Header"). */

import { PT_LOAD } from '../../../elf/format/constants.ts';
import type { Replay } from '../replay.ts';

export interface ProgramHeader {
  readonly index: number;
  /** Where it stands itself, and its bytes. */
  readonly at: bigint;
  readonly size: number;
  readonly type: number;
  readonly offset: bigint;
  readonly vaddr: bigint;
  readonly filesz: bigint;
  readonly memsz: bigint;
}

export interface HeaderTable {
  /** Distance from the image's first byte. */
  readonly offset: bigint;
  readonly count: number;
  readonly entrySize: number;
}

export function programHeaderTable(replay: Replay): HeaderTable {
  const { base } = replay.memory;
  const { ehdr } = replay.read;
  return {
    offset: ehdr.word(base, 'e_phoff'),
    entrySize: ehdr.number(base, 'e_phentsize'),
    count: ehdr.number(base, 'e_phnum'),
  };
}

/** One after the other, as far as they are asked for. */
export function* programHeaders(replay: Replay): Generator<ProgramHeader> {
  const { memory } = replay;
  const { phdr } = replay.read;
  const { offset: phoff, count } = programHeaderTable(replay);
  const table = memory.wrap(memory.base + phoff);
  for (let index = 0; index < count; index++) {
    const at = phdr.element(table, index);
    yield {
      index,
      at,
      size: phdr.size,
      type: phdr.number(at, 'p_type'),
      offset: phdr.word(at, 'p_offset'),
      vaddr: phdr.word(at, 'p_vaddr'),
      filesz: phdr.word(at, 'p_filesz'),
      memsz: phdr.word(at, 'p_memsz'),
    };
  }
}

export function firstOfType(replay: Replay, type: number): ProgramHeader | undefined {
  for (const header of programHeaders(replay)) if (header.type === type) return header;
  return undefined;
}

/** All PT_LOADs, in their order in the image. */
export function loadSegments(replay: Replay): ProgramHeader[] {
  return [...programHeaders(replay)].filter(({ type }) => type === PT_LOAD);
}

/** Address of the bytes of a segment, found by its p_vaddr; without a PT_LOAD that is where they are taken to be. */
export function biasOfFirstLoad(replay: Replay, vaddrOnly: boolean): bigint {
  const load = firstOfType(replay, PT_LOAD);
  if (load === undefined) return 0n;
  const { base } = replay.memory;
  return replay.memory.wrap(base - load.vaddr + (vaddrOnly ? 0n : load.offset));
}
