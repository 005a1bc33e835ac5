/** One signal from who asks to the innermost loop: what nobody wants any more ends, and gives back what it held. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import { cancelled, isCancelled, unlessAborted, withSignal } from '../../../src/session/cancellation.ts';
import type { Session } from '../../../src/session/model.ts';
import { IN_PLACE_BYTES, openSession } from '../../../src/session/openSession.ts';
import { SliceScheduler } from '../../../src/session/rows/sliceScheduler.ts';
import { SessionError } from '../../../src/session/sessionError.ts';
import { Turns } from '../../../src/session/worker/turns.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { costlyImages } from '../../support/costlyImages.ts';
import { fullImage, shapes } from '../../support/elf/index.ts';
import { notLinux } from '../../support/machine.ts';
import { workerScript } from '../../support/started.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { abortsAfter, fileInput, libc, memoryInput, noLibc, options } from './support.ts';

const cancelledError = { name: 'SessionError', code: 'cancelled' };

/** Counts the workers of this process while `use` runs. */
async function countingWorkers(use: (alive: () => number) => Promise<void>): Promise<void> {
  let alive = 0;
  const count = (worker: Worker) => {
    alive++;
    worker.once('exit', () => alive--);
  };
  process.on('worker', count);
  try {
    await use(() => alive);
  } finally {
    process.off('worker', count);
  }
}

/** Runs with the path of a script for workers. */
function withScript(script: string, use: (path: string) => Promise<void>): Promise<void> {
  return withFile(new TextEncoder().encode(''), async (file) => {
    const path = `${file}.cjs`;
    await writeFile(path, script);
    await use(path);
  });
}

