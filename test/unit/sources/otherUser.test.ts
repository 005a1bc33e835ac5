/** Real refusals: by the kernel, for another user. Changing users needs root; without it, what is possible is tried. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { openFile } from '../../../src/sources/fileSource.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { notLinux, notRoot } from '../../support/machine.ts';
import { whileRunning } from '../../support/sleeper.ts';
import type { Attempt } from './asOtherUser.ts';

const NOBODY = 65534;
const nobody = { uid: NOBODY, gid: NOBODY };
const needsRoot = { skip: notLinux || notRoot };

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vdso-user-'));
  await chmod(folder, 0o755);
});
after(() => rm(folder, { recursive: true }));

async function asNobody(...attempts: readonly string[]): Promise<readonly Attempt[]> {
  const script = new URL('asOtherUser.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(NOBODY), ...attempts]);
  return JSON.parse(stdout) as Attempt[];
}

test('a file without read permission', { skip: notLinux }, async () => {
  const path = join(folder, 'secret');
  await writeFile(path, 'x', { mode: 0o000 });
  if (notRoot === false) {
    const [attempt] = await asNobody(`file:${path}`);
    assert.equal(attempt?.outcome, 'fileAccess');
    assert.match(attempt.message, /EACCES/);
  } else {
    const isRefused = (error: unknown) => error instanceof SourceError && error.code === 'fileAccess';
    await assert.rejects(openFile(nodeFiles, path), isRefused);
  }
});

test('our own process, seen by another user', needsRoot, async () => {
  const [attempt] = await asNobody(`pid:${process.pid}`);
  assert.equal(attempt?.outcome, 'otherUser');
  assert.match(
    attempt.message,
    new RegExp(`process ${process.pid} belongs to user 0, and this one is user 65534`),
  );
});

test('a process that changed its user is not dumpable, not even for itself', needsRoot, async () => {
  const [attempt] = await asNobody('live');
  assert.equal(attempt?.outcome, 'notDumpable');
  assert.match(attempt.message, /this process/);
});

test("a user's own other process opens, one of an unreadable program does not", needsRoot, async () => {
  await whileRunning(['/bin/sleep', '60'], nobody, async ({ pid }) => {
    const [attempt] = await asNobody(`pid:${pid}`);
    // Yama, where it is active, refuses what is not a descendant.
    assert.match(attempt?.outcome ?? '', /^(opened|yama)$/);
    if (attempt?.outcome === 'opened') assert.equal(attempt.message, `process ${pid} (sleep)`);
  });
  const program = join(folder, 'unreadable');
  await copyFile('/bin/sleep', program);
  await chmod(program, 0o711);
  await whileRunning([program, '60'], nobody, async ({ pid }) => {
    const [attempt] = await asNobody(`pid:${pid}`);
    assert.equal(attempt?.outcome, 'notDumpable');
  });
});
