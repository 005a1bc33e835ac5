import type { ByteSource } from '../elf/imageSource.ts';

/** Bytes that are already here. What is read shares them and must not be written to. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    dispose: () => Promise.resolve(),
  };
}
