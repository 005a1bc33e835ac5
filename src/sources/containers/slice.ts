import type { ByteSource } from '../../elf/imageSource.ts';

/** A part of a file as a file of its own, clipped to what there is. The file stays open when it is disposed. */
export function slice(source: ByteSource, start: number, length: number): ByteSource {
  const size = Math.max(0, Math.min(length, source.size - start));
  return {
    size,
    read: (offset, count) => source.read(start + offset, Math.max(0, Math.min(count, size - offset))),
    dispose: () => Promise.resolve(),
  };
}
