import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ended, Planned } from '../../../scripts/test/sideBySide.mjs';
import { sideBySide } from '../../../scripts/test/sideBySide.mjs';

const plan = (name: string, ...after: string[]): Planned => ({ name, title: name, after });
const ended = (failed: number): Ended => ({
  seconds: 0,
  processor: 0,
  counts: { passed: 0, failed, skipped: 0 },
  output: '',
});

/** Steps that end when they are told to, and what happened in which order. */
function stage(...failing: string[]) {
  const events: string[] = [];
  const open = new Map<string, () => void>();
  const start = ({ name }: Planned): Promise<Ended> => {
    events.push(`+${name}`);
    return new Promise((resolve) => open.set(name, () => resolve(ended(failing.includes(name) ? 1 : 0))));
  };
  const tell = ({ name }: Planned, { counts }: Ended) =>
    void events.push(`-${name}${counts.failed > 0 ? '!' : ''}`);
  /** Ends a step and lets what follows from that happen. */
  const end = async (name: string) => {
    open.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { events, start, tell, end };
}

test('as many steps run as there are places, in the order given', async () => {
  const { events, start, tell, end } = stage();
  const all = sideBySide([plan('a'), plan('b'), plan('c'), plan('d')], 2, tell, start);
  await end('');
  assert.deepEqual(events.splice(0), ['+a', '+b']);
  await end('b');
  assert.deepEqual(events.splice(0), ['-b', '+c']);
  for (const name of ['a', 'c', 'd']) await end(name);
  await all;
  assert.deepEqual(events, ['-a', '+d', '-c', '-d']);
});

test('a step waits for those that it comes after, failed or not, and lets others go first', async () => {
  const { events, start, tell, end } = stage('build');
  const all = sideBySide(
    [plan('build'), plan('e2e', 'build'), plan('unit'), plan('last', 'other')],
    2,
    tell,
    start,
  );
  await end('');
  assert.deepEqual(events.splice(0), ['+build', '+unit']);
  await end('build');
  assert.deepEqual(events.splice(0), ['-build!', '+e2e']);
  for (const name of ['unit', 'last', 'e2e']) await end(name);
  await all;
  assert.deepEqual(events, ['-unit', '+last', '-last', '-e2e']);
});

test('steps that wait for one another are an error and not a wait', async () => {
  const { start, tell } = stage();
  await assert.rejects(
    sideBySide([plan('a', 'b'), plan('b', 'a')], 2, tell, start),
    /wait for one another: a, b/,
  );
});
