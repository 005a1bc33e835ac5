/** .lzma files ("LZMA alone", xz's doc/lzma-file-format.txt): a header of 13 bytes and one run of LZMA. */
import { cutShort, damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { u32 } from './bytes.ts';
import { Lzma } from './lzma.ts';

const HEADER = 13;
const UNKNOWN = 2 ** 64 - 1;
/** As large a file as liblzma takes for one: magic there is none. */
const LARGEST = 2 ** 38;

export const lzma: Packing = {
  kind: 'packed',
  format: 'lzma',
  matches(head) {
    if (head.length < HEADER || head[0] !== 0x5d) return false;
    const [dictionary, size] = [u32(head, 1), sizeOf(head)];
    return isUsual(dictionary) && (size === UNKNOWN || (size > 0 && size < LARGEST));
  },
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    const header = await exactly(bytes, HEADER, 'lzma');
    const [properties = 0] = header;
    const size = sizeOf(header);
    const decoder = new Lzma('lzma', u32(header, 1), pace.memory, () => bytes.position);
    try {
      if (!decoder.setProperties(properties)) throw damaged('lzma', bytes.position);
      yield* decoded(bytes, decoder, size, pace);
    } finally {
      decoder.free();
    }
  },
};

async function* decoded(bytes: Cursor, decoder: Lzma, size: number, pace: Pace): ByteStream {
  decoder.resetState();
  if (!decoder.begin(await exactly(bytes, 5, 'lzma'))) throw damaged('lzma', bytes.position);
  let isLast = false;
  for (let left = size === UNKNOWN ? Number.POSITIVE_INFINITY : size; left > 0 && !decoder.ended; ) {
    const given = decoder.decode(left, isLast);
    left -= given;
    if (given > 0) yield decoder.take();
    else if (!decoder.ended) {
      if (isLast) throw cutShort('lzma', bytes.position);
      const more = await bytes.some(1 << 16);
      if (more.length === 0) isLast = true;
      else decoder.feed(more);
    }
    await pace.step();
  }
}

/** Sizes that encoders choose: a power of two, or the sum of two neighbouring ones. */
function isUsual(dictionary: number): boolean {
  const bits = 31 - Math.clz32(dictionary);
  return bits >= 12 && (dictionary === 2 ** bits || dictionary === 2 ** bits + 2 ** (bits - 1));
}

function sizeOf(header: Uint8Array): number {
  const [low, high] = [u32(header, 5), u32(header, 9)];
  return low === 0xffffffff && high === 0xffffffff ? UNKNOWN : high * 2 ** 32 + low;
}
