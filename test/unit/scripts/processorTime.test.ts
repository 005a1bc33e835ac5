import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { processorSeconds } from '../../../scripts/test/processorTime.mjs';
import { eventually } from '../../support/eventually.ts';

const skip = process.platform !== 'linux' && 'processes are told by /proc';

test('what a child has started counts, also when nobody waits for it', { skip }, async () => {
  const ofOthers = () => {
    const { user, system } = process.cpuUsage();
    return processorSeconds() - (user + system) / 1e6;
  };
  const before = ofOthers();
  const child = spawn('sh', ['-c', '(while :; do :; done) & echo $!; read x'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [output] = await once(child.stdout, 'data');
  const busy = Number(String(output));
  try {
    // Far more than starting the shells takes.
    await eventually(async () => assert.ok(ofOthers() - before > 0.5));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(busy, 'SIGKILL');
  }
  assert.ok(ofOthers() - before > 0.5, 'what ended without its parent is not forgotten');
});
