/** The Go program that belongs to an image: the file itself, or what the image's process runs. */
import { type GoProgram, readGoProgram } from '../../consumers/goProgram/goProgram.ts';
import { programFinding, type Searched } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { roleOf } from '../../consumers/verdict/role.ts';
import type { ByteSource, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { readElf } from '../../elf/readElf.ts';
import type { Pace } from '../../elf/reading/pace.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { openFile } from '../../sources/fileSource.ts';
import { openLive } from '../../sources/liveImage.ts';
import { readEntry } from '../../sources/processWords.ts';
import type { ProcFs } from '../../sources/procFs.ts';
import { isCancelled } from '../cancellation.ts';
import { sentences } from '../english.ts';
import { ofLibrary } from './goLibrary.ts';
import { held, programIn } from './goProgramIn.ts';
import { type Machine, thisMachine } from './machine.ts';
import { executablePath } from './processProgram.ts';

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
  files: FileReader = thisMachine.files,
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
  if (program === undefined) return ofLibrary(image, pid, base, pace, { proc, files });
  const finding = programFinding(program, { kind: 'own', image, base });
  const entry = await readEntry(proc, pid);
  if (entry === undefined) return finding;
  return held(finding, program, BigInt.asUintN(64, entry - program.header.entry), pid, proc);
}

async function programAt(
  path: string,
  files: FileReader,
  pace: Pace | undefined,
): Promise<GoProgram | undefined> {
  const { source } = await openFile(files, path);
  try {
    return await programIn(source, pace);
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
