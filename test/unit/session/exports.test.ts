import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../src/session/model.ts';
import { Exports } from '../../../src/session/worker/exports.ts';

/** Exports of a session that counts them, and hands out pieces until its signal aborts. */
function exportsOf(count: number) {
  const signals: AbortSignal[] = [];
  const session = {
    async *export(_format: unknown, signal: AbortSignal) {
      signals.push(signal);
      for (let at = 0; at < count; at++) {
        await new Promise(setImmediate);
        signal.throwIfAborted();
        yield new Uint8Array([at]);
      }
    },
  } as unknown as Session;
  return { signals, exports: new Exports(async () => session) };
}

const wanted = new AbortController().signal;

test('each request gives the next piece of its export, and nothing after the last', async () => {
  const { exports, signals } = exportsOf(2);
  const [first, other] = [await exports.piece(1, 'json', wanted), await exports.piece(2, 'json', wanted)];
  assert.deepEqual([first, other], [new Uint8Array([0]), new Uint8Array([0])]);
  assert.deepEqual(await exports.piece(1, 'json', wanted), new Uint8Array([1]));
  assert.equal(await exports.piece(1, 'json', wanted), undefined);
  assert.equal(signals.length, 2);
});

test('a withdrawn request for a piece ends its export, and no other', async () => {
  const { exports, signals } = exportsOf(9);
  await exports.piece(2, 'json', wanted);
  const controller = new AbortController();
  const piece = exports.piece(1, 'json', controller.signal);
  await Promise.resolve();
  controller.abort();
  await assert.rejects(piece, { name: 'AbortError' });
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, true],
  );
});

test('a request that was answered does not end its export when it is withdrawn later', async () => {
  const { exports, signals } = exportsOf(9);
  const controller = new AbortController();
  await exports.piece(1, 'json', controller.signal);
  controller.abort();
  assert.equal(signals[0]?.aborted, false);
});

test('an export that is ended is aborted and forgotten', async () => {
  const { exports, signals } = exportsOf(9);
  await exports.piece(1, 'json', wanted);
  exports.end(1);
  exports.end(7);
  assert.equal(signals[0]?.aborted, true);
  assert.deepEqual(await exports.piece(1, 'json', wanted), new Uint8Array([0]), 'it begins anew');
});
