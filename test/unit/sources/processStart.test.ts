import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import { parseStartTime, readStartTime } from '../../../src/sources/processStart.ts';
import { fakeProc } from '../../support/fakeProc.ts';
import { notLinux } from '../../support/machine.ts';

/** As the kernel writes it; the start is field 22. */
const stat = (name: string, start: string) =>
  `4711 (${name}) S 1 4711 4711 0 -1 4194560 99 0 0 0 1 2 3 4 20 0 1 0 ${start} 6000000 300 18446744073709551615 1 1\n`;

test('the start is found behind the last parenthesis, whatever the program is called', () => {
  for (const name of ['sleep', 'a b', ') S 1 2 3 4 5 6 7', '((', 'x) R 0 (y', '']) {
    assert.equal(parseStartTime(stat(name, '123456789')), 123456789n, name);
  }
});

test('a line that is cut off or damaged has none', () => {
  assert.equal(parseStartTime(''), undefined);
  assert.equal(parseStartTime('4711 (sleep) S 1 4711'), undefined);
  assert.equal(parseStartTime(stat('sleep', '-1')), undefined);
  assert.equal(parseStartTime(stat('sleep', 'x')), undefined);
});

test('a process that is not there has no start', async () => {
  assert.equal(await readStartTime(fakeProc({}), 12), undefined);
  assert.equal(await readStartTime(fakeProc({ files: { '/proc/12/stat': stat('sh', '7') } }), 12), 7n);
});

test("this process's start is what awk reads", { skip: notLinux }, async () => {
  const read = execFileSync('awk', ['{ print $22 }', `/proc/${process.pid}/stat`], { encoding: 'utf8' });
  assert.equal(await readStartTime(nodeProcFs, process.pid), BigInt(read.trim()));
});
