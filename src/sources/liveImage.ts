/**
 * The vDSO that the kernel mapped into a process: its address from the auxiliary vector, its extent from
 * /proc/PID/maps, its bytes from /proc/PID/mem. Reads the whole mapping and not what PT_LOAD covers, since
 * the section headers lie behind it.
 */
import type { Mapping } from '../elf/imageSource.ts';
import { shown } from '../elf/printable.ts';
import { AT_SYSINFO_EHDR, type Auxv, auxvValue, detectAuxv } from './auxv.ts';
import { readHostInfo } from './hostInfo.ts';
import { findImageMapping, mappingNameAt, parseMaps } from './maps.ts';
import { memorySource } from './memorySource.ts';
import type { OpenedImage } from './openedImage.ts';
import { absent, type ProcFileName, processFailure, type Target } from './processFailure.ts';
import { processMemory } from './processMemory.ts';
import { readStatus } from './processStatus.ts';
import type { ProcFs } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** Bytes. The largest known are two pages of 64 KiB; what is larger is something else. */
export const MAPPING_LIMIT = 1 << 20;

/** The vDSO of the process this runs in. Rejects with a SourceError. */
export async function openLive(proc: ProcFs): Promise<OpenedImage> {
  const target: Target = { pid: proc.pid, own: true, dir: '/proc/self' };
  const image = await openTarget(proc, target);
  return { ...image, info: { ...image.info, kind: 'live', label: `this process (${proc.pid})` } };
}

/** The vDSO of any process that this user may read. Rejects with a SourceError. */
export async function openProcess(proc: ProcFs, pid: number): Promise<OpenedImage> {
  const own = pid === proc.pid;
  if (!Number.isSafeInteger(pid) || pid <= 0) throw new SourceError('noSuchProcess', { pid, own });
  const target: Target = { pid, own, dir: `/proc/${pid}` };
  const image = await openTarget(proc, target);
  const name = (await readStatus(proc, target.dir))?.name ?? '';
  const label = name === '' ? `process ${pid}` : `process ${pid} (${shown(name)})`;
  return { ...image, info: { ...image.info, label } };
}

/** A snapshot: it is small, and once it is here nothing that happens to the process can disturb it. */
async function openTarget(proc: ProcFs, target: Target): Promise<OpenedImage> {
  const { pid, own } = target;
  requireLinux(proc);
  const base = auxvValue(await readAuxv(proc, target), AT_SYSINFO_EHDR) ?? 0n;
  if (base === 0n) throw new SourceError('noVdso', { pid, own });
  const mappings = await readMaps(proc, target);
  const found = findImageMapping(mappings, base);
  if (found === undefined) throw new SourceError('baseNotMapped', { pid, own, base });
  const size = found.end - base;
  if (size > BigInt(MAPPING_LIMIT)) {
    throw new SourceError('mappingTooLarge', { pid, own, base, size, limit: MAPPING_LIMIT });
  }
  const bytes = await readMemory(proc, target, mappings, base, Number(size));
  return {
    source: memorySource(bytes),
    info: { kind: 'process', label: `process ${pid}`, pid, base, mapping: found.around, size: bytes.length },
    host: await readHostInfo(proc),
  };
}

export function requireLinux(proc: ProcFs): void {
  if (proc.platform !== 'linux' && proc.platform !== 'android') {
    throw new SourceError('notLinux', { platform: proc.platform });
  }
}

export async function readAuxv(proc: ProcFs, target: Target): Promise<Auxv> {
  const bytes = await readProcFile(proc, target, 'auxv');
  // Kernels before 6.15 answer with nothing where later ones say ESRCH: no memory, no vector.
  if (bytes.length === 0) throw await absent(proc, target, 'auxv');
  const auxv = detectAuxv(bytes, proc.littleEndian);
  if (auxv === undefined) {
    throw new SourceError('auxvMalformed', { pid: target.pid, own: target.own, size: bytes.length });
  }
  return auxv;
}

async function readMaps(proc: ProcFs, target: Target): Promise<readonly Mapping[]> {
  const bytes = await readProcFile(proc, target, 'maps');
  if (bytes.length === 0) throw await absent(proc, target, 'maps');
  return parseMaps(new TextDecoder().decode(bytes));
}

async function readProcFile(proc: ProcFs, target: Target, name: ProcFileName): Promise<Uint8Array> {
  try {
    return await proc.readFile(`${target.dir}/${name}`);
  } catch (error) {
    throw await processFailure(proc, target, name, error);
  }
}

async function readMemory(
  proc: ProcFs,
  target: Target,
  mappings: readonly Mapping[],
  base: bigint,
  size: number,
): Promise<Uint8Array> {
  const { pid, own, dir } = target;
  let memory: Awaited<ReturnType<ProcFs['openMemory']>>;
  try {
    memory = await proc.openMemory(`${dir}/mem`);
  } catch (error) {
    throw await processFailure(proc, target, 'mem', error);
  }
  try {
    const range = { pid, own, base, size, mapping: mappingNameAt(mappings, base) };
    const bytes = await processMemory(memory, range).read(0, size);
    if (bytes.length === 0) throw await absent(proc, target, 'mem');
    return bytes;
  } finally {
    await memory.close();
  }
}
