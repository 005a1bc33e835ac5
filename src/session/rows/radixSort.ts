/**
 * Radix sorts of index arrays. Stable: equal keys keep the order they came in. Each is a generator that yields
 * between pieces of a few milliseconds, so that whoever runs it can let others run, or stop.
 *
 * Against a merge sort with a comparison function, 500,000 rows of a library's .dynsym take a third of the processor time
 * by value and nine tenths by name (docs/performance.md).
 */

import type { PackedTexts } from './packedTexts.ts';

/** Fewer than this are sorted by insertion. */
const FEW = 24;
/** Rows between two yields while keys are made. */
const STRIDE = 4096;

/** Sorts `order` by keys of 32 bits each, the least significant word first; `words[n][position]`. */
export function* sortByWords(order: Uint32Array, words: readonly Uint32Array[]): Generator<void> {
  const passes = new WordSort(order);
  for (const keys of words) yield* passes.sort(keys, 0, order.length);
}

/** Sorts `order` by the texts at its positions, in code unit order: rows that agree in four bytes, by the next four. */
export function* sortByText(order: Uint32Array, texts: PackedTexts, descending: boolean): Generator<void> {
  const passes = new WordSort(order);
  const keys = new Uint32Array(order.length);
  const flip = descending ? 0xffffffff : 0;
  const groups: [start: number, end: number, depth: number][] = [[0, order.length, 0]];
  let work = 0;
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const [start, end, depth] = group;
    for (let at = start; at < end; at++) {
      const position = order[at] as number;
      keys[position] = texts.word(position, depth) ^ flip;
      if (++work % STRIDE === 0) yield;
    }
    yield* passes.sort(keys, start, end);
    for (let from = start; from < end; ) {
      const key = keys[order[from] as number] as number;
      let to = from + 1;
      while (to < end && keys[order[to] as number] === key) to++;
      if (to - from > 1 && !texts.endsIn(key ^ flip)) groups.push([from, to, depth + 4]);
      from = to;
    }
  }
}

/** Sorts stretches of one index array, with the memory that takes. */
class WordSort {
  readonly #order: Uint32Array;
  readonly #scratch: Uint32Array;
  /** How often each of the 256 values of each of the 4 bytes of a key occurs. */
  readonly #counts = new Uint32Array(4 * 256);

  constructor(order: Uint32Array) {
    this.#order = order;
    this.#scratch = new Uint32Array(order.length);
  }

  *sort(keys: Uint32Array, start: number, end: number): Generator<void> {
    if (end - start < FEW) return this.#insert(keys, start, end);
    this.#count(keys, start, end);
    let from = this.#order;
    let to = this.#scratch;
    for (let byte = 0; byte < 4; byte++) {
      if (!this.#startPositions(byte, start, end)) continue;
      yield;
      const shift = byte * 8;
      const next = this.#counts;
      for (let at = start; at < end; at++) {
        const position = from[at] as number;
        const slot = byte * 256 + (((keys[position] as number) >>> shift) & 0xff);
        const place = next[slot] as number;
        to[place] = position;
        next[slot] = place + 1;
      }
      [from, to] = [to, from];
    }
    if (from !== this.#order) this.#order.set(from.subarray(start, end), start);
  }

  #insert(keys: Uint32Array, start: number, end: number): void {
    const order = this.#order;
    for (let at = start + 1; at < end; at++) {
      const position = order[at] as number;
      const key = keys[position] as number;
      let gap = at;
      for (; gap > start && (keys[order[gap - 1] as number] as number) > key; gap--) {
        order[gap] = order[gap - 1] as number;
      }
      order[gap] = position;
    }
  }

  #count(keys: Uint32Array, start: number, end: number): void {
    const order = this.#order;
    const counts = this.#counts.fill(0);
    for (let at = start; at < end; at++) {
      const key = keys[order[at] as number] as number;
      for (let byte = 0; byte < 4; byte++) {
        const slot = byte * 256 + ((key >>> (byte * 8)) & 0xff);
        counts[slot] = (counts[slot] as number) + 1;
      }
    }
  }

  /** Turns the counts of a byte into where its values start; false where all keys agree in it. */
  #startPositions(byte: number, start: number, end: number): boolean {
    const counts = this.#counts.subarray(byte * 256, byte * 256 + 256);
    let place = start;
    for (let value = 0; value < 256; value++) {
      const count = counts[value] as number;
      if (count === end - start) return false;
      counts[value] = place;
      place += count;
    }
    return true;
  }
}
