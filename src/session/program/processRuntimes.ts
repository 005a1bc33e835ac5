/**
 * Which libc, and which release of Go, a process runs: from the files that it has mapped. What its program's headers
 * say (processProgram.ts) comes first, since a text may stand in any file; the files tell the release.
 */
import { recognizeGo } from '../../consumers/goProgram/buildInfo.ts';
import { type LibcFound, LibcTexts } from '../../consumers/libcTexts.ts';
import type { RuntimeFound } from '../../consumers/runtimes.ts';
import type { ByteSource, SourceInfo } from '../../elf/imageSource.ts';
import { readElfHeaders } from '../../elf/readHeaders.ts';
import type { Pace } from '../../elf/reading/pace.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { openFile } from '../../sources/fileSource.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { type MappedFile, mappedFiles, openMapped } from '../../sources/mappedFiles.ts';
import type { Target } from '../../sources/processFailure.ts';
import { isCancelled } from '../cancellation.ts';
import { type Machine, thisMachine } from './machine.ts';
import { executablePath, libcOf } from './processProgram.ts';

const PIECE = 1 << 18;

const IDS = { glibc: 'glibc', musl: 'musl', bionic: 'bionic', uClibc: 'uclibc-ng' } as const;

/** Undefined for images of no process. Rejects only when the pace does: it adds to a report. */
export async function findRuntimes(
  { kind, pid }: SourceInfo,
  pace?: Pace,
  machine = thisMachine,
): Promise<readonly RuntimeFound[] | undefined> {
  if (kind !== 'process' || pid === undefined) return undefined;
  try {
    return await runtimesOf(processTarget(machine.proc, pid), machine, pace);
  } catch (error) {
    if (isCancelled(error)) throw error;
    // It has ended, or this user may not read what it runs.
    return [];
  }
}

async function runtimesOf(
  target: Target,
  { proc, files }: Machine,
  pace?: Pace,
): Promise<readonly RuntimeFound[]> {
  const { source } = await openFile(files, executablePath(target.pid));
  try {
    const program = atMost(source, MAX_FILE_BYTES);
    const headers = await readElfHeaders(program);
    if (headers === undefined) return [];
    const goVersion = (await recognizeGo(headers, program))?.goVersion;
    const go = goVersion === undefined ? [] : [goFound(goVersion)];
    const named = libcOf(headers);
    if (named?.kind === 'libc') {
      const library = await mappedLibc(
        await mappedFiles(proc, target),
        named.name,
        target,
        { proc, files },
        pace,
      );
      return [...go, { id: IDS[named.name], ...library }];
    }
    // Go links none into its static programs, and where C code is in them texts of both can be.
    const libc = (await textsIn(source, pace)).linkedIn;
    return [...go, ...(libc === undefined ? [] : [linked(libc)])];
  } finally {
    await source.dispose();
  }
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
  { files }: Machine,
  pace?: Pace,
): Promise<Pick<RuntimeFound, 'release' | 'file'>> {
  if (name !== 'glibc' && name !== 'musl') return {};
  for (const file of mapped) {
    const source = await openMapped(files, target, file);
    if (source === undefined) continue;
    try {
      const found = (await textsIn(source, pace)).library;
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

async function textsIn(source: ByteSource, pace?: Pace): Promise<LibcTexts> {
  const texts = new LibcTexts();
  const first = atMost(source, MAX_FILE_BYTES);
  for (let offset = 0; ; offset += PIECE) {
    const bytes = await first.read(offset, PIECE);
    if (bytes.length === 0) break;
    texts.add(bytes);
    await pace?.breathe();
  }
  return texts;
}
