/** Who follows the clock of a page is told until what shows it has left the page, and is not kept after that. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ClockStore } from '../../../webview/clockStore.ts';
import type { Host } from '../../../webview/host.ts';

test('what left the page before anything was told is not called again', (context) => {
  // The store has one for as long as its page lives.
  mock.timers.enable({ apis: ['setInterval'] });
  context.after(() => mock.timers.reset());
  const store = new ClockStore({} as Host);
  const told: string[] = [];
  const follow = (name: string): { isConnected: boolean } => {
    const element = { isConnected: false };
    store.follow(element as HTMLElement, () => told.push(name));
    return element;
  };
  const first = follow('first');
  first.isConnected = true;
  first.isConnected = false;
  const second = follow('second');
  second.isConnected = true;
  assert.deepEqual(told, ['first', 'second']);
  store.forget();
  store.forget();
  assert.deepEqual(told, ['first', 'second', 'second', 'second']);
  second.isConnected = false;
  store.forget();
  assert.equal(told.length, 4);
});
