import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '../../../src/session/worker/turns.ts';

test('who is withdrawn after its turn began takes no place from those who wait', async () => {
  const turns = new Turns(1);
  const endFirst = await turns.take();
  const withdrawn = new AbortController();
  const second = turns.take(withdrawn.signal);
  let entered = false;
  const third = turns.take().then(() => {
    entered = true;
  });
  endFirst();
  const endSecond = await second;
  withdrawn.abort();
  endSecond();
  await new Promise(setImmediate);
  assert.ok(entered);
  await third;
});
