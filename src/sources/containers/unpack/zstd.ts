/**
 * Zstandard (RFC 8878): frames of blocks. Node has it from 22.15 on, and neither the oldest VS Code nor a browser does.
 */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { damaged, exactly, windowTooLarge } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import { LARGEST_WINDOW, LookBack, type Memory } from '../memory.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { u32 } from './bytes.ts';
import { LARGEST_BLOCK, ZstdBlocks } from './zstdBlock.ts';

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** Of frames that hold no data, but for the last digit. */
const SKIPPABLE = 0x184d2a50;
const RUN = 1;
const PACKED = 2;
const RESERVED = 3;
const FIRST_HISTORY = 1 << 20;

export const zstd: Packing = {
  kind: 'packed',
  format: 'zstd',
  matches: (head) => startsWith(head, MAGIC) && ((head[4] ?? 0xff) & 8) === 0,
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    // Frames may be very many: what one was unpacked into serves the next.
    const frames = new Frames(pace.memory);
    try {
      for (;;) {
        const magic = await bytes.peek(4);
        if (startsWith(magic, MAGIC)) yield* frame(bytes, pace, frames);
        else if (magic.length === 4 && u32(magic) >>> 4 === SKIPPABLE >>> 4) {
          await bytes.skip(4);
          await bytes.skip(u32(await exactly(bytes, 4, 'zstd')));
        } else return;
      }
    } finally {
      frames.free();
    }
  },
};

async function* frame(bytes: Cursor, pace: Pace, history: Frames): ByteStream {
  const { window, isChecked } = await readHeader(bytes);
  const { blocks } = history;
  history.begin(window);
  for (let isLast = false; !isLast; ) {
    const [a = 0, b = 0, c = 0] = await exactly(bytes, 3, 'zstd');
    const length = (a >> 3) + (b << 5) + (c << 13);
    const type = (a >> 1) & 3;
    isLast = (a & 1) === 1;
    if (type === RESERVED || length > LARGEST_BLOCK) throw damaged('zstd', bytes.position);
    const block = await exactly(bytes, type === RUN ? 1 : length, 'zstd');
    history.makeRoom(LARGEST_BLOCK);
    const { buffer, end } = history;
    if (type === PACKED) history.end = blocks.unpack(block, buffer, end, Math.min(end, window));
    else {
      if (type === RUN) buffer.fill(block[0] ?? 0, end, end + length);
      else buffer.set(block, end);
      history.end = end + length;
    }
    if (history.end < 0) throw damaged('zstd', bytes.position);
    if (history.end > end) yield buffer.subarray(end, history.end);
    await pace.step();
  }
  if (isChecked) await exactly(bytes, 4, 'zstd');
}

async function readHeader(bytes: Cursor): Promise<{ window: number; isChecked: boolean }> {
  const descriptor = (await bytes.peek(5))[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const header = await exactly(bytes, 5 + (isSingle ? 0 : 1) + dictionary + contentSize, 'zstd');
  const window = isSingle ? sizeAt(header, 5 + dictionary, contentSize) : windowSize(header[5] ?? 0);
  if (window > LARGEST_WINDOW) throw windowTooLarge('zstd', window, LARGEST_WINDOW);
  return { window, isChecked: (descriptor & 4) !== 0 };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function sizeAt(header: Uint8Array, at: number, length: number): number {
  const low = u32(header, at);
  if (length === 1) return low & 0xff;
  if (length === 2) return (low & 0xffff) + 256;
  return length === 4 ? low : u32(header, at + 4) * 2 ** 32 + low;
}

/** What was unpacked, as far back as a match may reach. It grows with what there is, whatever the header says. */
class Frames {
  readonly blocks = new ZstdBlocks();
  readonly #history: LookBack;
  end = 0;
  #window = 0;

  constructor(memory: Memory) {
    this.#history = new LookBack(memory, FIRST_HISTORY);
  }

  get buffer(): Uint8Array {
    return this.#history.bytes;
  }

  begin(window: number): void {
    this.#window = window;
    this.end = 0;
    this.blocks.begin();
  }

  makeRoom(length: number): void {
    if (this.end + length <= this.buffer.length) return;
    const most = this.#window + Math.max(FIRST_HISTORY, this.#window >> 2) + length;
    if (this.buffer.length < most) {
      if (!this.#history.grow(this.end, this.end + length, most))
        throw windowTooLarge('zstd', this.#window, this.#history.largest);
      if (this.end + length <= this.buffer.length) return;
    }
    this.buffer.copyWithin(0, this.end - this.#window, this.end);
    this.end = this.#window;
  }

  free(): void {
    this.#history.free();
  }
}
