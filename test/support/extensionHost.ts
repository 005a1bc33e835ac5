import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually.ts';

/** What a process holds that work left behind would add to (proc_pid_task(5), proc_pid_fd(5)). */
export interface Held {
  readonly threads: number;
  /** What each handle leads to, sorted. */
  readonly handles: readonly string[];
}

/** Handles that whoever else lives in the process may open meanwhile: a log, a pipe. */
const OTHERS = 3;

export function heldBy(pid: number): Held {
  const folder = `/proc/${pid}/fd`;
  const handles = readdirSync(folder).map((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`);
    } catch {
      return 'closed meanwhile';
    }
  });
  return { threads: readdirSync(`/proc/${pid}/task`).length, handles: handles.sort() };
}

/** What a process holds once that no longer changes: ending a thread and closing a file take a moment. */
export async function settled(pid: number): Promise<Held> {
  let held = heldBy(pid);
  for (let same = 0; same < 20; same++) {
    await sleep(50);
    const now = heldBy(pid);
    if (now.threads !== held.threads || now.handles.length !== held.handles.length) same = -1;
    held = now;
  }
  return held;
}

/**
 * Waits until nothing is left (see assertGivenBack), and says what is when it does not come to that; on a busy machine
 * a worker may get no turn for seconds.
 */
export function givenBack(pid: number, before: Held, folder: string): Promise<void> {
  return eventually(async () => assertGivenBack(before, heldBy(pid), folder));
}

/** Nothing is left of files below `folder`, no thread, and no more handles than others may have opened. */
function assertGivenBack(before: Held, after: Held, folder: string): void {
  assert.ok(after.threads <= before.threads, `${after.threads} threads, ${before.threads} before`);
  assert.deepEqual(
    after.handles.filter((handle) => handle.startsWith(folder)),
    [],
  );
  const more = after.handles.length - before.handles.length;
  assert.ok(more <= OTHERS, `${more} handles more: ${after.handles.join(', ')}`);
}
