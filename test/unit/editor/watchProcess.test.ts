import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { clockTime } from '../../../src/editor/clockTime.ts';
import { LOOK_MS, watchProcess } from '../../../src/editor/watchProcess.ts';

type Panel = Parameters<typeof watchProcess>[0];

test('a process is looked at while somebody looks at its image', (context) => {
  mock.timers.enable({ apis: ['setInterval'] });
  context.after(() => mock.timers.reset());
  let shown = () => {};
  let closed = () => {};
  let visible = true;
  let asked = 0;
  const panel = {
    get visible() {
      asked++;
      return visible;
    },
    onDidChangeViewState: (listener: () => void) => {
      shown = listener;
    },
    onDidDispose: (listener: () => void) => {
      closed = listener;
    },
  };
  let looks = 0;
  watchProcess(panel as unknown as Panel, async () => {
    looks++;
    throw new Error('/proc has gone');
  });
  mock.timers.tick(LOOK_MS);
  assert.equal(looks, 1);
  visible = false;
  shown();
  const askedBefore = asked;
  mock.timers.tick(10 * LOOK_MS);
  assert.equal(looks, 1);
  assert.equal(asked, askedBefore, 'nothing runs for a tab that nobody sees');
  visible = true;
  shown();
  assert.equal(looks, 2, 'at once, for who comes back');
  mock.timers.tick(LOOK_MS);
  assert.equal(looks, 3, 'and then again as before');
  closed();
  mock.timers.tick(10 * LOOK_MS);
  assert.equal(looks, 3);
});

test('a moment is told by the clock, and one that is long ago with its day', () => {
  const moment = new Date(2026, 10, 29, 4, 3, 2).getTime();
  assert.equal(clockTime(moment, moment + 1000), '04:03:02');
  assert.equal(clockTime(moment, moment + 86_400_000), '2026-11-29 04:03:02');
});
