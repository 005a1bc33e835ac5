import type { ProcFs } from '../sources/procFs.ts';

/** Bytes of a file that are looked at: what is asked for stands in the first lines of each. */
const MOST = 64 * 1024;

/** Undefined where it cannot be read. */
export async function readText(proc: ProcFs, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode((await proc.readFile(path)).subarray(0, MOST));
  } catch {
    return undefined;
  }
}
