/** Files in memory, with what is read of them and how many are open. */
import type { FileIdentity, FileReader } from '../../src/sources/fileReader.ts';
import { errnoError } from './fakeProc.ts';

export interface MemoryFiles {
  readonly files: FileReader;
  /** In their order. */
  readonly reads: readonly { readonly path: string; readonly length: number }[];
  readonly openCount: () => number;
}

/** @param bytesOf undefined where there is no such file (ENOENT); whatever else it throws is the file system's answer */
export function memoryFiles(
  bytesOf: (path: string) => Uint8Array | undefined,
  identityOf: (path: string) => FileIdentity | undefined = () => undefined,
): MemoryFiles {
  const reads: { path: string; length: number }[] = [];
  let open = 0;
  const there = (path: string): Uint8Array => {
    const bytes = bytesOf(path);
    if (bytes === undefined) throw errnoError('ENOENT');
    return bytes;
  };
  const stat = async (path: string) => {
    const identity = identityOf(path);
    return { kind: 'file' as const, size: BigInt(there(path).length), ...(identity && { identity }) };
  };
  const files: FileReader = {
    stat,
    async open(path) {
      open++;
      return {
        stat: () => stat(path),
        async read(target, position) {
          const part = there(path).subarray(position, position + target.length);
          target.set(part);
          reads.push({ path, length: part.length });
          return part.length;
        },
        async close() {
          open--;
        },
      };
    },
  };
  return { files, reads, openCount: () => open };
}
