/**
 * Which libc, and which release of Go, a process runs: from the files that it has mapped, and from its memory where its
 * program is packed. What the program's headers say (processProgram.ts) comes first, since a text may stand in any file;
 * the files tell the release.
 */
import { recognizeGo } from '../../consumers/goProgram/buildInfo.ts';
import { type LibcFound, LibcTexts } from '../../consumers/libcTexts.ts';
import type { ProcessRuntimes, RuntimeFound } from '../../consumers/runtimes.ts';
import type { ByteSource, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfHeaders } from '../../elf/readHeaders.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { type MappedFile, mappedFiles, openMapped } from '../../sources/mappedFiles.ts';
import type { Target } from '../../sources/processFailure.ts';
import { isCancelled } from '../cancellation.ts';
import { type Machine, thisMachine } from './machine.ts';
import { libcOf } from './processProgram.ts';
import { openRunning } from './runningProgram.ts';

const PIECE = 1 << 18;

const IDS = { glibc: 'glibc', musl: 'musl', bionic: 'bionic', uClibc: 'uclibc-ng' } as const;

/** Undefined for images of no process. Rejects only when the pace does: it adds to a report. */
export async function findRuntimes(
  { kind, pid }: SourceInfo,
  scheduler?: Scheduler,
  machine = thisMachine,
): Promise<ProcessRuntimes | undefined> {
  if (kind !== 'process' || pid === undefined) return undefined;
  try {
    return await runtimesOf(processTarget(machine.proc, pid), machine, scheduler);
  } catch (error) {
    if (isCancelled(error)) throw error;
    // It has ended, or this user may not read what it runs.
    return { runtimes: [] };
  }
}

async function runtimesOf(target: Target, machine: Machine, scheduler?: Scheduler): Promise<ProcessRuntimes> {
  const running = await openRunning(target.pid, machine);
  if (running === undefined) return { runtimes: [] };
  const { headers, source, packed } = running;
  try {
    const goVersion = (await recognizeGo(headers, atMost(source, MAX_FILE_BYTES)))?.goVersion;
    const go = goVersion === undefined ? [] : [goFound(goVersion)];
    return { runtimes: [...go, ...(await libcsOf(headers, source, target, machine, scheduler))], packed };
  } finally {
    await source.dispose();
  }
}

async function libcsOf(
  headers: ElfHeaders,
  source: ByteSource,
  target: Target,
  { proc, files }: Machine,
  scheduler?: Scheduler,
): Promise<readonly RuntimeFound[]> {
  const named = libcOf(headers);
  if (named?.kind === 'libc') {
    const mapped = await mappedFiles(proc, target);
    return [{ id: IDS[named.name], ...(await mappedLibc(mapped, named.name, target, files, scheduler)) }];
  }
  // Go links none into its static programs, and where C code is in them texts of both can be.
  const libc = (await textsIn(source, scheduler)).linkedIn;
  return libc === undefined ? [] : [linked(libc)];
}

function goFound(goVersion: string): RuntimeFound {
  const release = /^go(\d+(?:\.\d+)*)/.exec(goVersion)?.[1];
  return { id: 'go', ...(release === undefined ? {} : { release }) };
}

function linked({ name, release }: LibcFound): RuntimeFound {
  return { id: IDS[name], ...(release === undefined ? {} : { release }) };
}

/** The release and the file that tells it, of the libc that the program's loader belongs to. */
async function mappedLibc(
  mapped: readonly MappedFile[],
  name: keyof typeof IDS,
  target: Target,
  files: FileReader,
  scheduler?: Scheduler,
): Promise<Pick<RuntimeFound, 'release' | 'file'>> {
  if (name !== 'glibc' && name !== 'musl') return {};
  for (const file of mapped) {
    const source = await openMapped(files, target, file);
    if (source === undefined) continue;
    try {
      const found = (await textsIn(source, scheduler)).sharedLibrary;
      if (found?.name !== name) continue;
      return { file: file.name, ...(found.release === undefined ? {} : { release: found.release }) };
    } catch (error) {
      if (isCancelled(error)) throw error;
      // One of many that cannot be read; the next may tell.
    } finally {
      await source.dispose();
    }
  }
  return {};
}

async function textsIn(source: ByteSource, scheduler?: Scheduler): Promise<LibcTexts> {
  const texts = new LibcTexts();
  const first = atMost(source, MAX_FILE_BYTES);
  for (let offset = 0; ; offset += PIECE) {
    const bytes = await first.read(offset, PIECE);
    if (bytes.length === 0) break;
    texts.add(bytes);
    await scheduler?.yieldIfDue();
  }
  return texts;
}
