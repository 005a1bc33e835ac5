// How long processors have worked for this process and what it has started: waiting for a busy machine is none of it.

import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, which every Linux has at 100 for programs. */
const PER_SECOND = 100;
const LOOKS_EVERY_MS = 1000;

/**
 * What each process below this one had worked when it was last seen, by its id and start. Who ends before what he has
 * started (Chromium before its pages, a server before its extension hosts) leaves nobody who waits for that.
 * @type {Map<string, number>}
 */
const seen = new Map();

/** From now on those count as well that nobody waits for, up to a second before their end. */
export function watchProcesses() {
  setInterval(look, LOOKS_EVERY_MS).unref();
}

/**
 * @returns {number} seconds, children included that have ended and were waited for, or were watched; NaN where the
 *   system does not tell
 */
export function processorSeconds() {
  const self = statOf('self');
  if (self === undefined) return Number.NaN;
  look();
  const watched = [...seen.values()].reduce((sum, each) => sum + each, self.worked);
  return Math.max(self.worked + self.waitedFor, watched) / PER_SECOND;
}

function look() {
  /** @type {Map<string, { key: string, parent: string, worked: number }>} */
  const all = new Map();
  for (const pid of pids()) {
    const stat = statOf(pid);
    if (stat !== undefined) all.set(pid, { ...stat, key: `${pid} ${stat.start}` });
  }
  const own = String(process.pid);
  for (const [pid, { key, worked }] of all)
    if (seen.has(key) || (pid !== own && isBelow(pid))) seen.set(key, worked);

  /** @param {string} pid */
  function isBelow(pid) {
    let at = all.get(pid);
    while (at !== undefined && at.parent !== own) at = all.get(at.parent);
    return at !== undefined;
  }
}

/** @returns {readonly string[]} */
function pids() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/**
 * Of proc_pid_stat(5), whose fields are counted behind the name in brackets: ppid, utime and stime, cutime and cstime,
 * starttime.
 * @param {string} pid
 */
function statOf(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const number = (/** @type {number} */ at) => Number(fields[at]);
  return {
    parent: fields[1] ?? '',
    worked: number(11) + number(12),
    waitedFor: number(13) + number(14),
    start: fields[19] ?? '',
  };
}