/** A worker that reads for ever, without a pause. */
const ENDLESS = 'for (;;);';
/** A worker that is open at once and answers nothing. */
const SILENT = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, name }) => name === 'open' && parentPort.postMessage({ type: 'result', id }));
`;

const large = () => ({
  ...memoryInput(new Uint8Array()),
  source: memorySource(new Uint8Array(IN_PLACE_BYTES + 1)),
});
const reads = { bytes: new Uint8Array() };
const handles = () => readdirSync('/proc/self/fd').length;

suite('a worker whose image nobody wants any more', () => {
  test('is ended while it reads', { timeout: 30_000 }, () =>
    withScript(ENDLESS, (script) =>
      countingWorkers(async (alive) => {
        const controller = new AbortController();
        const opening = openSession(large(), { script, reads }, controller.signal);
        await new Promise((resolve) => process.once('worker', resolve));
        assert.equal(alive(), 1);
        controller.abort();
        await assert.rejects(opening, cancelledError);
        assert.equal(alive(), 0);
      }),
    ),
  );

  test('is not started after that', () =>
    countingWorkers(async (alive) => {
      const place = { script: workerScript, reads };
      await assert.rejects(openSession(large(), place, AbortSignal.abort()), cancelledError);
      assert.equal(alive(), 0);
    }));

  test('gives back the file, in both threads', {
    skip: noLibc || notLinux,
  }, async () => {
    const path = libc ?? '';
    const place = { script: workerScript, reads: { path } };
    const open = async () => openSession(await fileInput(path), place);
    // What the first worker of a process leaves open stays.
    await (await open()).dispose();
    const before = handles();
    for (let round = 0; round < 3; round++) {
      const controller = new AbortController();
      const opening = openSession(await fileInput(path), place, controller.signal);
      await new Promise((resolve) => process.once('worker', resolve));
      controller.abort();
      await assert.rejects(opening, cancelledError);
    }
    assert.equal(handles(), before);
  });

  test(
    'few of many read at once, and the others come in when one is open or withdrawn',
    { timeout: 60_000 },
    () =>
      withScript(ENDLESS, (endless) =>
        withScript(SILENT, (silent) =>
          countingWorkers(async (alive) => {
            const controllers = Array.from({ length: 40 }, () => new AbortController());
            const openings = controllers.map(({ signal }) =>
              openSession(large(), { script: endless, reads }, signal),
            );
            const open = openSession(large(), { script: silent, reads });
            await new Promise(setImmediate);
            assert.equal(alive(), 4);
            for (const controller of controllers.toReversed()) controller.abort();
            for (const each of await Promise.allSettled(openings)) assert.equal(each.status, 'rejected');
            await (await open).dispose();
            assert.equal(alive(), 0);
          }),
        ),
      ),
  );
});

test('a question that is withdrawn rejects at once, whatever the worker is doing', { timeout: 30_000 }, () =>
  withScript(SILENT, async (script) => {
    const session = await openSession(large(), { script, reads });
    const controller = new AbortController();
    const asked = session.configure({ selection: [], asVdso: false, symtab: true }, controller.signal);
    controller.abort();
    await assert.rejects(asked, cancelledError);
    await session.dispose();
  }),
);

test('a worker that ends while nobody asks says so once, and a closed one never', {
  timeout: 30_000,
}, async () => {
  // Once it has answered: what ends before that was never open.
  const dies = `${SILENT} parentPort.once('message', () => setTimeout(() => process.exit(7), 1));`;
  await withScript(dies, async (script) => {
    const session = await openSession(large(), { script, reads });
    const reason = await session.ended;
    assert.match(reason.message, /exit code 7/);
    await assert.rejects(session.summary(), reason);
    await session.dispose();
  });
  await withScript(SILENT, async (script) => {
    const session = await openSession(large(), { script, reads });
    await session.dispose();
    const first = await Promise.race([
      session.ended,
      new Promise((resolve) => setImmediate(resolve, 'nothing')),
    ]);
    assert.equal(first, 'nothing');
  });
});

suite('an image that is read in this thread', () => {
  const [shape = { class: 64, littleEndian: true } as const] = shapes;
  const { bytes } = fullImage(shape, { textSize: 600_000 });

  /** Counts reads and ends; `onRead` is called before each read. */
  function counted(onRead: (reads: number) => Promise<void> | void) {
    const inner = memorySource(bytes);
    const counts = { reads: 0, ends: 0 };
    const source: ByteSource = {
      size: inner.size,
      async read(offset, length) {
        await onRead(++counts.reads);
        return inner.read(offset, length);
      },
      dispose: async () => void counts.ends++,
    };
    return { source, counts };
  }

  test('is read no further, and given back', async () => {
    const all = counted(() => undefined);
    await (await openSession({ ...memoryInput(bytes), source: all.source })).dispose();
    assert.ok(all.counts.reads > 1);
    const controller = new AbortController();
    const { source, counts } = counted(() => controller.abort());
    await assert.rejects(
      openSession({ ...memoryInput(bytes), source }, undefined, controller.signal),
      cancelledError,
    );
    await new Promise(setImmediate);
    assert.deepEqual(counts, { reads: 1, ends: 1 });
  });

  test('is not waited for while its medium hangs', { timeout: 30_000 }, async () => {
    const controller = new AbortController();
    const { source, counts } = counted(() => new Promise(() => controller.abort()));
    await assert.rejects(
      openSession({ ...memoryInput(bytes), source }, undefined, controller.signal),
      cancelledError,
    );
    assert.equal(counts.ends, 1);
  });

  test('keeps what it showed when other options are withdrawn, at whatever point', async () => {
    const session = await openSession(memoryInput(bytes));
    const before = await session.summary();
    const changed = { selection: [{ id: 'go' }], asVdso: true, symtab: true };
    for (let looks = 0; ; looks++) {
      const { signal } = abortsAfter(looks);
      const [{ status }] = await Promise.allSettled([session.configure(changed, signal)]);
      if (status === 'fulfilled') {
        assert.ok(looks > 3, 'it is asked on the way');
        break;
      }
      assert.deepEqual(await session.summary(), before);
    }
    assert.notDeepEqual(await session.summary(), before);
    await session.dispose();
  });

  test('stops asking the consumers about an image that makes each search long', async () => {
    const { bytes: slow } = costlyImages['one name, many versions'](1 << 16);
    const session = await openSession({ ...memoryInput(slow), options: { ...options, selection: [] } });
    const controller = new AbortController();
    const everybody = { ...options, selection: allConsumers.map(({ id }) => ({ id })) };
    const asked = session.configure(everybody, controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(asked, cancelledError);
    assert.equal((await session.summary()).consumers.length, 0);
    await session.dispose();
  });

  test('answers no question that was withdrawn', async () => {
    const session = await openSession(memoryInput(bytes));
    const signal = AbortSignal.abort();
    const query = { table: 'symbols', filter: '', start: 0, count: 1 } as const;
    const questions = [
      session.whole(signal),
      session.rows(query, signal),
      session.detail('symbols', 1, signal),
      session.consumer('go', signal),
      session.chains('gnu', 0, 1, '', signal),
      session.bloom(0, 1, signal),
      session.bytes(0, 1, signal),
      session.copy({ ...query, format: 'text' }, signal),
      session.locate(query, 1, signal),
      session.find('symbols', 'x', '', signal),
      session.resolveAddress(1n, signal),
      session.budgetedJson({ limit: 1000 }, signal),
      session.export('text', signal)[Symbol.asyncIterator]().next(),
    ];
    for (const question of questions) await assert.rejects(question, cancelledError);
    await session.dispose();
  });
});

suite('the innermost loop hears of it', { skip: noLibc }, () => {
  const all = { table: 'symbols', filter: '', start: 0, count: 1 } as const;
  const loops: Readonly<Record<string, (session: Session, signal: AbortSignal) => Promise<unknown>>> = {
    filter: (session, signal) => session.rows({ ...all, filter: 'qqq' }, signal),
    'sort by name': (session, signal) =>
      session.rows({ ...all, sort: { column: 'name', descending: true } }, signal),
    'sort by value': (session, signal) =>
      session.rows({ ...all, sort: { column: 'value', descending: true } }, signal),
    find: (session, signal) => session.find('symbols', 'qqq', '', signal),
    copy: (session, signal) => session.copy({ ...all, filter: 'zz', format: 'json' }, signal),
    locate: (session, signal) => session.locate({ ...all, filter: 'vv' }, 1, signal),
    budgetedJson: (session, signal) => session.budgetedJson({ limit: 10_000, filter: 'qqq' }, signal),
    'evaluate and read .symtab': (session, signal) =>
      session.configure({ ...options, asVdso: true, symtab: true }, signal),
    export: async (session, signal) => {
      for await (const _ of session.export('json', signal));
    },
  };
  for (const [name, run] of Object.entries(loops)) {
    test(name, async () => {
      const open = async () => openSession(await fileInput(libc ?? ''));
      const [one, other] = [await open(), await open()];
      const { signal, state } = abortsAfter(Number.POSITIVE_INFINITY);
      await run(one, signal);
      // The first two looks are those before the work begins.
      assert.ok(state.asked > 2, `it looked ${state.asked} times`);
      await assert.rejects(run(other, abortsAfter(2).signal), cancelledError);
      await Promise.all([one.dispose(), other.dispose()]);
    });
  }
});

suite('signals', () => {
  test('what aborts while others run is heard before the next slice', async () => {
    const controller = new AbortController();
    const breathing = new SliceScheduler(controller.signal).yieldIfDue();
    controller.abort();
    await assert.rejects(breathing, cancelledError);
  });

  test('a promise is left behind when its signal aborts, and its listener with it', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    assert.equal(await unlessAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(unlessAborted(Promise.reject(new Error('no')), signal), /no/);
    const waiting = unlessAborted(new Promise(() => undefined), signal);
    controller.abort();
    await assert.rejects(waiting, cancelledError);
    await assert.rejects(unlessAborted(Promise.resolve(1), signal), cancelledError);
  });

  test('an end that was asked for is told from others, whoever made it', () => {
    for (const [error, expected] of [
      [cancelled(), true],
      [new DOMException('stop', 'AbortError'), true],
      [AbortSignal.abort().reason, true],
      [new SessionError('workerEnded', { exitCode: 1 }), false],
      [new Error('no'), false],
      ['no', false],
    ] as const) {
      assert.equal(isCancelled(error), expected, String(error));
    }
  });

  test("a token's cancellation aborts, before and during the work", async () => {
    let cancel = () => {};
    let listening = 0;
    const token = (isCancellationRequested: boolean) => ({
      isCancellationRequested,
      onCancellationRequested(listener: () => void) {
        listening++;
        cancel = listener;
        return { dispose: () => listening-- };
      },
    });
    assert.equal(await withSignal(token(true), async ({ aborted }) => aborted), true);
    const during = withSignal(token(false), async (signal) => {
      assert.equal(signal.aborted, false);
      cancel();
      return signal.aborted;
    });
    assert.equal(await during, true);
    assert.equal(listening, 0);
  });

  test('who waits comes in order, and who leaves the queue is passed over', async () => {
    const turns = new Turns(1);
    const came: string[] = [];
    const end = await turns.take();
    const controller = new AbortController();
    const leaving = turns.take(controller.signal);
    const waiting = ['a', 'b'].map(async (name) => {
      const leave = await turns.take();
      came.push(name);
      leave();
    });
    controller.abort();
    await assert.rejects(leaving, cancelledError);
    assert.deepEqual(came, []);
    end();
    await Promise.all(waiting);
    assert.deepEqual(came, ['a', 'b']);
    (await turns.take())();
  });
});
