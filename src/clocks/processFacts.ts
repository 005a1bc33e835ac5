/** What /proc says of a process that concerns its clock calls. What cannot be read is absent, never a failure. */
import { VDSO_MAPPING } from '../elf/imageSource.ts';
import { AT_SYSINFO_EHDR, auxvValue } from '../sources/auxv.ts';
import { findImageMapping } from '../sources/maps.ts';
import type { Target } from '../sources/processFailure.ts';
import { readAuxv, readMaps } from '../sources/processFiles.ts';
import { readStatus } from '../sources/processStatus.ts';
import type { ProcFs } from '../sources/procFs.ts';
import { readText } from './readText.ts';

/**
 * mapped: where AT_SYSINFO_EHDR says; missing: neither named nor mapped; hidden: mapped, and the program was not told
 * (Valgrind); moved: told of another place than the kernel's (rr, CRIU), or of one where nothing is.
 */
export type VdsoPlace = 'mapped' | 'missing' | 'hidden' | 'moved';

export interface ProcessFacts {
  readonly pid: number;
  readonly own: boolean;
  /** Absent where its auxiliary vector or its mappings cannot be read. */
  readonly vdso?: VdsoPlace;
  readonly seccomp?: { readonly mode: 'strict' | 'filter'; readonly filters?: number };
  readonly tracer?: Tracer;
  /** Of a time namespace other than the machine's. */
  readonly timeNamespace?: TimeOffsets;
  /** Whether it is in the time namespace of the process that asks. */
  readonly sameTimeNamespace: boolean;
}

export interface Tracer {
  readonly pid: number;
  /** As it calls itself. Unchecked. */
  readonly name?: string;
}

/** Seconds, as in /proc/PID/timens_offsets. */
export interface TimeOffsets {
  readonly monotonic: string;
  readonly boottime: string;
}

/** @param pid absent: the process that asks */
export async function readProcessFacts(proc: ProcFs, pid: number = proc.pid): Promise<ProcessFacts> {
  const own = pid === proc.pid;
  const dir = own ? '/proc/self' : `/proc/${pid}`;
  const [status = '', vdso, timeNamespace, sameTimeNamespace] = await Promise.all([
    readText(proc, `${dir}/status`),
    readPlace(proc, { pid, own, dir }),
    readOffsets(proc, dir),
    own || hasOurTime(proc, dir),
  ]);
  const seccomp = seccompOf(status);
  const tracer = await tracerOf(proc, status);
  return {
    pid,
    own,
    ...(vdso === undefined ? {} : { vdso }),
    ...(seccomp === undefined ? {} : { seccomp }),
    ...(tracer === undefined ? {} : { tracer }),
    ...(timeNamespace === undefined ? {} : { timeNamespace }),
    sameTimeNamespace,
  };
}

function fieldOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:[ \t]*(\\d{1,9})$`, 'm').exec(status)?.[1] ?? 0);
}

/** include/uapi/linux/seccomp.h; the count of filters is there since 5.9. */
function seccompOf(status: string): ProcessFacts['seccomp'] {
  const mode = fieldOf(status, 'Seccomp');
  const filters = fieldOf(status, 'Seccomp_filters');
  if (mode === 1) return { mode: 'strict' };
  return mode === 2 ? { mode: 'filter', ...(filters > 0 ? { filters } : {}) } : undefined;
}

async function tracerOf(proc: ProcFs, status: string): Promise<Tracer | undefined> {
  const pid = fieldOf(status, 'TracerPid');
  if (pid === 0) return undefined;
  const name = (await readStatus(proc, `/proc/${pid}`))?.name ?? '';
  return { pid, ...(name === '' ? {} : { name }) };
}

async function readPlace(proc: ProcFs, target: Target): Promise<VdsoPlace | undefined> {
  try {
    const base = auxvValue(await readAuxv(proc, target), AT_SYSINFO_EHDR) ?? 0n;
    const mappings = await readMaps(proc, target);
    const kernels = mappings.some(({ name }) => name === VDSO_MAPPING);
    if (base === 0n) return kernels ? 'hidden' : 'missing';
    const found = findImageMapping(mappings, base);
    // gVisor's has no name, and then none has that name.
    return found === undefined || (kernels && found.name !== VDSO_MAPPING) ? 'moved' : 'mapped';
  } catch {
    return undefined;
  }
}

/**
 * Linux kernel/time/namespace.c proc_timens_show_offsets(): offsets of what children get, which is the process's own
 * namespace but for one that has just made another; the links tell.
 */
async function readOffsets(proc: ProcFs, dir: string): Promise<TimeOffsets | undefined> {
  const [own, children] = await Promise.all([
    linkOf(proc, `${dir}/ns/time`),
    linkOf(proc, `${dir}/ns/time_for_children`),
  ]);
  if (own !== children) return undefined;
  const text = (await readText(proc, `${dir}/timens_offsets`)) ?? '';
  const offset = (clock: string): string => {
    const [, seconds = '0', nanoseconds = '0'] =
      new RegExp(`^${clock}[ \t]+(-?\\d{1,20})[ \t]+(\\d{1,9})[ \t]*$`, 'm').exec(text) ?? [];
    return /^0*$/.test(nanoseconds) ? seconds : `${seconds}.${nanoseconds.padStart(9, '0')}`;
  };
  const [monotonic, boottime] = [offset('monotonic'), offset('boottime')];
  return monotonic === '0' && boottime === '0' ? undefined : { monotonic, boottime };
}

/** Where nothing says so there are no time namespaces (before Linux 5.6), or they cannot be told apart. */
async function hasOurTime(proc: ProcFs, dir: string): Promise<boolean> {
  const [ours, theirs] = await Promise.all([
    linkOf(proc, '/proc/self/ns/time'),
    linkOf(proc, `${dir}/ns/time`),
  ]);
  return ours === theirs;
}

async function linkOf(proc: ProcFs, path: string): Promise<string | undefined> {
  try {
    return await proc.readLink(path);
  } catch {
    return undefined;
  }
}
