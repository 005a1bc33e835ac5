import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listProcesses } from '../../../src/sources/processList.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { readUserNames } from '../../../src/sources/userNames.ts';
import { auxvBytes, fakeProc, statusText } from '../../support/fakeProc.ts';

const WITH_VDSO = auxvBytes(
  [
    [33, 0x7ffc1b9f2000n],
    [4, 56n],
  ],
  8,
  true,
);
const WITHOUT = auxvBytes([[4, 56n]], 8, true);
const readable = { start: 0x7ffc1b9f2000n };

test('processes in the order of their ids, each with why it cannot be read', async () => {
  const proc = fakeProc({
    facts: { pid: 30 },
    files: {
      '/proc/cpuinfo': '',
      '/proc/self/status': statusText(),
      '/proc/100/status': statusText({ name: 'go build' }),
      '/proc/100/auxv': WITH_VDSO,
      '/proc/100/cmdline': `/usr/bin/go\0build\0${'x'.repeat(5000)}\0`,
      '/proc/30/status': statusText(),
      '/proc/30/auxv': WITH_VDSO,
      '/proc/2/status': statusText({ name: 'kthreadd', uid: 0, kernelThread: true }),
      '/proc/2/cmdline': '',
      '/proc/9/status': statusText({ uid: 0 }),
      '/proc/9/auxv': { errno: 'EACCES' },
      '/proc/10/status': statusText(),
      '/proc/10/auxv': WITH_VDSO,
      '/proc/11/status': statusText(),
      '/proc/11/auxv': WITHOUT,
      '/proc/12/status': { errno: 'ESRCH' },
      '/proc/sys/kernel/yama/ptrace_scope': '1\n',
    },
    memory: {
      '/proc/100/mem': readable,
      '/proc/30/mem': readable,
      '/proc/10/mem': { openErrno: 'EACCES' },
    },
  });
  const list = await listProcesses(proc);
  assert.deepEqual(
    list.map(({ pid, refusal }) => [pid, refusal?.code]),
    [
      [2, 'kernelThread'],
      [9, 'otherUser'],
      [10, 'yama'],
      [11, 'noVdso'],
      [30, undefined],
      [100, undefined],
    ],
  );
  assert.deepEqual(
    list.map(({ own }) => own),
    [false, false, false, false, true, false],
  );
  assert.deepEqual(
    list.map(({ uid }) => uid),
    [0, 0, 1000, 1000, 1000, 1000],
  );
  const go = list.at(-1);
  assert.equal(go?.name, 'go build');
  assert.match(go?.command ?? '', /^\/usr\/bin\/go build x+$/);
  assert.equal(go?.command.length, 1000);
  assert.equal(proc.openCount(), 0);
});

test('no /proc, not Linux', async () => {
  const is = (code: string) => (error: unknown) => error instanceof SourceError && error.code === code;
  await assert.rejects(listProcesses(fakeProc({})), is('noProc'));
  await assert.rejects(listProcesses(fakeProc({ facts: { platform: 'win32' } })), is('notLinux'));
});

test('a name as no kernel gives to a process or a user is cut', async () => {
  const long = 'x'.repeat(100_000);
  const files = { '/proc/7/status': statusText({ name: long }), '/etc/passwd': `${long}:x:7:7::/:/bin/sh\n` };
  const proc = fakeProc({
    files: { ...files, '/proc/7/auxv': WITH_VDSO },
    memory: { '/proc/7/mem': readable },
  });
  const [entry] = await listProcesses(proc);
  assert.equal(entry?.name.length, 64);
  assert.equal((await readUserNames(proc)).get(7)?.length, 256);
});
