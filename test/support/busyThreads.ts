/** Threads that work for Node (libuv's pool), all of them busy. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { withFile } from './temporaryFiles.ts';

/** Runs while each of the threads waits for somebody who writes to a pipe. Linux only. */
export function whileThreadsWait(run: () => Promise<void>): Promise<void> {
  return withFile(new Uint8Array(), async (file) => {
    const pipe = `${file}.pipe`;
    execFileSync('mkfifo', [pipe]);
    const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
    const waiting = Array.from({ length: threads }, () => open(pipe, 'r'));
    try {
      await run();
    } finally {
      const writer = openSync(pipe, 'r+');
      for (const handle of await Promise.all(waiting)) await handle.close();
      closeSync(writer);
    }
  });
}
