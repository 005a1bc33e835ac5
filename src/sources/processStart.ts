import type { ProcFs } from './procFs.ts';

/**
 * When a process began, in clock ticks since boot: with its id, which process it is, since ids are used again. Undefined
 * when there is no such process, or none that this user may know of.
 */
export async function readStartTime(proc: ProcFs, pid: number): Promise<bigint | undefined> {
  try {
    return parseStartTime(new TextDecoder().decode(await proc.readFile(`/proc/${pid}/stat`)));
  } catch {
    return undefined;
  }
}

/** `starttime`, field 22 of /proc/PID/stat (Linux fs/proc/array.c do_task_stat()). */
export function parseStartTime(text: string): bigint | undefined {
  // Field 2 is the program's name in parentheses, and may itself have blanks and parentheses: the last one ends it.
  const fields = text
    .slice(text.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  const start = fields[22 - 3] ?? '';
  return /^\d+$/.test(start) ? BigInt(start) : undefined;
}
