/** Tables by which zstd's symbols are decoded (RFC 8878, 4.1 and 4.2). Undefined stands for what cannot be. */
import { BackwardBits } from './zstdBits.ts';

/** Finite state entropy: for each state its symbol, and how the next state is made. */
export interface Fse {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** Of literals: for the next bits, as many as the longest code has, a symbol and how long its code is. */
export interface Huffman {
  readonly log: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

const LONGEST_CODE = 11;
const WEIGHTS_LOG = 6;

export function fseOf(counts: readonly number[], log: number): Fse {
  const size = 1 << log;
  const table = {
    log,
    symbols: new Uint8Array(size),
    bits: new Uint8Array(size),
    base: new Uint16Array(size),
  };
  const next = new Uint16Array(counts.length);
  let high = size;
  for (const [symbol, count] of counts.entries()) {
    next[symbol] = count === -1 ? 1 : count;
    if (count === -1) table.symbols[--high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let index = 0; index < count; index++) {
      table.symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  }
  for (let state = 0; state < size; state++) {
    const symbol = table.symbols[state] as number;
    const value = next[symbol] as number;
    next[symbol] = value + 1;
    const bits = log - (31 - Math.clz32(value));
    table.bits[state] = bits;
    table.base[state] = (value << bits) - size;
  }
  return table;
}

/** One symbol, always: no bits are read for it. */
export function fseOfOne(symbol: number): Fse {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), base: new Uint16Array(1) };
}

/** A table as it is written. @returns it with how many bytes it takes */
export function readFse(
  bytes: Uint8Array,
  largestLog: number,
  mostSymbols: number,
): { table: Fse; length: number } | undefined {
  let at = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    return value;
  };
  const log = take(4) + 5;
  if (log > largestLog) return undefined;
  const counts: number[] = [];
  for (let left = 1 << log; left > 0; ) {
    const bits = 32 - Math.clz32(left + 1);
    const lowMask = (1 << (bits - 1)) - 1;
    const threshold = (1 << bits) - 1 - (left + 1);
    let value = take(bits);
    if ((value & lowMask) < threshold) {
      at--;
      value &= lowMask;
    } else if (value > lowMask) value -= threshold;
    counts.push(value - 1);
    left -= Math.abs(value - 1);
    if (value === 1)
      for (let zeros = 3; zeros === 3; ) {
        zeros = take(2);
        for (let index = 0; index < zeros; index++) counts.push(0);
        if (counts.length > mostSymbols) return undefined;
      }
    if (left < 0 || counts.length > mostSymbols || at > 8 * bytes.length) return undefined;
  }
  return { table: fseOf(counts, log), length: (at + 7) >> 3 };
}

/** The codes of literals as they are written, by weights. @returns them with how many bytes they take */
export function readHuffman(bytes: Uint8Array): { table: Huffman; length: number } | undefined {
  const [header = 0] = bytes;
  const isPlain = header >= 128;
  const length = 1 + (isPlain ? (header - 126) >> 1 : header);
  if (length > bytes.length) return undefined;
  const weights = isPlain ? plainWeights(bytes, header - 127) : packedWeights(bytes.subarray(1, length));
  const table = weights && huffmanOf(weights);
  return table && { table, length };
}

function plainWeights(bytes: Uint8Array, count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    const byte = bytes[1 + (at >> 1)] ?? 0;
    return at % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** Two states by turns, until the bits are used up. */
function packedWeights(bytes: Uint8Array): number[] | undefined {
  const read = readFse(bytes, WEIGHTS_LOG, 256);
  if (read === undefined) return undefined;
  const { table } = read;
  const bits = new BackwardBits(bytes.subarray(read.length));
  const states = [bits.take(table.log), bits.take(table.log)];
  const weights: number[] = [];
  for (let turn = 0; bits.left >= 0; turn ^= 1) {
    const state = states[turn] as number;
    weights.push(table.symbols[state] as number);
    if (weights.length > 255) return undefined;
    states[turn] = (table.base[state] as number) + bits.take(table.bits[state] as number);
    if (bits.left < 0) weights.push(table.symbols[states[turn ^ 1] as number] as number);
  }
  return weights.length === 0 ? undefined : weights;
}

/** The last symbol's weight is not written: it makes the sum a power of two. */
function huffmanOf(weights: readonly number[]): Huffman | undefined {
  const sum = weights.reduce((all, weight) => all + (weight === 0 ? 0 : 2 ** (weight - 1)), 0);
  const log = 32 - Math.clz32(sum);
  const rest = 2 ** log - sum;
  const lastWeight = 32 - Math.clz32(rest);
  if (sum === 0 || log > LONGEST_CODE || weights.length > 255 || 2 ** (lastWeight - 1) !== rest)
    return undefined;
  const all = [...weights, lastWeight];
  const table = { log, symbols: new Uint8Array(1 << log), bits: new Uint8Array(1 << log) };
  let place = 0;
  for (let weight = 1; weight <= log; weight++)
    for (const [symbol, its] of all.entries()) {
      if (its !== weight) continue;
      const end = place + (1 << (weight - 1));
      table.symbols.fill(symbol, place, end);
      table.bits.fill(log + 1 - weight, place, end);
      place = end;
    }
  return table;
}
