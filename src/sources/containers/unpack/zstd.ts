/**
 * Zstandard (RFC 8878). What unpacks it gets whole frames and nothing behind them: where a frame ends its blocks' headers
 * say, and how much it wants to be kept its own.
 */
import { ContainerError } from '../containerError.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import { exactly, startsWith, u32 } from './bytes.ts';
import { LARGEST_WINDOW } from './lzma.ts';
import { unzstd } from './nodeZlib.ts';

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** Of frames that hold no data, but for the last digit. */
const SKIPPABLE = 0x184d2a50;
const RESERVED = 3;
const RUN = 1;

export const zstd: Packing = {
  kind: 'packed',
  format: 'zstd',
  matches: (head) => startsWith(head, MAGIC) && ((head[4] ?? 0xff) & 8) === 0,
  unpack(bytes: Cursor): ByteStream {
    const unpacked = unzstd(frames(bytes), LARGEST_WINDOW, (isCut) =>
      isCut
        ? new ContainerError('cutShort', { format: 'zstd', size: bytes.position })
        : new ContainerError('damaged', { format: 'zstd', offset: bytes.position }),
    );
    if (unpacked === undefined) throw new ContainerError('cannotUnpack', { format: 'zstd' });
    return unpacked;
  },
};

/** The bytes of all frames that stand one behind the other. */
async function* frames(bytes: Cursor): ByteStream {
  for (;;) {
    const magic = await bytes.peek(4);
    if (startsWith(magic, MAGIC)) yield* frame(bytes);
    else if (magic.length === 4 && u32(magic) >>> 4 === SKIPPABLE >>> 4) {
      await bytes.skip(4);
      await bytes.skip(u32(await exactly(bytes, 4, 'zstd')));
    } else return;
  }
}

async function* frame(bytes: Cursor): ByteStream {
  const descriptor = (await bytes.peek(5))[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const header = await exactly(bytes, 5 + (isSingle ? 0 : 1) + dictionary + contentSize, 'zstd');
  const window = isSingle ? sizeAt(header, 5 + dictionary, contentSize) : windowSize(header[5] ?? 0);
  if (window > LARGEST_WINDOW)
    throw new ContainerError('windowTooLarge', { format: 'zstd', window, limit: LARGEST_WINDOW });
  yield header;
  for (let isLast = false; !isLast; ) {
    const block = await bytes.peek(3);
    const word = u32(block);
    isLast = (word & 1) === 1;
    const type = (word >> 1) & 3;
    if (block.length < 3) throw new ContainerError('cutShort', { format: 'zstd', size: bytes.position });
    if (type === RESERVED) throw new ContainerError('damaged', { format: 'zstd', offset: bytes.position });
    yield await exactly(bytes, 3 + (type === RUN ? 1 : word >> 3), 'zstd');
  }
  if (descriptor & 4) yield await exactly(bytes, 4, 'zstd');
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
