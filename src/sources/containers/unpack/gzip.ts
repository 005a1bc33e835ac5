/** gzip (RFC 1952): members of DEFLATE, one behind the other. */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { cutShort, damaged, exactly } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { crc32, u32 } from './bytes.ts';
import { Inflate } from './inflate.ts';

const DEFLATE = [0x1f, 0x8b, 8];
const RESERVED = 0xe0;
const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
/** Bytes looked at together. */
const PIECE = 1 << 16;

const isGzip = (head: Uint8Array) => startsWith(head, DEFLATE) && ((head[3] ?? 0xff) & RESERVED) === 0;

export const gzip: Packing = {
  kind: 'packed',
  format: 'gzip',
  matches: isGzip,
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    do {
      await passHeader(bytes);
      yield* member(bytes, pace);
    } while (isGzip(await bytes.peek(4)));
  },
};

async function passHeader(bytes: Cursor): Promise<void> {
  const flags = (await exactly(bytes, 10, 'gzip'))[3] ?? 0;
  if (flags & EXTRA) {
    const [low = 0, high = 0] = await exactly(bytes, 2, 'gzip');
    await exactly(bytes, low + (high << 8), 'gzip');
  }
  for (const text of [NAME, COMMENT]) if (flags & text) while ((await exactly(bytes, 1, 'gzip'))[0] !== 0);
  if (flags & HEADER_CRC) await exactly(bytes, 2, 'gzip');
}

async function* member(bytes: Cursor, pace: Pace): ByteStream {
  const inflate = new Inflate();
  let crc = 0;
  let size = 0;
  for (let state = inflate.state; state !== 'ended'; ) {
    const input = await bytes.peek(PIECE);
    const used = inflate.run(input, input.length < PIECE);
    await bytes.skip(used);
    state = inflate.state;
    const piece = inflate.take();
    if (piece.length > 0) {
      crc = crc32(piece, crc);
      size = (size + piece.length) >>> 0;
      yield piece;
    }
    if (state === 'broken') throw damaged('gzip', bytes.position);
    const isStuck = used === 0 && piece.length === 0 && state !== 'ended';
    if (state === 'cut' || isStuck) throw cutShort('gzip', bytes.position);
    await pace.step();
  }
  const trailer = await exactly(bytes, 8, 'gzip');
  if (u32(trailer) !== crc || u32(trailer, 4) !== size) throw damaged('gzip', bytes.position);
}
