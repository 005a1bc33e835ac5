/** What a page is told of the live image's clock: in this thread and with a worker, measured when asked for. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { keptClockCode, sha256Of } from '../../../src/session/clock/keptCode.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { openLive } from '../../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import { liveVdsoBytes } from '../../support/liveVdso.ts';
import { noVdso } from '../../support/machine.ts';
import { workerScript } from '../../support/started.ts';
import { options } from './support.ts';

const bytes = liveVdsoBytes();

async function input() {
  const { source, info, ...host } = await openLive(nodeProcFs);
  return { source, info, ...host, options, generator: 'vdso-explorer 0.0.0' };
}
const place = (script: string | URL = workerScript) => ({
  script,
  reads: { bytes: new Uint8Array(bytes ?? []) },
});

async function using<Result>(
  open: Promise<Session>,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await open;
  try {
    return await use(session);
  } finally {
    await session.dispose();
  }
}

describe('the clock of the live image', { skip: noVdso }, () => {
  test('without a measurement: the code and the clock source', async () =>
    using(openLocal(await input()), async (session) => {
      const { measured, causes, fact, text } = await session.clock({ measure: false });
      assert.equal(measured, undefined);
      assert.ok(causes.some(({ code }) => code.startsWith('code-')));
      assert.match(fact.value, / \(by its code\)$/);
      assert.doesNotMatch(text, / ns/);
    }));

  test('the causes that speak of the function lead to its code', async () =>
    using(openLocal(await input()), async (session) => {
      const { causes } = await session.clock({ measure: false });
      const place = causes.find(({ code }) => code === 'code-user' || code === 'code-kernel')?.place;
      assert.ok(place !== undefined);
      const { title, rowCount } = await session.instructions({ place, start: 0, count: 1 });
      assert.match(title, /clock_gettime/);
      assert.ok(rowCount > 2);
      assert.equal(causes.find(({ code }) => code.startsWith('source-'))?.place, undefined);
    }));

  test('measured, and kept until it is measured again', async () =>
    using(openLocal(await input()), async (session) => {
      const first = await session.clock({ measure: true });
      assert.ok((first.measured?.at ?? 0) > 0);
      assert.match(first.fact.value, / ns: /);
      const again = await session.clock({ measure: false });
      assert.deepEqual(again.measured, first.measured);
      assert.equal(again.text, first.text);
    }));

  test('a worker is asked about the code once for the same bytes, and for each measurement', async () => {
    const digest = await using(openSession(await input(), place()), async (session) => {
      const { source } = await input();
      const found = await session.clock({ measure: false });
      assert.ok(found.causes.some(({ code }) => code.startsWith('code-')));
      assert.equal((await session.clock({ measure: true })).measured === undefined, false);
      return sha256Of(source);
    });
    assert.equal(
      digest,
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    );
    const { clocks, clockFunction, functions } = keptClockCode(digest) ?? assert.fail('nothing is kept');
    assert.ok(clocks.length > 0 && clockFunction !== undefined);
    // For the hovers: each function once, whatever it is called.
    assert.ok(functions !== undefined && functions.length > 1);
    assert.equal(new Set(functions.map(({ value }) => value)).size, functions.length);
    // Without a worker that could be had: what is kept is enough, but for a measurement.
    await using(openSession(await input(), place('/nonexistent/worker.cjs')), async (session) => {
      const found = await session.clock({ measure: false });
      assert.ok(found.causes.some(({ code }) => code.startsWith('code-')));
      await assert.rejects(session.clock({ measure: true }), { name: 'SessionError' });
    });
  });

  test('a request that is withdrawn ends', async () =>
    using(openSession(await input(), place()), async (session) => {
      await assert.rejects(session.clock({ measure: true }, AbortSignal.abort()), { code: 'cancelled' });
      assert.equal((await session.clock({ measure: false })).measured, undefined);
    }));
});
