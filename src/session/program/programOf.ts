/** The Go programs that belong to an image: the file itself, or what the image's process runs or ran. */
import { type GoProgram, readGoProgram } from '../../consumers/goProgram/goProgram.ts';
import { programFinding, type Searched } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { roleOf } from '../../consumers/verdict/role.ts';
import type { ByteSource, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfImage, Packed } from '../../elf/model.ts';
import { readElf } from '../../elf/readElf.ts';
import { readElfHeaders } from '../../elf/readHeaders.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { openFile } from '../../sources/fileSource.ts';
import { openLive } from '../../sources/liveImage.ts';
import { readEntry } from '../../sources/processWords.ts';
import type { ProcFs } from '../../sources/procFs.ts';
import { isCancelled } from '../cancellation.ts';
import { codedOf } from '../coded.ts';
import { SessionError } from '../sessionError.ts';
import { ofCore } from './coreProgram.ts';
import { ofLibraries } from './goLibrary.ts';
import { held, programIn } from './goProgramIn.ts';
import { type Machine, thisMachine } from './machine.ts';
import { openRunning, type RunningProgram } from './runningProgram.ts';

/**
 * What their own keys find: in the image of their process, with what their variables hold; or, for a file, in the live
 * image of this machine. None where there is no Go program. Rejects only when the pace does, since nobody wants it
 * any more: it adds to a report.
 */
export async function findPrograms(
  image: ElfImage,
  source: ByteSource,
  info: SourceInfo,
  scheduler?: Scheduler,
  machine = thisMachine,
): Promise<readonly ConsumerFinding[]> {
  try {
    if (info.kind === 'process' && info.pid !== undefined) {
      return distinct(await ofProcess(image, info.pid, info.base, scheduler, machine));
    }
    if (info.kind === 'core')
      return info.path === undefined
        ? []
        : distinct(await ofCore(image, info.path, info.base, scheduler, machine.files));
    if (info.kind !== 'file' || roleOf(image, info) !== 'elf') return [];
    const program = await readGoProgram(image, source, { scheduler });
    return program === undefined ? [] : [programFinding(program, await live(machine.proc))];
  } catch (error) {
    if (isCancelled(error)) throw error;
    // The program vanished, or its file cannot be read: the image itself is there all the same.
    return [];
  }
}

/** Each with an id of its own: go-program, go-program-2, … */
function distinct(findings: readonly ConsumerFinding[]): readonly ConsumerFinding[] {
  return findings.map((finding, at) => (at === 0 ? finding : { ...finding, id: `${finding.id}-${at + 1}` }));
}

/**
 * What the keys of a program find in any image. Where it is no Go program there is no finding: it is packed, or
 * something else. Rejects with a SourceError.
 */
export async function findProgramIn(
  image: ElfImage,
  base: bigint | undefined,
  path: string,
  files: FileReader = thisMachine.files,
): Promise<{ readonly finding?: ConsumerFinding | undefined; readonly packed?: Packed | undefined }> {
  const { source } = await openFile(files, path);
  try {
    const program = await programIn(source, undefined);
    if (program !== undefined) return { finding: programFinding(program, { kind: 'own', image, base }) };
    return { packed: (await readElfHeaders(atMost(source, MAX_FILE_BYTES)))?.packed };
  } finally {
    await source.dispose();
  }
}

async function ofProcess(
  image: ElfImage,
  pid: number,
  base: bigint | undefined,
  scheduler: Scheduler | undefined,
  machine: Machine,
): Promise<readonly ConsumerFinding[]> {
  const running = await openRunning(pid, machine);
  const program = running && (await goIn(running, scheduler));
  const libraries = await ofLibraries(image, pid, base, scheduler, machine).catch(noneUnlessCancelled);
  if (program === undefined) return libraries;
  const finding = programFinding(program, { kind: 'own', image, base });
  const { proc } = machine;
  const bias = running?.unpacked ? 0n : await biasOf(program, pid, proc);
  return [bias === undefined ? finding : await held(finding, program, bias, pid, proc), ...libraries];
}

async function goIn(
  { source, unpacked }: RunningProgram,
  scheduler?: Scheduler,
): Promise<GoProgram | undefined> {
  try {
    return await (unpacked ? readGoProgram(unpacked, source, { scheduler }) : programIn(source, scheduler));
  } finally {
    await source.dispose();
  }
}

/** Which files a process has mapped may be kept from this user; its program is there all the same. */
function noneUnlessCancelled(error: unknown): readonly ConsumerFinding[] {
  if (isCancelled(error)) throw error;
  return [];
}

/** What is added to the addresses of a program's file. */
async function biasOf({ header }: GoProgram, pid: number, proc: ProcFs): Promise<bigint | undefined> {
  const entry = await readEntry(proc, pid);
  return entry === undefined ? undefined : BigInt.asUintN(64, entry - header.entry);
}

async function live(proc: ProcFs): Promise<Searched> {
  try {
    const { source } = await openLive(proc);
    const result = await readElf(source);
    if (result.kind === 'not-elf') throw new SessionError('liveNoElf', {});
    return { kind: 'live', image: result.image, process: { pid: proc.pid, own: true } };
  } catch (error) {
    return { kind: 'none', failure: codedOf(error) };
  }
}
