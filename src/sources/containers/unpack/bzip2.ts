/** bzip2: blocks of up to 900,000 bytes, each sorted (Burrows-Wheeler), moved to front and Huffman coded. */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { cutShort, damaged } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { type Codes, codesOf, HighBits, nextSymbol } from './highBits.ts';

const MAGIC = [0x42, 0x5a, 0x68];
/** The first digits of pi stand before a block, those of its square root at the end. */
const BLOCK = 0x314159265359;
const END = 0x177245385090;
/** Bytes that a block takes at most: 20 bits for each of its bytes, and its tables. */
const LARGEST_BLOCK = 2_400_000;
/** Symbols decoded, and bytes unpacked, between two looks at the clock. */
const SLICE = 1 << 15;
/** Blocks have so many bytes, times the digit of the header. */
const BLOCK_UNIT = 100_000;
const LARGEST_LEVEL = 9;
const LONGEST_CODE = 20;
const SYMBOLS_OF_TABLE = 50;
/** Of a run, which more of its digits would only make longer than any block. */
const LARGEST_RUN = 1 << 21;

export const bzip2: Packing = {
  kind: 'packed',
  format: 'bzip2',
  matches(head) {
    const [, , , level = 0, first] = head;
    return startsWith(head, MAGIC) && level >= 0x31 && level <= 0x39 && (first === 0x31 || first === 0x17);
  },
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    // Streams may be very many: what one was sorted in serves the next.
    const words = new Uint32Array(LARGEST_LEVEL * BLOCK_UNIT);
    while (startsWith(await bytes.peek(3), MAGIC)) yield* stream(bytes, pace, words);
  },
};

async function* stream(bytes: Cursor, pace: Pace, all: Uint32Array): ByteStream {
  const level = ((await bytes.take(4))[3] ?? 0) - 0x30;
  if (level < 1 || level > LARGEST_LEVEL) throw damaged('bzip2', bytes.position);
  const words = all.subarray(0, level * BLOCK_UNIT);
  for (let skipped = 0; ; ) {
    // Blocks end at any bit, and do not say how long they are.
    const bits = new HighBits(await bytes.peek(LARGEST_BLOCK), skipped);
    const mark = bits.take(24) * 2 ** 24 + bits.take(24);
    bits.take(16);
    bits.take(16); // the checksum
    const isEnd = mark === END;
    if (!isEnd && mark !== BLOCK) throw damaged('bzip2', bytes.position);
    const block = isEnd ? undefined : await inSlices(readBlock(bits, words), pace);
    if (bits.isBeyond) throw cutShort('bzip2', bytes.position);
    if (!isEnd && block === undefined) throw damaged('bzip2', bytes.position);
    await bytes.skip(isEnd ? bits.bytesUsed : bits.wholeBytes);
    skipped = bits.bitsOfByte;
    if (block === undefined) return;
    yield* unsorted(words, block, pace);
  }
}

async function inSlices<Result>(work: Generator<void, Result>, pace: Pace): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pace.step();
  }
}

interface Block {
  readonly length: number;
  /** Where its first byte was sorted to. */
  readonly first: number;
}

/** Fills `words` with the sorted bytes, each with the place of the one behind it above it; undefined when it is broken. */
function* readBlock(bits: HighBits, words: Uint32Array): Generator<void, Block | undefined> {
  if (bits.take(1) !== 0) return undefined; // "randomised", by bzip2 0.9.0 and older alone
  const first = bits.take(24);
  const front = usedBytes(bits);
  const tables = bits.take(3);
  const selectors = selectorsOf(bits, tables);
  if (front.length === 0 || tables < 2 || tables > 6 || selectors === undefined) return undefined;
  const codes: Codes[] = [];
  for (let table = 0; table < tables; table++) {
    const lengths = codeLengths(bits, front.length + 2);
    if (lengths === undefined) return undefined;
    codes.push(codesOf(lengths, LONGEST_CODE));
  }
  const counts = new Uint32Array(256);
  const end = front.length + 1;
  let length = 0;
  let run = 0;
  let digit = 1;
  for (let read = 0; ; read++) {
    const table = codes[selectors[Math.floor(read / SYMBOLS_OF_TABLE)] ?? -1];
    const symbol = table === undefined ? -1 : nextSymbol(table, bits);
    if (symbol < 0 || bits.isBeyond) return undefined;
    if (symbol <= 1) {
      // Digits of a number of base two without a zero: how often the byte in front stands there.
      run += digit << symbol;
      digit <<= 1;
      if (run > LARGEST_RUN) return undefined;
      continue;
    }
    if (run > 0) {
      if (length + run > words.length) return undefined;
      const byte = front[0] as number;
      words.fill(byte, length, length + run);
      counts[byte] = (counts[byte] as number) + run;
      length += run;
      run = 0;
      digit = 1;
    }
    if (symbol === end) break;
    if (length >= words.length) return undefined;
    const byte = front[symbol - 1] as number;
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    words[length++] = byte;
    counts[byte] = (counts[byte] as number) + 1;
    if (read % SLICE === 0) yield;
  }
  if (first >= length) return undefined;
  link(words, length, counts);
  return { length, first };
}

function link(words: Uint32Array, length: number, counts: Uint32Array): void {
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = counts[byte] as number;
    counts[byte] = sum;
    sum += count;
  }
  for (let at = 0; at < length; at++) {
    const byte = (words[at] as number) & 255;
    const place = counts[byte] as number;
    counts[byte] = place + 1;
    words[place] = (words[place] as number) | (at << 8);
  }
}

function usedBytes(bits: HighBits): Uint8Array {
  const groups = bits.take(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue;
    const members = bits.take(16);
    for (let member = 0; member < 16; member++)
      if ((members >> (15 - member)) & 1) used.push(16 * group + member);
  }
  return Uint8Array.from(used);
}

/** Which table is for which fifty symbols: places in a list whose used ones come to the front. */
function selectorsOf(bits: HighBits, tables: number): Uint8Array | undefined {
  const selectors = new Uint8Array(bits.take(15));
  const front = [0, 1, 2, 3, 4, 5];
  for (let index = 0; index < selectors.length; index++) {
    let place = 0;
    while (bits.take(1) === 1) if (++place >= tables || bits.isBeyond) return undefined;
    const [table = 0] = front.splice(place, 1);
    front.unshift(table);
    selectors[index] = table;
  }
  return selectors;
}

function codeLengths(bits: HighBits, count: number): Uint8Array | undefined {
  const lengths = new Uint8Array(count);
  let length = bits.take(5);
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE || bits.isBeyond) return undefined;
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

/** The bytes in their order, with what four alike bytes are followed by: how many more there are. */
async function* unsorted(words: Uint32Array, { length, first }: Block, pace: Pace): ByteStream {
  const piece = new Uint8Array(SLICE + 256);
  let next = (words[first] as number) >>> 8;
  let alike = 0;
  let last = -1;
  let end = 0;
  for (let left = length; left > 0; left--) {
    const word = words[next] as number;
    next = word >>> 8;
    const byte = word & 255;
    if (alike === 4) {
      piece.fill(last, end, end + byte);
      end += byte;
      alike = 0;
      last = -1;
    } else {
      alike = byte === last ? alike + 1 : 1;
      last = byte;
      piece[end++] = byte;
    }
    if (end < SLICE) continue;
    yield piece.subarray(0, end);
    end = 0;
    await pace.step();
  }
  if (end > 0) yield piece.subarray(0, end);
}
