/** The Go program that belongs to an image: the file itself, or what the image's process runs. */
import { basename } from 'node:path/posix';
import { recognizeGo } from '../consumers/goBinary/buildInfo.ts';
import { type GoProgram, readGoProgram } from '../consumers/goBinary/goProgram.ts';
import { programFinding, type Searched, withHeldValues } from '../consumers/goBinary/programFinding.ts';
import type { ConsumerFinding } from '../consumers/model.ts';
import { roleOf } from '../consumers/role.ts';
import { PT_LOAD } from '../elf/constants.ts';
import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Pace } from '../elf/pace.ts';
import { shown } from '../elf/printable.ts';
import { readElf } from '../elf/readElf.ts';
import { type ElfHeaders, readElfHeaders } from '../elf/readHeaders.ts';
import { repeated } from '../report/format.ts';
import { atMost, MAX_FILE_BYTES } from '../sources/boundedSource.ts';
import type { FileReader } from '../sources/fileReader.ts';
import { openFile } from '../sources/fileSource.ts';
import { openLive, processTarget } from '../sources/liveImage.ts';
import { type MappedFile, mappedFiles, openMapped } from '../sources/mappedFiles.ts';
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

const SMALLEST_PAGE = 4096n;

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
  if (program === undefined) return ofLibrary(image, pid, base, pace, { proc, files });
  const finding = programFinding(program, { kind: 'own', image, base });
  const entry = await readEntry(proc, pid);
  if (entry === undefined) return finding;
  return held(finding, program, BigInt.asUintN(64, entry - program.header.entry), pid, proc);
}

/** Go in another program: a library built with -buildmode=c-shared. The first one in the process's memory. */
async function ofLibrary(
  image: ElfImage,
  pid: number,
  base: bigint | undefined,
  pace: Pace | undefined,
  { proc, files }: Machine,
): Promise<ConsumerFinding | undefined> {
  const target = processTarget(proc, pid);
  for (const file of await mappedFiles(proc, target)) {
    const source = await openMapped(files, target, file);
    if (source === undefined) continue;
    try {
      const headers = await readElfHeaders(atMost(source, MAX_FILE_BYTES));
      const program = headers && (await programIn(source, pace));
      if (headers === undefined || program === undefined) continue;
      const made = programFinding(program, { kind: 'own', image, base });
      const name = shown(repeated(basename(file.name)));
      const facts = made.program && { program: { ...made.program, library: file.name } };
      const finding = { ...made, ...facts, name: sentences.goIn(name) };
      const bias = biasOf(headers, file);
      return bias === undefined ? finding : await held(finding, program, bias, pid, proc);
    } catch (error) {
      if (isCancelled(error)) throw error;
      // One of many that cannot be read.
    } finally {
      await source.dispose();
    }
    await pace?.breathe();
  }
  return undefined;
}

/** What is added to a file's addresses, by where one of its bytes is mapped. */
function biasOf({ segments }: ElfHeaders, { start, offset }: MappedFile): bigint | undefined {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    const { vaddr, offset: first, filesz } = segment;
    // Mappings begin at a page, and what a segment begins with may stand further in.
    if (offset < first + filesz && first < offset + SMALLEST_PAGE)
      return BigInt.asUintN(64, start - offset - (vaddr - first));
  }
  return undefined;
}

async function held(
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

async function programIn(source: ByteSource, pace: Pace | undefined): Promise<GoProgram | undefined> {
  // Most processes run no Go program, and their tables need not be read to know it.
  const first = atMost(source, MAX_FILE_BYTES);
  const headers = await readElfHeaders(first);
  if (headers === undefined || (await recognizeGo(headers, first)) === undefined) return undefined;
  const result = await readElf(source, { pace, maxResident: MAX_TABLES });
  return result.kind === 'elf' ? await readGoProgram(result.image, source, { pace }) : undefined;
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
