/** clock: the live image, another process, one without a vDSO. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noVdso } from '../../support/machine.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { whileRunning } from '../../support/sleeper.ts';
import { runCli } from './support.ts';

async function json(args: readonly string[]) {
  const { code, stdout, stderr } = await runCli(['clock', '--json', ...args]);
  assert.deepEqual([code, stderr], [0, '']);
  const report = JSON.parse(stdout);
  assertFollowsSchema(report, 'clockReport');
  return report;
}

describe('clock', { skip: noVdso }, () => {
  test('of this process: verdict, figures, clocks and causes', async () => {
    const { source, code, clock } = await json([]);
    assert.equal(source.kind, 'live');
    assert.equal(clock.by, 'measurement');
    assert.equal(clock.measuredIn, 'process');
    assert.ok(clock.nsPerCall > 0 && clock.nsPerSystemCall > 0);
    assert.ok(code.clocks.some(({ name }: { name: string }) => name === 'MONOTONIC'));
    assert.ok(clock.causes.some(({ code: each }: { code: string }) => each.startsWith('source-')));
  });

  test('of another process with the same image: the figures of this one, and it says so', () =>
    whileRunning(['sleep', '1000'], {}, async ({ pid }) => {
      const { source, clock } = await json(['--pid', `${pid}`]);
      assert.deepEqual([source.kind, source.pid, clock.measuredIn], ['process', pid, 'reader']);
      const { stdout } = await runCli(['clock', '--pid', `${pid}`]);
      assert.match(stdout, /^Why is my clock slow\? \(process \d+ \(sleep\)\)\n/);
      assert.match(stdout, /Measured in the process that asks, which stands for this one/);
    }));

  test('as text has the verdict in its second line, and the causes with their files', async () => {
    const { code, stdout } = await runCli(['clock']);
    assert.equal(code, 0);
    assert.match(stdout.split('\n')[1] ?? '', /(\d ns each, a system call costs |costs as much|unclear)/);
    assert.match(stdout, /\nCauses, in the order in which people meet them\n/);
    assert.match(stdout, /\nClocks, by \w+\n/);
  });
});

describe('clock, wrongly used', () => {
  for (const args of [['--symtab'], ['--consumer', 'go'], ['/bin/ls'], ['--pid', 'x'], ['--text', '--json']])
    test(args.join(' '), async () => {
      const { code, stdout, stderr } = await runCli(['clock', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^[A-Z/-].* See --help\.\n$/);
    });

  test('a process that is not there', async () => {
    const { code, stderr } = await runCli(['clock', '--pid', '999999999']);
    assert.equal(code, 1);
    assert.match(stderr, /^There is no process 999999999/);
  });
});
