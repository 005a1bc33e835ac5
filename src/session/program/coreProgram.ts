/** The Go program whose process a core dump is of: as the dump has it, else its file where that is still the same one. */
import { type GoProgram, readGoProgram } from '../../consumers/goProgram/goProgram.ts';
import { programFinding, withHeldValues } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import type { Mapping } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { readBuildId } from '../../elf/readBuildId.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { AT_ENTRY, auxvValue } from '../../sources/auxv.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { type CoreDump, readCoreDump } from '../../sources/containers/core/coreFile.ts';
import { coreMemory, hasMemory } from '../../sources/containers/core/coreMemory.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { openFile } from '../../sources/fileSource.ts';
import { wordsIn } from '../../sources/processWords.ts';
import type { ProcMemory } from '../../sources/procFs.ts';
import { programIn } from './goProgramIn.ts';
import { headOf, openLoaded } from './loadedProgram.ts';

/**
 * What its own keys find in the image of its process, with what its variables held. None where it is no Go program, and
 * where neither the dump nor its file has it. Rejects as the files and the pace do.
 * @param path of the dump
 */
export async function ofCore(
  image: ElfImage,
  path: string,
  base: bigint | undefined,
  scheduler: Scheduler | undefined,
  files: FileReader,
): Promise<readonly ConsumerFinding[]> {
  const { source } = await openFile(files, path);
  try {
    const core = await readCoreDump(source);
    const entry = core?.auxv && auxvValue(core.auxv, AT_ENTRY);
    const first = entry === undefined ? undefined : firstMapping(core?.mappings ?? [], entry);
    if (core === undefined || entry === undefined || first === undefined) return [];
    const memory = coreMemory(source, core);
    const found =
      (await dumpedProgram(core, memory, first, scheduler)) ??
      (await programOfFile(core, memory, first, entry, files, scheduler));
    if (found === undefined) return [];
    const { program, bias } = found;
    const finding = programFinding(program, { kind: 'own', image, base });
    const addresses = (program.table?.keys ?? []).map(({ target }) => BigInt.asUintN(64, bias + target));
    const { class: elfClass, littleEndian } = core.header;
    const words = await wordsIn(memory, addresses, elfClass === 64 ? 8 : 4, littleEndian);
    return [withHeldValues(finding, program, bias, words)];
  } finally {
    await source.dispose();
  }
}

interface FoundProgram {
  readonly program: GoProgram;
  /** Added to its addresses. */
  readonly bias: bigint;
}

/** Where the file that the process was entered in begins. */
function firstMapping(mappings: readonly Mapping[], entry: bigint): Mapping | undefined {
  const entered = mappings.find(({ start, end }) => start <= entry && entry < end);
  return mappings.find(({ name, offset }) => name === entered?.name && offset === 0n);
}

/** A dump has a program's code only when it was asked for (coredump_filter, or a program that is packed). */
async function dumpedProgram(
  core: CoreDump,
  memory: ProcMemory,
  { start }: Mapping,
  scheduler: Scheduler | undefined,
): Promise<FoundProgram | undefined> {
  const loaded = await openLoaded(memory, processOf(core), start);
  const whole = loaded?.ranges.every(({ address, length }) => hasMemory(core, address, BigInt(length)));
  if (loaded === undefined || whole !== true) return undefined;
  const program = await readGoProgram(loaded.program, loaded.source, { scheduler });
  return program && { program, bias: 0n };
}

/**
 * A path as Linux writes it, and no other: a dump is anybody's, two slashes or a backslash lead to a server where Windows
 * opens them, and what the kernel makes up is not to be read.
 */
const PATH = /^\/(?![\\/]|(?:dev|proc|sys)\/)/;

/** The file of that name on this machine, if the dump's first page of it has the same build id. */
async function programOfFile(
  core: CoreDump,
  memory: ProcMemory,
  { start, name }: Mapping,
  entry: bigint,
  files: FileReader,
  scheduler: Scheduler | undefined,
): Promise<FoundProgram | undefined> {
  if (!PATH.test(name)) return undefined;
  const id = await readBuildId(headOf(memory, processOf(core), start));
  if (id === undefined) return undefined;
  const { source } = await openFile(files, name);
  try {
    if ((await readBuildId(atMost(source, MAX_FILE_BYTES))) !== id) return undefined;
    const program = await programIn(source, scheduler);
    return program && { program, bias: BigInt.asUintN(64, entry - program.header.entry) };
  } finally {
    await source.dispose();
  }
}

function processOf({ process }: CoreDump): { readonly pid: number; readonly own: false } {
  return { pid: process?.pid ?? 0, own: false };
}
