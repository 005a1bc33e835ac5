import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a process holds that work left behind would add to (proc_pid_task(5), proc_pid_fd(5)). */
export interface Held {
  readonly threads: number;
  readonly handles: number;
}

export function heldBy(pid: number): Held {
  return {
    threads: readdirSync(`/proc/${pid}/task`).length,
    handles: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** What a process holds once that no longer changes: ending a thread and closing a file take a moment. */
export async function settled(pid: number): Promise<Held> {
  let held = heldBy(pid);
  for (let same = 0; same < 20; same++) {
    await sleep(50);
    const now = heldBy(pid);
    if (now.threads !== held.threads || now.handles !== held.handles) same = -1;
    held = now;
  }
  return held;
}
