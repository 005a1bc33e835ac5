/** The Go program that belongs to an image: the file itself, or what the image's process runs. */
import { recognizeGo } from '../consumers/goBinary/buildInfo.ts';
import { type GoProgram, readGoProgram } from '../consumers/goBinary/goProgram.ts';
import { programFinding, type Searched, withHeldValues } from '../consumers/goBinary/programFinding.ts';
import type { ConsumerFinding } from '../consumers/model.ts';
import { roleOf } from '../consumers/role.ts';
import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Pace } from '../elf/pace.ts';
import { readElf } from '../elf/readElf.ts';
import { readElfHeaders } from '../elf/readHeaders.ts';
import type { FileReader } from '../sources/fileReader.ts';
import { openFile } from '../sources/fileSource.ts';
import { openLive } from '../sources/liveImage.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import { readEntry, readWords } from '../sources/processWords.ts';
import type { ProcFs } from '../sources/procFs.ts';
import { isCancelled } from './cancellation.ts';
import { sentences } from './english.ts';
import { executablePath } from './processProgram.ts';

/**
 * Most that is kept of the tables of a process's program, in bytes: its relocations, beside those of what it is linked
 * with. They are read in the thread of whoever asks for the small image of the process.
 */
const MAX_TABLES = 1 << 26;

export interface Machine {
  readonly proc: ProcFs;
  readonly files: FileReader;
}

export const thisMachine: Machine = { proc: nodeProcFs, files: nodeFiles };

/**
 * What its own keys find: in the image of its process, with what its variables hold; or, for a file, in the live
 * image of this machine. Undefined where there is no Go program. Rejects only when the pace does, since nobody wants it
 * any more: it adds to a report.
 */
export async function findProgram(
  image: ElfImage,
  source: ByteSource,
  info: SourceInfo,
  pace?: Pace,
  machine = thisMachine,
): Promise<ConsumerFinding | undefined> {
  try {
    if (info.kind === 'process' && info.pid !== undefined) {
      return await ofProcess(image, info.pid, info.base, pace, machine);
    }
    if (info.kind !== 'file' || roleOf(image, info) !== 'elf') return undefined;
    const program = await readGoProgram(image, source, { pace });
    return program === undefined ? undefined : programFinding(program, await live(machine.proc));
  } catch (error) {
    if (isCancelled(error)) throw error;
    // The program vanished, or its file cannot be read: the image itself is there all the same.
    return undefined;
  }
}

/** What the keys of a program find in any image. Undefined where it is no Go program; rejects with a SourceError. */
export async function findProgramIn(
  image: ElfImage,
  base: bigint | undefined,
  path: string,
  files: FileReader = nodeFiles,
): Promise<ConsumerFinding | undefined> {
  const program = await programAt(path, files, undefined);
  return program && programFinding(program, { kind: 'own', image, base });
}

async function ofProcess(
  image: ElfImage,
  pid: number,
  base: bigint | undefined,
  pace: Pace | undefined,
  { proc, files }: Machine,
): Promise<ConsumerFinding | undefined> {
  const program = await programAt(executablePath(pid), files, pace);
  if (program === undefined) return undefined;
  const finding = programFinding(program, { kind: 'own', image, base });
  const entry = await readEntry(proc, pid);
  if (program.table === undefined || entry === undefined) return finding;
  const bias = BigInt.asUintN(64, entry - program.header.entry);
  const addresses = program.table.keys.map(({ target }) => BigInt.asUintN(64, bias + target));
  const words = await readWords(proc, pid, addresses, program.header.class === 64 ? 8 : 4);
  return withHeldValues(finding, program, bias, words);
}

async function programAt(
  path: string,
  files: FileReader,
  pace: Pace | undefined,
): Promise<GoProgram | undefined> {
  const { source } = await openFile(files, path);
  try {
    // Most processes run no Go program, and their tables need not be read to know it.
    const headers = await readElfHeaders(source);
    if (headers === undefined || (await recognizeGo(headers, source)) === undefined) return undefined;
    const result = await readElf(source, { pace, maxResident: MAX_TABLES });
    return result.kind === 'elf' ? await readGoProgram(result.image, source, { pace }) : undefined;
  } finally {
    await source.dispose();
  }
}

async function live(proc: ProcFs): Promise<Searched> {
  try {
    const { source, info } = await openLive(proc);
    const result = await readElf(source);
    if (result.kind === 'elf')
      return { kind: 'other', image: result.image, label: sentences.liveImageOf(info.label) };
    return { kind: 'none', reason: sentences.liveNoElf };
  } catch (error) {
    return { kind: 'none', reason: error instanceof Error ? error.message : String(error) };
  }
}
