import type { ProcessName } from '../elf/imageSource.ts';
import type { ProcFs } from './procFs.ts';

/** What /proc/PID/status says to everyone, without any right over the process (Linux fs/proc/array.c). */
export interface ProcessStatus {
  readonly name: string;
  /** Real, effective, saved and file system user. */
  readonly uids: readonly number[];
  /** One letter: R, S, D, T, Z (zombie), X (dead), ... */
  readonly state: string;
  /** Bit sets; see capabilities(7). */
  readonly permitted: bigint;
  readonly effective: bigint;
  /** It has memory of its own: neither a kernel thread nor at its end. */
  readonly hasMemory: boolean;
}

/** TASK_COMM_LEN, each byte escaped (\\ooo); what stands in for /proc may say more. */
const LONGEST_NAME = 64;

export function parseStatus(text: string): ProcessStatus {
  const field = (name: string) => new RegExp(`^${name}:[ \t]*(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    name: field('Name').slice(0, LONGEST_NAME),
    uids: (field('Uid').match(/\d+/g) ?? []).map(Number),
    state: field('State').slice(0, 1),
    permitted: capabilities(field('CapPrm')),
    effective: capabilities(field('CapEff')),
    hasMemory: /^VmSize:/m.test(text),
  };
}

function capabilities(text: string): bigint {
  return /^[0-9a-f]+$/.test(text) ? BigInt(`0x${text}`) : 0n;
}

/** Undefined when there is no such process, or none that this user may know of. */
export async function readStatus(proc: ProcFs, dir: string): Promise<ProcessStatus | undefined> {
  try {
    return parseStatus(new TextDecoder().decode(await proc.readFile(`${dir}/status`)));
  } catch {
    return undefined;
  }
}

/** Another process as sentences name it. @param dir its directory in /proc */
export async function processName(proc: ProcFs, pid: number, dir: string): Promise<ProcessName> {
  const name = (await readStatus(proc, dir))?.name ?? '';
  return { pid, own: false, ...(name === '' ? {} : { name }) };
}
