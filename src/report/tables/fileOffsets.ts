/** Where symbols lie in the file. */
import { PT_LOAD, STT_FUNC } from '../../elf/format/constants.ts';
import type { ElfImage, SymbolTable } from '../../elf/model.ts';
import { codeStart } from '../facts/codeStart.ts';
import { isAddress } from './symbolCells.ts';

/** Of the symbol at an index: where its first byte lies; undefined where no byte of the file stands behind it. */
export function fileOffsets(image: ElfImage, symbols: SymbolTable): (index: number) => number | undefined {
  const start = (value: bigint) => codeStart(image.header.machine, value);
  const marksCode = start(1n) !== 1n;
  const loads = plainLoads(image);
  return (index) => {
    if (!isAddress(symbols, index)) return undefined;
    const isMarked = marksCode && (symbols.info(index) & 15) === STT_FUNC;
    if (loads === undefined || isMarked) {
      const value = symbols.value(index);
      return image.offsetOf(isMarked ? start(value) : value);
    }
    const value = symbols.valueNumber(index);
    for (const { start, end, offset } of loads) {
      if (value >= start && value < end) return value - start + offset;
    }
    return undefined;
  };
}

/** Whether values are file offsets, as in an image that is linked at 0 and mapped as it is. */
export function isLinkedAtOffset({ segments }: ElfImage): boolean {
  for (let i = 0; i < segments.length; i++) {
    const segment = segments.at(i);
    if (segment?.type === PT_LOAD && segment.vaddr !== segment.offset) return false;
  }
  return true;
}

interface Load {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** More than this are not looked through for each symbol. */
const MOST_LOADS = 8;

/**
 * The PT_LOADs of nearly all files: few, in order, below 2^53 and within the file. In numbers, because half a million
 * symbols take a tenth of the time that they take in BigInt. Undefined for all others.
 */
function plainLoads({ segments, size }: ElfImage): readonly Load[] | undefined {
  const loads: Load[] = [];
  let before = 0n;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments.at(i);
    if (segment?.type !== PT_LOAD) continue;
    const { vaddr, offset, filesz, memsz } = segment;
    const end = vaddr + (memsz > filesz ? memsz : filesz);
    const isPlain =
      vaddr >= before && end < BigInt(Number.MAX_SAFE_INTEGER) && offset + filesz <= BigInt(size);
    if (!isPlain || loads.length >= MOST_LOADS) return undefined;
    before = end;
    loads.push({ start: Number(vaddr), end: Number(vaddr + filesz), offset: Number(offset) });
  }
  return loads.length === 0 ? undefined : loads;
}
