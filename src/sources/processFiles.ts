/** The files of a process under /proc that lead to its vDSO, each failure as a SourceError. */
import type { Mapping } from '../elf/imageSource.ts';
import { AT_SYSINFO_EHDR, type Auxv, auxvValue, detectAuxv } from './auxv.ts';
import { parseMaps } from './maps.ts';
import { absent, type ProcFileName, processFailure, type Target } from './processFailure.ts';
import type { ProcFs, ProcMemory } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** Address of the vDSO's first byte: AT_SYSINFO_EHDR. */
export async function readBase(proc: ProcFs, target: Target): Promise<bigint> {
  const { pid, own } = target;
  const auxv = await readAuxv(proc, target);
  const base = auxvValue(auxv, AT_SYSINFO_EHDR) ?? 0n;
  if (base === 0n) {
    throw new SourceError('noVdso', { pid, own, narrow: auxv.wordSize === 4, arch: proc.arch });
  }
  return base;
}

export async function readAuxv(proc: ProcFs, target: Target): Promise<Auxv> {
  const { pid, own } = target;
  const bytes = await readProcFile(proc, target, 'auxv');
  const auxv = detectAuxv(bytes, proc.littleEndian);
  if (auxv === undefined) throw new SourceError('auxvMalformed', { pid, own, size: bytes.length });
  return auxv;
}

export async function readMaps(proc: ProcFs, target: Target): Promise<readonly Mapping[]> {
  return parseMaps(await readMapsText(proc, target));
}

export async function readMapsText(proc: ProcFs, target: Target): Promise<string> {
  return new TextDecoder().decode(await readProcFile(proc, target, 'maps'));
}

/** Whoever opened it closes it. */
export async function openMemory(proc: ProcFs, target: Target): Promise<ProcMemory> {
  try {
    return await proc.openMemory(`${target.dir}/mem`);
  } catch (error) {
    throw await processFailure(proc, target, 'mem', error);
  }
}

async function readProcFile(proc: ProcFs, target: Target, name: ProcFileName): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await proc.readFile(`${target.dir}/${name}`);
  } catch (error) {
    throw await processFailure(proc, target, name, error);
  }
  // For a process without memory `maps` answers with nothing, and so did `auxv` before it said ESRCH.
  if (bytes.length === 0) throw await absent(proc, target, name);
  return bytes;
}
