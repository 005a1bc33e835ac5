/** `diff`: what is different between two images, in words and as data, with the exit status of diff. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { runCli } from './support.ts';

const names = ['__vdso_clock_gettime', '__vdso_getcpu'];
let folder: string;
let [older, newer, report]: string[] = [];
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-diff-'));
  [older, newer, report] = ['old.so', 'new.so', 'host.json'].map((name) => path.join(folder, name));
  await writeFile(older ?? '', vdsoImage({ arch: 'amd64', exports: names }).bytes);
  await writeFile(newer ?? '', vdsoImage({ arch: 'amd64', exports: names.slice(0, 1) }).bytes);
  await writeFile(report ?? '', (await runCli([older ?? '', '--json'])).stdout);
});
after(() => rm(folder, { recursive: true, force: true }));

const diff = (...args: (string | undefined)[]) => runCli(['diff', ...args.map((each) => each ?? '')]);

describe('diff', () => {
  test('of an image and itself says so and ends with 0', async () => {
    const { code, stdout, stderr } = await diff(older, older);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /\nNo difference was found\.\n$/);
    const live = await diff('--live', '--pid', `${process.pid}`);
    assert.equal(live.code, 2, 'one process at a time');
  });

  test('tells what differs, consumers first, and ends with 1', async () => {
    const { code, stdout } = await diff(older, newer);
    assert.equal(code, 1);
    assert.match(stdout, /\n\d+ breaking, \d+ (visible|harmless)/);
    assert.match(
      stdout,
      /\nConsumers\n {2}breaking {2}rustix \S+: found → would crash \(__vdso_getcpu found → would crash\)\.\n/,
    );
    assert.match(
      stdout,
      /\nExports\n {2}breaking {1,2}__vdso_getcpu@LINUX_2\.6 \(FUNC\) is exported no more\.\n/,
    );
    assert.ok(stdout.indexOf('\nConsumers') < stdout.indexOf('\nExports'));
  });

  test('--full has the parts line by line', async () => {
    const { stdout } = await diff(older, newer, '--full');
    assert.match(stdout, /\n--- Exports\n\+\+\+ Exports\n@@ -\d/);
    assert.match(stdout, /\n-__vdso_getcpu@LINUX_2\.6 {2}FUNC/);
    const markdown = (await diff(older, newer, '--full', '--format', 'markdown')).stdout;
    assert.match(markdown, /\n```diff\n--- /);
  });

  test('as JSON follows the schema', async () => {
    for (const [from, to] of [
      [older, newer],
      [newer, older],
      [older, report],
    ]) {
      const { stdout } = await diff(from, to, '--json');
      const found: unknown = JSON.parse(stdout);
      assertFollowsSchema(found, 'diff');
    }
    const found = JSON.parse((await diff(older, newer, '--json')).stdout) as {
      kind: string;
      from: { sha256?: string };
      changes: { code: string; message: string; name?: string }[];
    };
    assert.equal(found.kind, 'breaking');
    const digest = createHash('sha256').update(await readFile(older ?? ''));
    assert.equal(found.from.sha256, digest.digest('hex'));
    assert.ok(found.changes.some(({ code, name }) => code === 'exportRemoved' && name === 'getcpu'));
  });

  test('as Markdown has a table for each part', async () => {
    const { stdout } = await diff(older, newer, '--format', 'markdown');
    assert.match(stdout, /\n## Exports\n\n\| kind \| change \|\n\| --- \| --- \|\n\| breaking \| \\_\\_vdso/);
  });

  test('takes a saved report in the place of its image', async () => {
    assert.equal((await diff(report, report)).code, 0);
    const { code, stdout } = await diff(report, newer);
    assert.equal(code, 1);
    assert.match(stdout, /Code: not compared, since the code of one of the images was not looked at\./);
  });

  test('ends with 2 where an image cannot be read, and for wrong usage', async () => {
    const cut = path.join(folder, 'cut.json');
    await writeFile(cut, '{"schema": 2, "symbols": [');
    const foreign = path.join(folder, 'older.json');
    await writeFile(foreign, '{"schema": 1, "symbols": [], "consumers": []}');
    for (const [args, sentence] of [
      [[older], /^diff wants two images or saved reports, and 1 was given/],
      [[older, newer, report], /and 3 were given/],
      [[older, path.join(folder, 'none')], /does not exist/],
      [[older, cut], /begins as JSON does and is none/],
      [[older, foreign], /is a report of schema 1, and reports of schema 2 are read/],
      [[older, newer, '--replay'], /^--replay has no meaning with diff\./],
      [[older, newer, '--format', 'csv'], /^diff writes no "csv"/],
    ] as const) {
      const { code, stdout, stderr } = await diff(...args);
      assert.match(stderr, sentence);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
    }
  });
});
