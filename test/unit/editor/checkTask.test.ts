import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkProgram, offeredCheck } from '../../../src/editor/checkTask.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from '../cli/support.ts';

const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8'));

test('a definition becomes a command line, an image with dashes too', () => {
  const program = checkProgram({ type: 'vdso', image: '--x.so', require: ['go', 'musl@1.2.5'] }, '/cli.cjs');
  assert.deepEqual(program?.args, [
    '/cli.cjs',
    'check',
    '--lines',
    '--require',
    'go,musl@1.2.5',
    '--',
    '--x.so',
  ]);
  assert.equal(program?.name, 'check --x.so');
  assert.deepEqual(checkProgram({ type: 'vdso' }, '/cli.cjs')?.args, ['/cli.cjs', 'check', '--lines']);
});

test('what is not of the described form is no task', () => {
  for (const wrong of [{ image: 1 }, { require: 'go' }, { require: ['go', 1] }])
    assert.equal(checkProgram({ type: 'vdso', ...wrong }, '/cli.cjs'), undefined);
});

test('what is offered is a task that an image passes which serves all', () =>
  withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    const args = checkProgram({ ...offeredCheck, image: file }, '')?.args ?? [];
    const { code, stderr } = await runCli(args.slice(1));
    assert.deepEqual([code, stderr], [0, '']);
  }));

test('the problem matcher reads what check --lines writes, and nothing else of it', async () => {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  await withFile(vdsoImage({ arch: 'amd64', hash: 'none' }).bytes, async (file) => {
    const args = checkProgram({ type: 'vdso', image: file, require: ['go', 'musl'] }, '')?.args ?? [];
    const { code, stdout } = await runCli(args.slice(1));
    assert.equal(code, 3);
    const matched = stdout.split('\n').flatMap((line) => new RegExp(pattern.regexp).exec(line) ?? []);
    const problems = [0, 1].map((at) => matched.slice(at * 3, at * 3 + 3));
    assert.equal(matched.length, 6, stdout);
    for (const [at, id] of ['go', 'musl'].entries()) {
      assert.equal(problems[at]?.[pattern.file], file);
      assert.match(problems[at]?.[pattern.message] ?? '', new RegExp(`^${id}: `));
    }
  });
});

test('--lines without check, and beside --json, is wrong usage', async () => {
  assert.equal((await runCli(['--lines'])).code, 2);
  assert.equal((await runCli(['check', '--lines', '--json'])).code, 2);
});
