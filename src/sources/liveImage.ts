/**
 * The vDSO that the kernel mapped into a process: its address from the auxiliary vector, its extent from
 * /proc/PID/maps, its bytes from /proc/PID/mem. Reads the whole mapping and not what PT_LOAD covers, since
 * the section headers lie behind it.
 */

import type { ProcessName, SourceInfo } from '../elf/imageSource.ts';
import { AT_SYSINFO_EHDR, auxvValue } from './auxv.ts';
import { readHostInfo } from './hostInfo.ts';
import { findImageMapping, type ImageMapping } from './maps.ts';
import { memorySource } from './memorySource.ts';
import type { OpenedImage } from './openedImage.ts';
import { absent, type Target } from './processFailure.ts';
import { noVdso, openMemory, readAuxv, readMaps } from './processFiles.ts';
import { areUsual, asImages, bestOf, candidates, MAPPING_LIMIT } from './processImages.ts';
import { processMemory } from './processMemory.ts';
import { processName } from './processStatus.ts';
import type { ProcFs } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** The vDSO of the process this runs in. Rejects with a SourceError. @param number as of `openProcess` */
export async function openLive(proc: ProcFs, number?: number): Promise<OpenedImage> {
  const target: Target = { pid: proc.pid, own: true, dir: '/proc/self' };
  return openTarget(proc, target, 'live', () => Promise.resolve({ pid: proc.pid, own: true }), number);
}

/**
 * The vDSO of any process that this user may read. Rejects with a SourceError.
 * @param number which one where it has several, from 1 in the order of SourceInfo.images; absent: the one that
 *   AT_SYSINFO_EHDR leads to, or what is there where that leads to none
 */
export async function openProcess(proc: ProcFs, pid: number, number?: number): Promise<OpenedImage> {
  const target = processTarget(proc, pid);
  return openTarget(proc, target, 'process', () => processName(proc, pid, target.dir), number);
}

export function processTarget(proc: ProcFs, pid: number): Target {
  if (!Number.isSafeInteger(pid) || pid <= 0) throw new SourceError('noSuchProcess', { pid });
  return { pid, own: pid === proc.pid, dir: `/proc/${pid}` };
}

export function requireLinux(proc: ProcFs): void {
  if (proc.platform === 'web') throw new SourceError('inBrowser', {});
  if (proc.platform !== 'linux' && proc.platform !== 'android') {
    throw new SourceError('notLinux', { platform: proc.platform });
  }
}

/** What is read of a process, and what is known of it. */
interface Place extends Pick<ImageMapping, 'around' | 'elsewhere'>, Pick<SourceInfo, 'images' | 'announced'> {
  readonly base: bigint;
  readonly bytes: Uint8Array;
}

/** A snapshot: it is small, and once it is here nothing that happens to the process can disturb it. */
async function openTarget(
  proc: ProcFs,
  target: Target,
  kind: SourceInfo['kind'],
  label: () => Promise<ProcessName>,
  number: number | undefined,
): Promise<OpenedImage> {
  requireLinux(proc);
  const { bytes, base, around, elsewhere, ...several } = await placeIn(proc, target, number);
  return {
    source: memorySource(bytes),
    info: {
      kind,
      label: await label(),
      pid: target.pid,
      base,
      ...several,
      mapping: around,
      elsewhere,
      size: bytes.length,
    },
    host: await readHostInfo(proc),
  };
}

async function placeIn(proc: ProcFs, target: Target, number: number | undefined): Promise<Place> {
  const { pid, own } = target;
  const auxv = await readAuxv(proc, target);
  const announced = auxvValue(auxv, AT_SYSINFO_EHDR) ?? 0n;
  const mappings = await readMaps(proc, target);
  if (areUsual(mappings, announced)) {
    if (announced === 0n) throw noVdso(proc, target, auxv);
    const found = findImageMapping(mappings, announced);
    if (found === undefined) throw new SourceError('baseNotMapped', { pid, own, base: announced });
    if (number !== undefined && number !== 1) throw noSuchImage(target, number, 1);
    const bytes = await readMemory(proc, target, announced, found);
    return { base: announced, bytes, around: found.around, elsewhere: found.elsewhere };
  }
  const all = await candidates(mappings, announced, (address, length) =>
    readQuietly(proc, target, address, length),
  );
  const shown = number === undefined ? bestOf(all) : number - 1;
  const chosen = all[shown];
  if (chosen === undefined) throw noSuchImage(target, number ?? 1, all.length);
  const { base, found, bytes: read } = chosen;
  // Why there are none is told by reading them once more.
  const bytes = read.length > 0 ? read : await readMemory(proc, target, base, found);
  const images = asImages(all, shown);
  return { base, bytes, images, announced, around: found.around, elsewhere: found.elsewhere };
}

function noSuchImage({ pid, own }: Target, number: number, images: number): SourceError {
  return new SourceError('noSuchImage', { pid, own, number, images });
}

/** No bytes where they cannot be read. */
async function readQuietly(proc: ProcFs, target: Target, base: bigint, size: number): Promise<Uint8Array> {
  if (size === 0) return new Uint8Array();
  const memory = await openMemory(proc, target);
  try {
    const { pid, own } = target;
    return await processMemory(memory, { pid, own, base, size, mapping: '' }).read(0, size);
  } catch {
    return new Uint8Array();
  } finally {
    await memory.close();
  }
}

async function readMemory(
  proc: ProcFs,
  target: Target,
  base: bigint,
  { name, end }: ImageMapping,
): Promise<Uint8Array> {
  const { pid, own } = target;
  const size = end - base;
  if (size > BigInt(MAPPING_LIMIT))
    throw new SourceError('mappingTooLarge', { pid, own, base, size, limit: MAPPING_LIMIT });
  const range = { pid, own, base, size: Number(size), mapping: name };
  const memory = await openMemory(proc, target);
  try {
    const bytes = await processMemory(memory, range).read(0, range.size);
    if (bytes.length === 0) throw await emptied(proc, target, range.base);
    return bytes;
  } finally {
    await memory.close();
  }
}

/** Memory that was there when it was opened and is not any more: the process ended, or runs another program. */
async function emptied(proc: ProcFs, target: Target, base: bigint): Promise<SourceError> {
  const failure = await absent(proc, target, 'mem');
  return failure.code === 'procFileMissing'
    ? new SourceError('baseNotMapped', { pid: target.pid, own: target.own, base })
    : failure;
}
