/**
 * What a packer's stub has made of a program: it lies in the memory of its process as its own headers say. They take the
 * place of those of the stub, at the address of its first segment.
 */
import type { ElfHeaders } from '../../elf/readHeaders.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { openMemory } from '../../sources/processFiles.ts';
import { readEntry } from '../../sources/processWords.ts';
import type { ProcFs } from '../../sources/procFs.ts';
import { type LoadedProgram, loads, openLoaded } from './loadedProgram.ts';

/**
 * Undefined when there are no headers. They are the stub's own as long as it has not come so far. Whoever opened it
 * disposes its source. Rejects with a SourceError.
 * @param stub what the headers of the process's program file say
 */
export async function openUnpacked(
  stub: ElfHeaders,
  pid: number,
  proc: ProcFs,
): Promise<LoadedProgram | undefined> {
  const [first] = loads(stub);
  const entry = await readEntry(proc, pid);
  if (first === undefined || entry === undefined) return undefined;
  const start = BigInt.asUintN(64, entry - stub.header.entry + first.vaddr);
  const target = processTarget(proc, pid);
  const memory = await openMemory(proc, target);
  try {
    const loaded = await openLoaded(memory, target, start);
    if (loaded === undefined) await memory.close();
    return loaded;
  } catch (error) {
    await memory.close();
    throw error;
  }
}
