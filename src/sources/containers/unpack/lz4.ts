/**
 * LZ4: the frames of today's files (lz4's doc/lz4_Frame_format.md) and the legacy frame, which kernels have. Blocks are as
 * in doc/lz4_Block_format.md.
 */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { cutShort, damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { u32 } from './bytes.ts';

const LEGACY_LZ4 = [0x02, 0x21, 0x4c, 0x18];
const FRAME = [0x04, 0x22, 0x4d, 0x18];
/** Bytes that a legacy block becomes at most, and that it may be in all: what cannot be packed grows a little. */
const LEGACY_BLOCK = 1 << 23;
const LEGACY_PACKED = LEGACY_BLOCK + (LEGACY_BLOCK >> 7) + 1024;
/** How far back a match reaches. */
const HISTORY = 1 << 16;

type BufferOf = (size: number) => Uint8Array;

export const lz4: Packing = {
  kind: 'packed',
  format: 'lz4',
  matches: (head) => startsWith(head, LEGACY_LZ4) || startsWith(head, FRAME),
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    // Frames may be very many: what one was unpacked into serves the next.
    let buffer = new Uint8Array(0);
    const bufferOf = (size: number) => {
      if (buffer.length < size) buffer = new Uint8Array(size);
      return buffer.subarray(0, size);
    };
    for (;;) {
      const magic = await bytes.peek(4);
      if (startsWith(magic, FRAME)) yield* frame(bytes, pace, bufferOf);
      else if (startsWith(magic, LEGACY_LZ4)) yield* legacyFrame(bytes, pace, bufferOf);
      else return;
    }
  },
};

/**
 * Blocks until the end, or until another frame. A kernel has its size behind them (scripts/Makefile.lib, size_append),
 * which no block has.
 */
async function* legacyFrame(bytes: Cursor, pace: Pace, bufferOf: BufferOf): ByteStream {
  await bytes.skip(4);
  const block = bufferOf(LEGACY_BLOCK);
  for (let given = 0; ; ) {
    const word = await bytes.peek(4);
    if (word.length < 4) {
      if (word.length > 0) throw cutShort('lz4', bytes.position);
      return;
    }
    const size = u32(word);
    if (size === given || startsWith(word, LEGACY_LZ4) || startsWith(word, FRAME)) return;
    if (size === 0 || size > LEGACY_PACKED) throw damaged('lz4', bytes.position);
    await bytes.skip(4);
    const end = unpackBlock(await exactly(bytes, size, 'lz4'), block, 0);
    if (end < 0) throw damaged('lz4', bytes.position);
    given += end;
    yield block.subarray(0, end);
    await pace.step();
  }
}

async function* frame(bytes: Cursor, pace: Pace, bufferOf: BufferOf): ByteStream {
  await bytes.skip(4);
  const [flags = 0, sizes = 0] = await exactly(bytes, 2, 'lz4');
  const largest = [0, 0, 0, 0, 1 << 16, 1 << 18, 1 << 20, 1 << 22][(sizes >> 4) & 7] ?? 0;
  if (flags >> 6 !== 1 || largest === 0) throw damaged('lz4', bytes.position);
  // The size of what is packed, the number of a dictionary, and the header's checksum.
  await exactly(bytes, (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0) + 1, 'lz4');
  const isLinked = (flags & 0x20) === 0;
  const buffer = bufferOf(HISTORY + largest);
  for (let history = 0; ; ) {
    const size = u32(await exactly(bytes, 4, 'lz4'));
    if (size === 0) break;
    const packed = await exactly(bytes, Math.min(size & 0x7fffffff, largest + 1), 'lz4');
    if (packed.length > largest) throw damaged('lz4', bytes.position);
    const isPlain = size >= 0x80000000;
    if (isPlain) buffer.set(packed, history);
    const end = isPlain ? history + packed.length : unpackBlock(packed, buffer, history);
    if (end < 0 || end - history > largest) throw damaged('lz4', bytes.position);
    if (flags & 0x10) await exactly(bytes, 4, 'lz4');
    yield buffer.subarray(history, end);
    await pace.step();
    const kept = isLinked ? Math.min(end, HISTORY) : 0;
    buffer.copyWithin(0, end - kept, end);
    history = kept;
  }
  if (flags & 4) await exactly(bytes, 4, 'lz4');
}

/**
 * @param start where in `output` it goes; matches may reach back to its first byte
 * @returns its end in `output`, or -1 when it is broken or does not fit
 */
function unpackBlock(input: Uint8Array, output: Uint8Array, start: number): number {
  let at = 0;
  let end = start;
  while (at < input.length) {
    const token = input[at++] as number;
    let literals = token >> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255) {
        if (at >= input.length) return -1;
        more = input[at++] as number;
        literals += more;
      }
    }
    if (at + literals > input.length || end + literals > output.length) return -1;
    for (const last = at + literals; at < last; ) output[end++] = input[at++] as number;
    if (at === input.length) return end; // the last sequence has no match
    if (at + 2 > input.length) return -1;
    const distance = (input[at] as number) | ((input[at + 1] as number) << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255) {
        if (at >= input.length) return -1;
        more = input[at++] as number;
        length += more;
      }
    }
    if (distance === 0 || distance > end || end + length > output.length) return -1;
    for (const last = end + length; end < last; end++) output[end] = output[end - distance] as number;
  }
  return -1;
}
