/** A Go program out of the file that holds it, and what its variables hold in a process. */
import { recognizeGo } from '../../consumers/goProgram/buildInfo.ts';
import { type GoProgram, readGoProgram } from '../../consumers/goProgram/goProgram.ts';
import { withHeldValues } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import { readElf } from '../../elf/readElf.ts';
import { readElfHeaders } from '../../elf/readHeaders.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { readWords } from '../../sources/processWords.ts';
import type { ProcFs } from '../../sources/procFs.ts';

/**
 * Most that is kept of the tables of a process's program, in bytes: its relocations, beside those of what it is linked
 * with. They are read in the thread of whoever asks for the small image of the process.
 */
const MAX_TABLES = 1 << 26;

/** Undefined for every other file. Rejects as the source and the pace do. */
export async function programIn(
  source: ByteSource,
  scheduler: Scheduler | undefined,
): Promise<GoProgram | undefined> {
  // Most processes run no Go program, and their tables need not be read to know it.
  const first = atMost(source, MAX_FILE_BYTES);
  const headers = await readElfHeaders(first);
  if (headers === undefined || (await recognizeGo(headers, first)) === undefined) return undefined;
  const result = await readElf(source, { scheduler, maxResident: MAX_TABLES });
  return result.kind === 'elf' ? await readGoProgram(result.image, source, { scheduler }) : undefined;
}

/** The finding with what the variables hold. @param bias added to the program's addresses in its process */
export async function held(
  finding: ConsumerFinding,
  program: GoProgram,
  bias: bigint,
  pid: number,
  proc: ProcFs,
): Promise<ConsumerFinding> {
  if (program.table === undefined) return finding;
  const addresses = program.table.keys.map(({ target }) => BigInt.asUintN(64, bias + target));
  const words = await readWords(proc, pid, addresses, program.header.class === 64 ? 8 : 4);
  return withHeldValues(finding, program, bias, words);
}
