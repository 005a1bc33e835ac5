/** `--lookup`: any name, as everybody or as one runtime looks it up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog, looksNamesUp } from '../../../src/consumers/catalog/index.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from './support.ts';

const image = vdsoImage({ arch: 'amd64' }).bytes;

test('everybody who looks names up is asked, a line each; one who is named is told step by step', async () => {
  await withFile(image, async (file) => {
    const all = await runCli([file, '--lookup', '__vdso_clock_gettime']);
    assert.equal(all.code, 0);
    const lines = all.stdout.split('\n').filter((line) => /^ {4}\S/.test(line));
    assert.equal(lines.length, catalog.filter(looksNamesUp).length);
    const one = await runCli([file, '--lookup', '__vdso_clock_gettime', '--consumer', 'musl@1.2.5']);
    assert.match(one.stdout, /^ {4}musl 1\.2\.5 · VDSO_CGT_SYM \(LINUX_2\.6\): found at 0x/m);
    assert.match(one.stdout, /\+ Symbol \d+ is named __vdso_clock_gettime\./);
    assert.doesNotMatch(one.stdout, /glibc/);
  });
});

test('as JSON, with steps where somebody is named', async () => {
  await withFile(image, async (file) => {
    const run = async (...more: string[]) =>
      JSON.parse((await runCli([file, '--lookup', 'nothing@X', '--json', ...more])).stdout).lookups[0];
    const { name, version, searches } = await run();
    assert.deepEqual([name, version], ['nothing', 'X']);
    assert.equal(searches.find((each: { consumer: string }) => each.consumer === 'go').outcome, 'not-found');
    assert.equal(searches[0].steps, undefined);
    const [go] = (await run('--go', '1.21')).searches;
    assert.equal(go.release, '1.21');
    assert.ok(go.steps.length > 0 && go.preparation.length > 0);
    assert.ok((await run('--replay')).searches[0].steps.length > 0);
  });
});

test('in a file that is no vDSO those are asked who are named', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64', override: { soname: 'libfoo.so', versions: [] } });
  await withFile(bytes, async (file) => {
    const none = await runCli([file, '--lookup', '__vdso_time']);
    assert.match(none.stdout, /no vDSO image, and no runtime looks anything up in it/);
    const named = await runCli([file, '--lookup', '__vdso_time', '--consumer', 'musl']);
    assert.match(named.stdout, /musl \S+.*: found at/);
    assert.match(
      (await runCli([file, '--lookup', '__vdso_time', '--as-vdso'])).stdout,
      /glibc \S+ .*found at/,
    );
  });
});

test('what is no name, and who looks none up, is wrong usage', async () => {
  for (const [args, said] of [
    [['--lookup', ''], /--lookup wants NAME or NAME@VERSION of at most 4,096 characters/],
    [['--lookup', 'x'.repeat(4097)], /--lookup wants NAME/],
    [['--lookup', 'x', '--consumer', 'breakpad'], /breakpad looks no name up/],
    [['--lookup', 'x', '--consumer', 'cilium-ebpf'], /cilium-ebpf looks no name up/],
    [['--lookup', 'x', '--why', 'x'], /only one of --why, --lookup/],
    [['check', '--lookup', 'x'], /--lookup has no meaning with check/],
  ] as const) {
    const { code, stderr } = await runCli(args);
    assert.equal(code, 2);
    assert.match(stderr, said);
  }
});
