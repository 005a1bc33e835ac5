/** Go in another program's process. */
import { programFinding } from '../../consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import type { ElfImage } from '../../elf/model.ts';
import { type ElfHeaders, readElfHeaders } from '../../elf/readHeaders.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { atMost, MAX_FILE_BYTES } from '../../sources/boundedSource.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { type MappedFile, mappedFiles, openMapped } from '../../sources/mappedFiles.ts';
import { readEntry } from '../../sources/processWords.ts';
import { isCancelled } from '../cancellation.ts';
import { held, programIn } from './goProgramIn.ts';
import type { Machine } from './machine.ts';

const SMALLEST_PAGE = 4096n;

/** Libraries built with -buildmode=c-shared, each with a runtime of its own. Plugins have none, and no build information. */
export async function ofLibraries(
  image: ElfImage,
  pid: number,
  base: bigint | undefined,
  scheduler: Scheduler | undefined,
  { proc, files }: Machine,
): Promise<readonly ConsumerFinding[]> {
  const found: ConsumerFinding[] = [];
  const target = processTarget(proc, pid);
  const entry = await readEntry(proc, pid);
  for (const file of await mappedFiles(proc, target)) {
    const source = await openMapped(files, target, file);
    if (source === undefined) continue;
    try {
      const headers = await readElfHeaders(atMost(source, MAX_FILE_BYTES));
      if (headers === undefined) continue;
      const bias = biasOf(headers, file);
      // What the process began with is its program, which is no library of it.
      if (bias !== undefined && BigInt.asUintN(64, bias + headers.header.entry) === entry) continue;
      const program = await programIn(source, scheduler);
      if (program === undefined) continue;
      const finding = ofLibrary(programFinding(program, { kind: 'own', image, base }), file.name);
      found.push(bias === undefined ? finding : await held(finding, program, bias, pid, proc));
    } catch (error) {
      if (isCancelled(error)) throw error;
      // One of many that cannot be read.
    } finally {
      await source.dispose();
    }
    await scheduler?.yieldIfDue();
  }
  return found;
}

/** @param name of the library's file */
export function ofLibrary(finding: ConsumerFinding, name: string): ConsumerFinding {
  const { program } = finding;
  return program === undefined ? finding : { ...finding, program: { ...program, sharedLibrary: name } };
}

/** What is added to a file's addresses, by where one of its bytes is mapped. */
export function biasOf(
  { segments }: ElfHeaders,
  { start, offset }: Pick<MappedFile, 'start' | 'offset'>,
): bigint | undefined {
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
