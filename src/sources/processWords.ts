/** Single words of a process's memory, and where its program was loaded. */
import { AT_ENTRY, auxvValue } from './auxv.ts';
import { processTarget } from './liveImage.ts';
import { openMemory, readAuxv } from './processFiles.ts';
import type { ProcFs, ProcMemory } from './procFs.ts';

/** Address at which the program was entered; less e_entry, that is its load bias. Rejects with a SourceError. */
export async function readEntry(proc: ProcFs, pid: number): Promise<bigint | undefined> {
  return auxvValue(await readAuxv(proc, processTarget(proc, pid)), AT_ENTRY);
}

/** A word for each address, in this machine's byte order; undefined where memory cannot be read. */
export async function readWords(
  proc: ProcFs,
  pid: number,
  addresses: readonly bigint[],
  wordSize: 4 | 8,
): Promise<readonly (bigint | undefined)[]> {
  const memory = await openMemory(proc, processTarget(proc, pid));
  try {
    return await wordsIn(memory, addresses, wordSize, proc.littleEndian);
  } finally {
    await memory.close();
  }
}

/** The same of memory that is open, and stays so. */
export async function wordsIn(
  memory: ProcMemory,
  addresses: readonly bigint[],
  wordSize: 4 | 8,
  littleEndian: boolean,
): Promise<readonly (bigint | undefined)[]> {
  const words: (bigint | undefined)[] = [];
  for (const address of addresses) {
    const bytes = new Uint8Array(wordSize);
    const count = await memory.read(bytes, address).catch(() => 0);
    const view = new DataView(bytes.buffer);
    if (count < wordSize) words.push(undefined);
    else if (wordSize === 8) words.push(view.getBigUint64(0, littleEndian));
    else words.push(BigInt(view.getUint32(0, littleEndian)));
  }
  return words;
}
