import type { ByteSource } from '../../src/elf/imageSource.ts';
import type { Random } from './random.ts';

/** Larger than what the reader takes at once, so that it reads piece by piece. */
const PADDED = 1 << 20;
const PAGE = 4096;

/**
 * The image as the start of a large sparse file, whose reads may also come back short (a file that shrinks)
 * or fail on one page (a bad block, another process's unmapped page).
 */
export function hostileSource(bytes: Uint8Array, random: Random): ByteSource {
  const size = bytes.length + PADDED;
  const end = random.chance(4) ? Math.max(64, random.below(bytes.length)) : size;
  const badPage = random.chance(4) ? 1 + random.below(Math.ceil(bytes.length / PAGE)) : -1;
  return {
    size,
    read(offset, length) {
      if (offset <= badPage * PAGE && badPage * PAGE < offset + length && offset > 0) {
        return Promise.reject(new Error('the disk says no'));
      }
      const available = Math.max(0, Math.min(length, end - offset));
      const result = new Uint8Array(available);
      result.set(bytes.subarray(offset, offset + available));
      return Promise.resolve(result);
    },
    dispose: () => Promise.resolve(),
  };
}
