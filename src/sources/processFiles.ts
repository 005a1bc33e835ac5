/** The files of a process under /proc that lead to its vDSO, each failure as a SourceError. */
import { type Mapping, VDSO_MAPPING } from '../elf/imageSource.ts';
import { AT_SYSINFO_EHDR, type Auxv, auxvValue, detectAuxv } from './auxv.ts';
import { parseMaps } from './maps.ts';
import { absent, type ProcFileName, processFailure, type Target } from './processFailure.ts';
import type { ProcFs, ProcMemory } from './procFs.ts';
import { SourceError } from './sourceError.ts';

/** Refuses a process that has no image: neither AT_SYSINFO_EHDR nor a mapping of the kernel's name. */
export async function requireVdso(proc: ProcFs, target: Target): Promise<void> {
  const auxv = await readAuxv(proc, target);
  if ((auxvValue(auxv, AT_SYSINFO_EHDR) ?? 0n) !== 0n) return;
  // What cannot be read shows none either.
  const mappings = await readMaps(proc, target).catch(() => []);
  if (!mappings.some(({ name }) => name === VDSO_MAPPING)) throw noVdso(proc, target, auxv);
}

export function noVdso({ arch }: ProcFs, { pid, own }: Target, { wordSize }: Auxv): SourceError {
  return new SourceError('noVdso', { pid, own, narrow: wordSize === 4, arch });
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
