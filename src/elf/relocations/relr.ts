import { lastAtMost } from '../bytes/lastAtMost.ts';
import type { Window } from '../bytes/window.ts';
import { relativeRelocationType } from '../format/names.ts';
import type { Relocation } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { type ByteRange, type FileTable, isRow, NO_ROWS } from '../table.ts';
import type { RelocationOrigin } from './relocationEntries.ts';

/**
 * DT_RELR (gABI proposal of 2017, in glibc since 2.36): an even word is the address of a relative
 * relocation; an odd one is a bitmap of the words that follow. The table is kept packed: for each word
 * the number of relocations before it and the address it counts from.
 */
export function relrTable(
  context: ReadContext,
  window: Window,
  origin: RelocationOrigin = { table: 'relr' },
): FileTable<Relocation> {
  const { wordSize } = window;
  const bits = wordSize * 8;
  const words = Math.floor(window.length / wordSize);
  if (!context.spend(words, 'DT_RELR')) return NO_ROWS;
  const before = context.allocator.words(words + 1);
  const base = context.allocator.longs(words);
  let next = 0n;
  for (let word = 0; word < words; word++) {
    const entry = window.word(word * wordSize);
    const even = (entry & 1n) === 0n;
    base[word] = even ? entry : next;
    before[word + 1] = (before[word] ?? 0) + (even ? 1 : ones(window, word * wordSize) - 1);
    if (even) next = BigInt.asUintN(bits, entry + BigInt(wordSize));
    else next = BigInt.asUintN(bits, next + BigInt((bits - 1) * wordSize));
    if (!even && word === 0) {
      const range = { offset: window.offset, length: wordSize };
      context.problems.add('error', 'relr-starts-with-bitmap', { value: entry }, 'DT_RELR', range);
    }
  }
  const length = before[words] ?? 0;
  const type = relativeRelocationType(context.header.machine);

  const at = (index: number): Relocation | undefined => {
    if (!isRow(index, length)) return undefined;
    const word = lastAtMost(before, index, words);
    const entry = window.word(word * wordSize);
    let offset = base[word] ?? 0n;
    if ((entry & 1n) !== 0n) {
      const bit = nthOne(entry >> 1n, index - (before[word] ?? 0));
      offset = BigInt.asUintN(bits, offset + BigInt(bit * wordSize));
    }
    return { ...origin, index, offset, type, symbol: 0 };
  };
  /** The word that stands for it, which it may share with others. */
  const rangeOf = (index: number): ByteRange | undefined =>
    isRow(index, length)
      ? { offset: window.offset + lastAtMost(before, index, words) * wordSize, length: wordSize }
      : undefined;
  return { length, at, rangeOf };
}

function ones(window: Window, at: number): number {
  const low = ones32(window.u32(at));
  return window.wordSize === 4 ? low : low + ones32(window.u32(at + 4));
}

function ones32(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Position of the bit number `nth` (from 0) that is set. */
function nthOne(map: bigint, nth: number): number {
  let rest = map;
  let left = nth;
  for (let bit = 0; rest !== 0n; bit++, rest >>= 1n) {
    if ((rest & 1n) === 0n) continue;
    if (left-- === 0) return bit;
  }
  return 0;
}
