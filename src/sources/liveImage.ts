/**
 * The vDSO that the kernel mapped into a process: its address from the auxiliary vector, its extent from
 * /proc/PID/maps, its bytes from /proc/PID/mem. Reads the whole mapping and not what PT_LOAD covers, since
 * the section headers lie behind it.
 */

import type { ProcessName, SourceInfo } from '../elf/imageSource.ts';
import { readHostInfo } from './hostInfo.ts';
import { findImageMapping } from './maps.ts';
import { memorySource } from './memorySource.ts';
import type { OpenedImage } from './openedImage.ts';
import { absent, type Target } from './processFailure.ts';
import { openMemory, readBase, readMaps } from './processFiles.ts';
import { type MemoryRange, processMemory } from './processMemory.ts';
import { processName } from './processStatus.ts';
import type { ProcFs } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** Bytes. The largest known are two pages of 64 KiB; what is larger is something else. */
export const MAPPING_LIMIT = 1 << 20;

/** The vDSO of the process this runs in. Rejects with a SourceError. */
export async function openLive(proc: ProcFs): Promise<OpenedImage> {
  const target: Target = { pid: proc.pid, own: true, dir: '/proc/self' };
  return openTarget(proc, target, 'live', () => Promise.resolve({ pid: proc.pid, own: true }));
}

/** The vDSO of any process that this user may read. Rejects with a SourceError. */
export async function openProcess(proc: ProcFs, pid: number): Promise<OpenedImage> {
  const target = processTarget(proc, pid);
  return openTarget(proc, target, 'process', () => processName(proc, pid, target.dir));
}

export function processTarget(proc: ProcFs, pid: number): Target {
  const own = pid === proc.pid;
  if (!Number.isSafeInteger(pid) || pid <= 0) throw new SourceError('noSuchProcess', { pid, own });
  return { pid, own, dir: `/proc/${pid}` };
}

export function requireLinux(proc: ProcFs): void {
  if (proc.platform === 'web') throw new SourceError('inBrowser', {});
  if (proc.platform !== 'linux' && proc.platform !== 'android') {
    throw new SourceError('notLinux', { platform: proc.platform });
  }
}

/** A snapshot: it is small, and once it is here nothing that happens to the process can disturb it. */
async function openTarget(
  proc: ProcFs,
  target: Target,
  kind: SourceInfo['kind'],
  label: () => Promise<ProcessName>,
): Promise<OpenedImage> {
  const { pid, own } = target;
  requireLinux(proc);
  const base = await readBase(proc, target);
  const found = findImageMapping(await readMaps(proc, target), base);
  if (found === undefined) throw new SourceError('baseNotMapped', { pid, own, base });
  const size = found.end - base;
  if (size > BigInt(MAPPING_LIMIT)) {
    throw new SourceError('mappingTooLarge', { pid, own, base, size, limit: MAPPING_LIMIT });
  }
  const range = { pid, own, base, size: Number(size), mapping: found.name };
  const bytes = await readMemory(proc, target, range);
  return {
    source: memorySource(bytes),
    info: {
      kind,
      label: await label(),
      pid,
      base,
      mapping: found.around,
      elsewhere: found.elsewhere,
      size: bytes.length,
    },
    host: await readHostInfo(proc),
  };
}

async function readMemory(proc: ProcFs, target: Target, range: MemoryRange): Promise<Uint8Array> {
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
