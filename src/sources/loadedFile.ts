/** A program's file as far as it is loaded: the bytes of its segments, out of a process's memory. */
import type { ByteSource } from '../elf/imageSource.ts';
import type { OfProcess } from './failures.ts';
import { processMemory } from './processMemory.ts';
import type { ProcMemory } from './procFs.ts';

export interface LoadedRange {
  /** In the file. */
  readonly offset: number;
  readonly length: number;
  /** Where it stands in memory. */
  readonly address: bigint;
}

/**
 * What lies between the ranges is padding, and reads as zeros. Rejects as processMemory does. Its end closes the
 * memory. Throws a SourceError for addresses that cannot be read.
 */
export function loadedFile(
  memory: ProcMemory,
  { pid, own }: OfProcess,
  ranges: readonly LoadedRange[],
): ByteSource {
  const parts = ranges.map(({ offset, length, address }) => ({
    offset,
    end: offset + length,
    bytes: processMemory(memory, { pid, own, base: address, size: length, mapping: '' }),
  }));
  const size = Math.max(0, ...parts.map(({ end }) => end));
  return {
    size,
    async read(offset, length) {
      const target = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (const part of parts) {
        const from = Math.max(offset, part.offset);
        const to = Math.min(offset + target.length, part.end);
        if (from >= to) continue;
        const bytes = await part.bytes.read(from - part.offset, to - from);
        target.set(bytes, from - offset);
        // It ends here: what follows is not known.
        if (bytes.length < to - from) return target.subarray(0, from - offset + bytes.length);
      }
      return target;
    },
    dispose: () => memory.close(),
  };
}
