/** The bytes of what is a stream, for what has to be read at any position. */
import { ContainerError } from './containerError.ts';
import type { Cursor } from './cursor.ts';
import type { Pace } from './pace.ts';

/** Most bytes of one member that are kept at once. */
export const LARGEST_MEMBER = 256 * 1024 * 1024;
const FIRST = 1 << 20;

/** As far as it can be read: `error` says what ended it. */
export async function collect(
  cursor: Cursor,
  pace: Pace,
  limit: number = LARGEST_MEMBER,
): Promise<{ bytes: Uint8Array; error?: ContainerError }> {
  let bytes = new Uint8Array(FIRST);
  let filled = 0;
  try {
    for (;;) {
      const piece = await cursor.some();
      if (piece.length === 0) return { bytes: bytes.subarray(0, filled) };
      if (filled + piece.length > limit) throw new ContainerError('memberTooLarge', { limit });
      if (filled + piece.length > bytes.length) {
        const larger = new Uint8Array(Math.min(limit, Math.max(2 * bytes.length, filled + piece.length)));
        larger.set(bytes.subarray(0, filled));
        bytes = larger;
      }
      bytes.set(piece, filled);
      filled += piece.length;
      await pace.step();
    }
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    return { bytes: bytes.subarray(0, filled), error };
  }
}
