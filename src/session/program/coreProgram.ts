/** The Go programs in the process that a core dump is of: as the dump has them, else their files where those are still the same. */
import { type GoProgram, readGoProgram } from '../../consumers/goProgram/goProgram.ts';
import { programFinding, withHeldValues } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import type { Mapping } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { readBuildId } from '../../elf/readBuildId.ts';
import { readElfHeaders } from '../../elf/readHeaders.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { AT_ENTRY, auxvValue } from '../../sources/auxv.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { type CoreDump, readCoreDump } from '../../sources/containers/core/coreFile.ts';
import { coreMemory, hasMemory } from '../../sources/containers/core/coreMemory.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { openFile } from '../../sources/fileSource.ts';
import { MAX_FILES } from '../../sources/mappedFiles.ts';
import { wordsIn } from '../../sources/processWords.ts';
import type { ProcMemory } from '../../sources/procFs.ts';
import { isCancelled } from '../cancellation.ts';
import { biasOf, ofLibrary } from './goLibrary.ts';
import { programIn } from './goProgramIn.ts';
import { headOf, openLoaded } from './loadedProgram.ts';

/**
 * What the program's own keys find in the image of its process, and those of Go libraries in it, with what their
 * variables held. None of what is no Go program, and of what neither the dump nor its file has. Rejects when the dump
 * cannot be read, and when the work is no longer wanted.
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
    if (core === undefined) return [];
    const memory = coreMemory(source, core);
    const found: ConsumerFinding[] = [];
    for (const first of mappedPrograms(core)) {
      try {
        const finding = await findingOf(core, memory, first, { image, base }, files, scheduler);
        if (finding !== undefined) found.push(finding);
      } catch (error) {
        if (isCancelled(error)) throw error;
        // One of many that cannot be read.
      }
      await scheduler?.yieldIfDue();
    }
    return found;
  } finally {
    await source.dispose();
  }
}

/** A file of the process, by its mapping that begins with its first byte. */
interface MappedProgram extends Mapping {
  /** None of what the process was entered in. */
  readonly isLibrary: boolean;
}

/** What the process was entered in, then others in the order of addresses. */
function mappedPrograms({ auxv, mappings }: CoreDump): readonly MappedProgram[] {
  const entry = auxv && auxvValue(auxv, AT_ENTRY);
  if (entry === undefined) return [];
  const entered = mappings.find(({ start, end }) => start <= entry && entry < end);
  const first = new Map<string, MappedProgram>();
  for (const each of mappings)
    if (each.offset === 0n && !first.has(each.name))
      first.set(each.name, { ...each, isLibrary: each.name !== entered?.name });
  const all = [...first.values()];
  const own = all.filter(({ isLibrary }) => !isLibrary);
  return [...own, ...all.filter(({ isLibrary }) => isLibrary)].slice(0, MAX_FILES);
}

async function findingOf(
  core: CoreDump,
  memory: ProcMemory,
  mapped: MappedProgram,
  searched: { readonly image: ElfImage; readonly base: bigint | undefined },
  files: FileReader,
  scheduler: Scheduler | undefined,
): Promise<ConsumerFinding | undefined> {
  const found =
    (await dumpedProgram(core, memory, mapped, scheduler)) ??
    (await programOfFile(core, memory, mapped, files, scheduler));
  if (found === undefined) return undefined;
  const { program, bias } = found;
  const made = programFinding(program, { kind: 'own', ...searched });
  const finding = mapped.isLibrary ? ofLibrary(made, mapped.name) : made;
  const addresses = (program.table?.keys ?? []).map(({ target }) => BigInt.asUintN(64, bias + target));
  const { class: elfClass, littleEndian } = core.header;
  const words = await wordsIn(memory, addresses, elfClass === 64 ? 8 : 4, littleEndian);
  return withHeldValues(finding, program, bias, words);
}

interface FoundProgram {
  readonly program: GoProgram;
  /** Added to its addresses. */
  readonly bias: bigint;
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
  files: FileReader,
  scheduler: Scheduler | undefined,
): Promise<FoundProgram | undefined> {
  if (!PATH.test(name)) return undefined;
  const id = await readBuildId(headOf(memory, processOf(core), start));
  if (id === undefined) return undefined;
  const { source } = await openFile(files, name);
  try {
    if ((await readBuildId(atMost(source, MAX_FILE_BYTES))) !== id) return undefined;
    const headers = await readElfHeaders(atMost(source, MAX_FILE_BYTES));
    const bias = headers && biasOf(headers, { start, offset: 0n });
    const program = bias === undefined ? undefined : await programIn(source, scheduler);
    return bias === undefined || program === undefined ? undefined : { program, bias };
  } finally {
    await source.dispose();
  }
}

function processOf({ process }: CoreDump): { readonly pid: number; readonly own: false } {
  return { pid: process?.pid ?? 0, own: false };
}
