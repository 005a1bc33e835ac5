/** What a packing gives, within bounds: few bytes may become very many. */
import { ContainerError } from './containerError.ts';
import type { Cursor } from './cursor.ts';
import type { Packing } from './format.ts';
import type { ByteStream } from './model.ts';
import type { Pace } from './pace.ts';

/** Bytes that one packed byte may become. A kernel's become 4 to 6. */
export const LARGEST_RATIO = 1000;
/** From so many on the ratio is looked at: a few zeros pack well. */
export const RATIO_FROM = 1 << 24;
/** Most bytes that are unpacked only to be passed over. */
export const MOST_PASSED = 4 * 1024 * 1024 * 1024;

export async function* unpacked(bytes: Cursor, packing: Packing, pace: Pace): ByteStream {
  const start = bytes.position;
  let given = 0;
  for await (const piece of packing.unpack(bytes, pace)) {
    given += piece.length;
    const packed = bytes.position - start;
    if (given > RATIO_FROM && given > packed * LARGEST_RATIO)
      throw new ContainerError('inflatesTooMuch', { packed, unpacked: given, ratio: LARGEST_RATIO });
    if (given > MOST_PASSED) throw new ContainerError('passedTooMany', { limit: MOST_PASSED });
    yield piece;
    await pace.step();
  }
}
