import assert from 'node:assert/strict';
import { test } from 'node:test';
import countingReporter from '../../../scripts/test/countingReporter.mjs';
import { mustNotBeSkipped, together } from '../../../scripts/test/counts.mjs';

type Events = Parameters<typeof countingReporter>[0];

async function report(events: readonly (Events extends AsyncIterable<infer E> ? E : never)[]) {
  async function* told() {
    yield* events;
  }
  const written = [];
  for await (const text of countingReporter(told())) written.push(JSON.parse(text));
  assert.equal(written.length, 1, 'one object');
  return written[0];
}

const counts = { passed: 3, failed: 1, cancelled: 1, skipped: 1, todo: 0 };
const summary = { type: 'test:summary', data: { counts } };

test('the counts of the whole run, not of a file', async () => {
  const ofFile = { type: 'test:summary', data: { file: 'a.test.ts', counts: { passed: 1 } } };
  const told = await report([ofFile, summary]);
  assert.deepEqual(told, { passed: 3, failed: 2, skipped: 1, failures: [], skips: [] });
});

test('a failed test is told with its place and the beginning of what it said', async () => {
  const cause = new Error(['the first line', ' ', 'x'.repeat(1000), ...Array(20).fill('more')].join('\n'));
  const file = `${import.meta.dirname}/some.test.ts`;
  const details = {
    error: Object.assign(new Error('around it', { cause }), { failureType: 'testCodeFailure' }),
  };
  const { failures } = await report([
    { type: 'test:fail', data: { name: 'the page opens', file, line: 12, details } },
    summary,
  ]);
  assert.equal(failures.length, 1);
  const lines = failures[0].split('\n');
  assert.equal(lines[0], 'the page opens (test/unit/scripts/some.test.ts:12)');
  assert.equal(lines[1], '  the first line');
  assert.equal(lines[2], `  ${'x'.repeat(300)}`);
  assert.equal(lines.length, 9);
});

test('a test that only holds others that failed is not told: they are', async () => {
  const held = Object.assign(new Error('1 subtest failed'), { failureType: 'subtestsFailed' });
  const { failures } = await report([
    { type: 'test:fail', data: { name: 'inner', details: { error: new Error('no') } } },
    { type: 'test:fail', data: { name: 'outer', details: { error: held } } },
    summary,
  ]);
  assert.deepEqual(failures, ['inner\n  no']);
});

test('steps of several parts have the sum of their counts and the failures of each', () => {
  const none = { passed: 0, failed: 1, skipped: 0 };
  const some = { passed: 2, failed: 1, skipped: 3, failures: ['a'], skips: [{ name: 'b', why: 'c' }] };
  assert.deepEqual(together([none, some]), { ...some, failed: 2 });
});

test('a skipped test is told with its place and its reason', async () => {
  const file = `${import.meta.dirname}/some.test.ts`;
  const { skips } = await report([
    { type: 'test:pass', data: { name: 'it ran', file, line: 1 } },
    { type: 'test:pass', data: { name: 'it ran, too', file, line: 2, skip: false } },
    { type: 'test:pass', data: { name: 'gdb', file, line: 3, skip: 'gdb is not installed' } },
    { type: 'test:pass', data: { name: 'mute', skip: true } },
    summary,
  ]);
  assert.deepEqual(skips, [
    { name: 'gdb (test/unit/scripts/some.test.ts:3)', why: 'gdb is not installed' },
    { name: 'mute', why: '' },
  ]);
});

test('nothing but what another kind of machine is asked about may be skipped with CI=true', () => {
  const skips = ['gdb is not installed', '', 'this kernel runs no i386 programs', 'this machinery'].map(
    (why) => ({
      name: why,
      why,
    }),
  );
  assert.deepEqual(
    mustNotBeSkipped(skips).map(({ why }) => why),
    ['gdb is not installed', '', 'this machinery'],
  );
});
