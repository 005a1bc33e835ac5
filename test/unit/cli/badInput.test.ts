/** Every kind of bad input: one sentence on standard error, nothing on standard output, the right exit code. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { damage, fullImage } from '../../support/elf/index.ts';
import { notRoot } from '../../support/machine.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { assertValid } from '../report/support.ts';
import { type RunOptions, runCli, runProcess } from './support.ts';

const shape = { class: 64, littleEndian: true } as const;

async function refused(
  args: readonly string[],
  code: number,
  sentence: RegExp,
  options?: RunOptions,
): Promise<void> {
  const run = await (options === undefined ? runCli(args) : runProcess(args, options));
  assert.equal(run.code, code, run.stderr);
  assert.equal(run.stdout, '');
  assert.match(run.stderr, sentence);
  assert.match(run.stderr, /^[^\n]+[.?!]\n$/, 'one line, ended like a sentence');
  assert.doesNotMatch(run.stderr, /\bat .*:\d+:\d+|Error:/, 'no stack trace');
}

async function withFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-'));
  try {
    await action(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an empty file', () => withFile(new Uint8Array(), (file) => refused([file], 1, /is empty/)));

test('a text file', () =>
  withFile(new TextEncoder().encode('Hello, world.\n'), (file) =>
    refused([file], 1, /Not an ELF file\. It is a text file/),
  ));

test('a script, a gzip archive, a static library and a Windows program are named', async () => {
  for (const [bytes, name] of [
    [new TextEncoder().encode('#!/bin/sh\n'), /script/],
    [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), /gzip/],
    [new TextEncoder().encode('!<arch>\n'), /static library/],
    [Uint8Array.of(0x4d, 0x5a, 0x90, 0), /PE/],
  ] as const) {
    await withFile(bytes, (file) => refused([file, '--json'], 1, name));
  }
});

test('a truncated ELF header is still a report, with its problem', async () => {
  for (const length of [4, 5, 16, 40, 63]) {
    const bytes = fullImage(shape).bytes.slice(0, length);
    await withFile(bytes, async (file) => {
      const run = await runCli([file, '--json']);
      assert.equal(run.stderr, '');
      assert.equal(run.code, 0);
      assert.ok(assertValid(run.stdout).problems.length > 0);
    });
  }
});

test('an ELF file whose every table points outside the file is a report with problems', async () => {
  const far = 0x7fff_0000_0000n;
  let image = fullImage(shape);
  for (const field of ['ehdr.e_phoff', 'ehdr.e_shoff']) image = damage(image, field, far);
  await withFile(image.bytes, async (file) => {
    const json = await runCli([file, '--json']);
    assert.equal(json.code, 0);
    const report = assertValid(json.stdout);
    assert.ok(report.problems.length >= 2);
    const text = await runCli([file, '--text']);
    assert.equal(text.code, 0);
    assert.equal(text.stderr, '');
    for (const { message } of report.problems) assert.ok(text.stdout.includes(message.slice(0, 40)), message);
  });
});

test('a folder without an image', () => withFolder((folder) => refused([folder], 1, /holds no vDSO image/)));

test('a file that is not there', () => refused(['/nonexistent/image.so'], 1, /does not exist/));

test('a file without read permission, as another user', { skip: notRoot }, async () => {
  await withFolder(async (folder) => {
    await chmod(folder, 0o755);
    const file = path.join(folder, 'secret.so');
    execFileSync('cp', ['/bin/true', file]);
    await chmod(file, 0o600);
    await refused([file], 1, /may not be read by this user/, { uid: 65534, cwd: '/' });
  });
});

test('a named pipe does not block', () =>
  withFolder(async (folder) => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await refused([pipe], 1, /named pipe/);
  }));

test('a process that is not there', () => refused(['--pid', '4194304'], 1, /There is no process 4194304/));

test('a name with escape sequences is shown escaped', async () => {
  const { stderr } = await runCli(['/nonexistent/\u001b[31mred\u202e.so']);
  assert.ok(!stderr.includes('\u001b') && !stderr.includes('\u202e'));
  assert.match(stderr, /\\x1b\[31mred\\u202e\.so/);
});

for (const [args, sentence] of [
  [['--nonsense'], /--nonsense/],
  [['a.so', 'b.so'], /One image at a time/],
  [['a.so', '--live'], /Give only one of FILE, --live/],
  [['--live', '--pid', '1'], /Give only one of --live, --pid/],
  [['--json', '--text'], /Give only one of --json, --text/],
  [['--pid', 'abc'], /--pid wants a process number/],
  [['--pid', '0'], /--pid wants a process number/],
  [['--pid'], /--pid/],
  [['--go', 'newest'], /release/],
  [['--consumer', 'cobol'], /No runtime "cobol" is known/],
  [['--dump'], /--dump/],
] as const) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    await refused(args, 2, sentence);
    await refused(args, 2, /See --help\.\n$/);
  });
}

/** As from `vdso-explorer "$IMAGE"` where nothing is in the variable. */
for (const args of [
  [''],
  ['inspect', '', '--json'],
  ['check', ''],
  ['check', 'a.so', ''],
  ['diff', '', 'a.so'],
  ['diff', 'a.so', ''],
  ['diff', '', '--live'],
  ['matrix', ''],
  ['matrix', 'a.so', '', '--live'],
  ['clock', ''],
  ['atlas', ''],
]) {
  test(`wrong usage, a file without a name: ${JSON.stringify(args)}`, () =>
    refused(args, 2, /^A file was given without a name\b.*See --help\.$/m));
}

for (const args of [
  ['a.so', '--program', ''],
  ['--program='],
  ['--dump', ''],
  ['matrix', 'a.so', '--baseline', ''],
]) {
  const option = args.find((word) => word.startsWith('--'))?.replace('=', '') ?? '';
  test(`wrong usage, an option without the name of a file: ${JSON.stringify(args)}`, () =>
    refused(args, 2, new RegExp(`^${option} wants the name of a file\\. See --help\\.$`, 'm')));
}
