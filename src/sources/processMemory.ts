import type { ByteSource } from '../elf/imageSource.ts';
import { errnoOf } from './errno.ts';
import type { ProcMemory } from './procFs.ts';
import { SourceError } from './sourceError.ts';

export interface MemoryRange {
  readonly pid: number;
  readonly own: boolean;
  /** Address of offset 0. */
  readonly base: bigint;
  /** Bytes from there on. */
  readonly size: number;
  /** Name of the mapping, '' when it has none. */
  readonly mapping: string;
}

/** File positions are signed 64-bit numbers (loff_t), in Node too. */
const POSITION_LIMIT = 2n ** 63n;

/**
 * A range of a process's memory. Resolves with fewer bytes where the rest cannot be read; rejects with a
 * SourceError when not even the first byte can (EIO: the kernel does not give out device pages, as [vvar]).
 */
export function processMemory(memory: ProcMemory, range: MemoryRange): ByteSource {
  const { pid, own, base, size, mapping } = range;
  if (base + BigInt(size) >= POSITION_LIMIT) {
    throw new SourceError('addressTooHigh', { pid, own, address: base });
  }
  return {
    size,
    async read(offset, length) {
      const target = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let done = 0;
      while (done < target.length) {
        const address = base + BigInt(offset + done);
        try {
          const count = await memory.read(target.subarray(done), address);
          if (count === 0) break;
          done += count;
        } catch (error) {
          if (done > 0) break;
          throw new SourceError(
            'memoryUnreadable',
            { pid, own, address, mapping, errno: errnoOf(error) },
            error,
          );
        }
      }
      return target.subarray(0, done);
    },
    dispose: () => memory.close(),
  };
}
