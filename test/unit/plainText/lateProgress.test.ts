/** What is told of work that takes long, and who ends it. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LateProgress } from '../../../src/plainText/messages.ts';
import { fake } from '../../support/fakeVscode.ts';

const { withLateProgress } = await import('../../../src/plainText/messages.ts');

/** A notification: what it tells of how much is done, in percent, and its button. */
interface Notification {
  readonly title: string;
  readonly told: number[];
  cancel(): void;
}

type Work = (
  progress: { report(of: { readonly increment: number }): void },
  token: { onCancellationRequested(listener: () => void): void },
) => Promise<void>;

/** Work that goes on until it is ended, or given up; the clock, and the notifications that stand there. */
function begun(context: TestContext, outer?: AbortSignal) {
  const shown: Notification[] = [];
  context.mock.timers.enable({ apis: ['setTimeout'] });
  context.mock.method(
    fake.window,
    'withProgress',
    async ({ title }: { readonly title: string }, work: Work) => {
      const cancels: (() => void)[] = [];
      const told: number[] = [];
      const notification = { title, told, cancel: () => cancels.forEach((each) => void each()) };
      shown.push(notification);
      await work(
        { report: ({ increment }) => told.push(increment) },
        { onCancellationRequested: (listener) => cancels.push(listener) },
      );
      shown.splice(shown.indexOf(notification), 1);
    },
  );
  let given: LateProgress | undefined;
  let end = (_answer: string) => {};
  const done = withLateProgress('Reading', 500, outer, (progress) => {
    given = progress;
    const { signal } = progress;
    return new Promise<string>((resolve, reject) => {
      end = resolve;
      const giveUp = () => reject(signal.reason);
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp);
    });
  });
  const { signal, report } = given ?? assert.fail('it was not begun');
  return { shown, done, end: (answer: string) => end(answer), signal, report };
}

test('what is done soon is told to nobody', async (context) => {
  const { shown, done, end } = begun(context);
  context.mock.timers.tick(499);
  end('all');
  assert.equal(await done, 'all');
  context.mock.timers.tick(1000);
  assert.deepEqual(shown, []);
});

test('a notification comes late, tells how much is done, and goes with the work', async (context) => {
  const { shown, done, end, report } = begun(context);
  // Nobody is told yet.
  report(0.125);
  context.mock.timers.tick(500);
  const [{ title, told } = assert.fail('no notification')] = shown;
  assert.equal(title, 'Reading');
  for (const share of [0.25, 0.25, 0.125, 0.75, 1]) report(share);
  // Increments, of 100: what goes back is not taken back.
  assert.deepEqual(told, [25, 0, 0, 50, 25]);
  end('all');
  assert.equal(await done, 'all');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(shown, []);
});

test('its button gives the work up', async (context) => {
  const { shown, done, signal } = begun(context);
  context.mock.timers.tick(500);
  assert.equal(signal.aborted, false);
  shown[0]?.cancel();
  assert.equal(signal.aborted, true);
  await assert.rejects(done, { name: 'AbortError' });
});

test('so does who asked, with the reason, also before it is begun', async (context) => {
  const controller = new AbortController();
  const { done, signal } = begun(context, controller.signal);
  assert.equal(signal.aborted, false);
  const reason = new Error('closed');
  controller.abort(reason);
  await assert.rejects(done, reason);
});

test('who asked may have gone before it is begun', async (context) => {
  const reason = new Error('closed');
  await assert.rejects(begun(context, AbortSignal.abort(reason)).done, reason);
});
