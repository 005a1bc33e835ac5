// How long processors have worked for this process and what it has started: waiting for a busy machine is none of it.

import { readFileSync } from 'node:fs';

/** Of proc_pid_stat(5), counted behind the name in brackets: utime, stime, cutime, cstime. */
const TIMES = [11, 12, 13, 14];
/** USER_HZ, which every Linux has at 100 for programs. */
const PER_SECOND = 100;

/**
 * @returns {number} seconds, children included that have ended and were waited for; NaN where the system does not tell
 */
export function processorSeconds() {
  let stat;
  try {
    stat = readFileSync('/proc/self/stat', 'utf8');
  } catch {
    return Number.NaN;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TIMES.reduce((sum, at) => sum + Number(fields[at]), 0) / PER_SECOND;
}
