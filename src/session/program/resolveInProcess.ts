/** From an address anywhere in an image's process to the symbol of the file that is mapped there. */
import { readElf } from '../../elf/readElf.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import type { PastedAddress } from '../../report/facts/parseAddress.ts';
import {
  type PlaceInFile,
  placeInFile,
  type Resolution,
  resolveAddress,
} from '../../report/facts/resolveAddress.ts';
import { Meter } from '../../report/meter.ts';
import type { Subject } from '../../report/subject.ts';
import { processTarget } from '../../sources/liveImage.ts';
import { fileNameOf, mappedFileAt, openMapped } from '../../sources/mappedFiles.ts';
import { isCancelled } from '../cancellation.ts';
import { type Machine, thisMachine } from './machine.ts';

/** Bytes of the largest file whose static symbols are searched too. */
export const SYMTAB_BYTES = 64 * 1024 * 1024;

/**
 * What resolveAddress says, and of another mapping what its file has there. The file is the one that the process has
 * mapped (openMapped), or none: it may be gone, or the process. Rejects only when the pace does.
 */
export async function resolveInProcess(
  subject: Subject,
  address: PastedAddress,
  scheduler?: Scheduler,
  machine = thisMachine,
): Promise<Resolution> {
  const found = resolveAddress(subject, address);
  const { kind, pid } = subject.source;
  if (found.kind !== 'mapping' || found.offset === undefined || typeof address !== 'bigint') return found;
  if (pid === undefined || (kind !== 'live' && kind !== 'process')) return found;
  try {
    const inFile = await mappedThere(machine, pid, address, { ...found, offset: found.offset }, scheduler);
    return inFile === undefined ? found : { ...found, inFile };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return found;
  }
}

async function mappedThere(
  { proc, files }: Machine,
  pid: number,
  address: bigint,
  { name, offset }: { readonly name: string; readonly offset: bigint },
  scheduler: Scheduler | undefined,
): Promise<PlaceInFile | undefined> {
  const target = processTarget(proc, pid);
  const mapped = await mappedFileAt(proc, target, address);
  // The process may have mapped another file there since, or be another one.
  if (mapped?.at !== offset || mapped.file.name !== fileNameOf(name)) return undefined;
  const source = await openMapped(files, target, mapped.file);
  if (source === undefined) return undefined;
  try {
    const result = await readElf(source, { symtab: source.size <= SYMTAB_BYTES, scheduler });
    if (result.kind === 'not-elf') return undefined;
    return placeInFile({ image: result.image, meter: new Meter() }, mapped.at);
  } finally {
    await source.dispose();
  }
}
