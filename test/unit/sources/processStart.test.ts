import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import { parseStartTime, readStartTime } from '../../../src/sources/processStart.ts';
import { fakeProc, statText } from '../../support/fakeProc.ts';
import { notLinux } from '../../support/machine.ts';

test('the start is found behind the last parenthesis, whatever the program is called', () => {
  for (const name of ['sleep', 'a b', ') S 1 2 3 4 5 6 7', '((', 'x) R 0 (y', '']) {
    assert.equal(parseStartTime(statText(name, '123456789')), 123456789n, name);
  }
});

test('a line that is cut off or damaged has none', () => {
  assert.equal(parseStartTime(''), undefined);
  assert.equal(parseStartTime('4711 (sleep) S 1 4711'), undefined);
  assert.equal(parseStartTime(statText('sleep', '-1')), undefined);
  assert.equal(parseStartTime(statText('sleep', 'x')), undefined);
});

test('a process that is not there has no start', async () => {
  assert.equal(await readStartTime(fakeProc({}), 12), undefined);
  assert.equal(await readStartTime(fakeProc({ files: { '/proc/12/stat': statText('sh', '7') } }), 12), 7n);
});

test("this process's start is what awk reads", { skip: notLinux }, async () => {
  const read = execFileSync('awk', ['{ print $22 }', `/proc/${process.pid}/stat`], { encoding: 'utf8' });
  assert.equal(await readStartTime(nodeProcFs, process.pid), BigInt(read.trim()));
});
