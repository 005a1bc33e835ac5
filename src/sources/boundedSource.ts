import type { ByteSource } from '../elf/imageSource.ts';

/** Bytes that are looked at of one file of a process. A libc has one to two million. */
export const MAX_FILE_BYTES = 1 << 22;

/** Gives no more bytes than so many, whatever is asked for. */
export function atMost(source: ByteSource, bytes: number): ByteSource {
  let left = bytes;
  return {
    size: source.size,
    async read(offset, length) {
      const read = await source.read(offset, Math.min(length, left));
      left -= read.length;
      return read;
    },
    dispose: () => source.dispose(),
  };
}
