import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { notLinux } from '../../support/machine.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const at = (file: string) => JSON.stringify(path.join(root, file));

/** In a process of its own: what others have started and waited for is more than what is made here. */
const program = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { processorSeconds } from ${at('scripts/test/processorTime.mjs')};
  import { eventually } from ${at('test/support/eventually.ts')};
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
    await eventually(async () => {
      if (ofOthers() - before < 0.6) throw new Error('not yet');
    });
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(busy, 'SIGKILL');
  }
  console.log(ofOthers() - before);`;

test('what a child has started counts, also when nobody waits for it', { skip: notLinux }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  assert.ok(Number(stdout) > 0.5, `what ended without its parent is not forgotten: ${stdout}`);
});
