/** Images that are read one after another in one worker: each as if it had its own, and given back with its image. */
import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { isCancelled } from '../../../src/session/cancellation.ts';
import { IN_PLACE_BYTES, openSession } from '../../../src/session/openSession.ts';
import { ReusedWorker } from '../../../src/session/worker/reusedWorker.ts';
import { whileThreadsWait } from '../../support/busyThreads.ts';
import { fullImage, type VdsoArch, vdsoImage } from '../../support/elf/index.ts';
import { workerScript } from '../../support/started.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { fileInput, memoryInput } from './support.ts';

/** Counts the workers that are started while `use` runs, with one to be used again, and sees them all end. */
async function reusing(use: (reused: ReusedWorker, started: () => number) => Promise<void>): Promise<void> {
  const ends: Promise<unknown>[] = [];
  const count = (worker: Worker) =>
    ends.push(new Promise((resolve) => worker.once('exit', () => resolve(undefined))));
  process.on('worker', count);
  const reused = new ReusedWorker();
  try {
    await use(reused, () => ends.length);
  } finally {
    await reused.end();
    process.off('worker', count);
  }
  await Promise.all(ends);
}

const small = (arch: VdsoArch, reused: ReusedWorker) => {
  const { bytes } = vdsoImage({ arch });
  return openSession(memoryInput(bytes), { script: workerScript, reads: { bytes }, reused });
};
const { bytes: large } = fullImage({ class: 64, littleEndian: true }, { textSize: 2 * IN_PLACE_BYTES });
const openLarge = (reused: ReusedWorker) =>
  openSession(memoryInput(large), { script: workerScript, reads: { bytes: large }, reused });

test('what the code of each image does is what a worker of its own says', { timeout: 60_000 }, () =>
  reusing(async (reused, started) => {
    for (const arch of ['amd64', 'arm64', 'amd64'] as const) {
      const [session, local] = await Promise.all([
        small(arch, reused),
        openSession(memoryInput(vdsoImage({ arch }).bytes)),
      ]);
      assert.deepEqual(await session.compared(true), await local.compared(true));
      await Promise.all([session.dispose(), local.dispose()]);
    }
    assert.equal(started(), 1);
  }),
);

test('a session that is closed says so, though its worker reads the next image', { timeout: 60_000 }, () =>
  reusing(async (reused, started) => {
    const before = await openLarge(reused);
    await before.dispose();
    const now = await openLarge(reused);
    await assert.rejects(before.summary(), { code: 'closed' });
    // Whoever closes it again does not close the other.
    await before.dispose();
    assert.equal((await now.summary()).role, 'elf');
    await now.dispose();
    assert.equal(started(), 1);
  }),
);

test('two images at once have a worker each', { timeout: 60_000 }, () =>
  reusing(async (reused, started) => {
    const both = await Promise.all([openLarge(reused), openLarge(reused)]);
    for (const each of both) assert.equal((await each.summary()).role, 'elf');
    await Promise.all(both.map((each) => each.dispose()));
    assert.equal(started(), 2);
  }),
);

test(
  'a worker from which something was withdrawn, or that still works, ends with its image',
  {
    timeout: 60_000,
  },
  () =>
    reusing(async (reused, started) => {
      const withdrawn = await openLarge(reused);
      const controller = new AbortController();
      const asked = withdrawn.compared(false, controller.signal);
      controller.abort();
      await assert.rejects(asked, isCancelled);
      await withdrawn.dispose();
      const busy = await openLarge(reused);
      assert.equal(started(), 2);
      const waits = assert.rejects(busy.compared(false), { code: 'closed' });
      await busy.dispose();
      await waits;
      await (await openLarge(reused)).dispose();
      assert.equal(started(), 3);
    }),
);

test('a file is given back with its image', { skip: process.platform !== 'linux', timeout: 60_000 }, () =>
  withFile(large, (path) =>
    reusing(async (reused) => {
      const isHeld = () =>
        readdirSync('/proc/self/fd').some((each) => {
          try {
            return readlinkSync(`/proc/self/fd/${each}`) === path;
          } catch {
            return false;
          }
        });
      const session = await openSession(await fileInput(path), {
        script: workerScript,
        reads: { path },
        reused,
      });
      assert.equal(isHeld(), true);
      await session.dispose();
      assert.equal(isHeld(), false);
    }),
  ),
);

test(
  'a file is given back at once, though others have all threads that work for Node',
  {
    skip: process.platform !== 'linux',
    timeout: 60_000,
  },
  () =>
    withFile(large, (path) =>
      reusing(async (reused) => {
        const reads = { path };
        const session = await openSession(await fileInput(path), { script: workerScript, reads, reused });
        await whileThreadsWait(() => session.dispose());
      }),
    ),
);

test('one that ends while no image is read is not taken again', () => {
  const started = (ended: Promise<Error>) => ({
    client: { call: async () => undefined } as never,
    ended,
    end: async () => undefined,
  });
  return reusing(async (reused) => {
    let die: (why: Error) => void = () => undefined;
    const first = started(
      new Promise((resolve) => {
        die = resolve;
      }),
    );
    const second = started(new Promise(() => undefined));
    const taken: unknown[] = [];
    const take = (one: typeof first) =>
      reused.take(() => {
        taken.push(one);
        return one;
      });
    await take(first).end();
    await take(second).end();
    assert.deepEqual(taken, [first]);
    die(new Error('out of memory'));
    await first.ended;
    await take(second).end();
    assert.deepEqual(taken, [first, second]);
  });
});
