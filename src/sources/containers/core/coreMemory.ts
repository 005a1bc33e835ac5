/** The memory that a core dump has, read as that of a process. */
import type { ByteSource } from '../../../elf/imageSource.ts';
import type { ProcMemory } from '../../procFs.ts';
import { type CoreDump, rangeAt } from './coreFile.ts';

/** What the dump has not reads as nothing. Its end leaves the file open. */
export function coreMemory(source: ByteSource, core: CoreDump): ProcMemory {
  return {
    async read(target, address) {
      const found = rangeAt(core, address);
      if (found === undefined) return 0;
      const { range, at } = found;
      const bytes = await source.read(
        range.offset + at,
        Math.min(target.length, Math.max(0, range.length - at)),
      );
      target.set(bytes);
      return bytes.length;
    },
    close: () => Promise.resolve(),
  };
}

/** Whether the dump has all of so many bytes. */
export function hasMemory(core: CoreDump, address: bigint, length: bigint): boolean {
  const end = address + length;
  for (let next = address; next < end; ) {
    const found = rangeAt(core, next);
    const there = found === undefined ? 0 : found.range.length - found.at;
    if (there <= 0) return false;
    next += BigInt(there);
  }
  return true;
}
