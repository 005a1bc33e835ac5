/** `check` as continuous integration uses it: exit status, one line each, JSON. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glibc } from '../../../src/consumers/catalog/glibc.ts';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { newestRelease } from '../../../src/consumers/releases.ts';
import { costlyImages } from '../../support/costlyImages.ts';
import { type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';
import { noVdso } from '../../support/machine.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { type Run, runCli } from './support.ts';

async function checked(options: VdsoOptions, ...args: readonly string[]): Promise<Run> {
  let run: Run | undefined;
  await withFile(vdsoImage(options).bytes, async (file) => {
    run = await runCli(['check', file, ...args]);
  });
  assert.ok(run !== undefined);
  return run;
}

test('without requirements every consumer has a line and the status is 0', async () => {
  const run = await checked({ arch: 'amd64' });
  assert.deepEqual([run.code, run.stderr], [0, '']);
  for (const { name } of allConsumers) assert.ok(run.stdout.includes(name), name);
  assert.match(run.stdout, /^ {2}found +Go 1\.\d+ +3 of 3 keys$/m);
});

test('what is fulfilled is 0; a release is addressed by @', async () => {
  const run = await checked({ arch: 'arm64' }, '--require', 'go,glibc', '--require', 'musl@1.2.6');
  assert.deepEqual([run.code, run.stderr], [0, ''], run.stdout);
  assert.match(run.stdout, /^Required\n {2}ok +go\n {2}ok +glibc\n {2}ok +musl@1\.2\.6$/m);
});

test('only what is required is asked, and who is named', async () => {
  const asked = async (...options: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await checked({ arch: 'arm64' }, '--json', ...options);
    return (JSON.parse(stdout) as { consumers: { id: string }[] }).consumers.map(({ id }) => id);
  };
  assert.deepEqual(await asked('--require', 'musl@1.2.6,go'), ['musl', 'go']);
  assert.deepEqual(await asked('--require', 'go', '--consumer', 'criu'), ['criu', 'go']);
  assert.ok((await asked()).length > 20);
});

test('who takes the whole image is demanded as everybody else, with :all for every need', async () => {
  const whole = await checked({ arch: 'amd64' }, '--require', 'breakpad,android-linker:all,async-profiler');
  assert.deepEqual([whole.code, whole.stderr], [0, ''], whole.stdout);
  const run = await checked({ arch: 'amd64' }, '--require', 'async-profiler:all');
  assert.equal(run.code, 3);
  assert.match(
    run.stdout,
    /FAILED {2}async-profiler:all: async-profiler 4\.5: partly met\. 1 of 2 needs met; not met: PT_GNU_EH_FRAME\./,
  );
  const refused = await checked({ arch: 'amd64', hash: 'none' }, '--require', 'android-linker');
  assert.equal(refused.code, 3);
  assert.match(
    refused.stdout,
    /android-linker: Android's linker 2025-03-26: refuses\. There is no DT_HASH or DT_GNU_HASH with buckets\. Read in/,
  );
});

test('a fallback, a crash and what is not applicable are 3, with the reason on one line', async () => {
  for (const [options, requirement, line] of [
    [
      { arch: 'arm64' },
      'musl@1.2.5',
      /musl@1\.2\.5: musl 1\.2\.5: falls back\. The image has only DT_GNU_HASH; musl 1\.2\.5 reads DT_HASH only\./,
    ],
    [
      { arch: 'arm64' },
      'criu@4.0',
      /criu@4\.0: CRIU 4\.0: refuses\. The image has only DT_GNU_HASH; CRIU 4\.0 reads DT_HASH only\. Held against its own code, running\.$/,
    ],
    [
      { arch: 's390x' },
      'criu@4.2',
      /CRIU 4\.2: refuses\. EI_DATA is 2, and 1 is asked for\. Held against its own code, running\.$/,
    ],
    [
      { arch: 'amd64' },
      'glibc@2.23',
      /glibc 2\.23: cannot be told\. No source of a release as old as glibc 2\.23 was read/,
    ],
    [{ arch: 'ppc' }, 'llvm-libc', /LLVM libc 22: not in the catalogue\. /],
    [{ arch: 'arm64' }, 'go@1.21', /go@1\.21: Go 1\.21: falls back\. The source searches with 0x6e43a318/],
    [{ arch: 'amd64', versions: false }, 'go', /go: Go [\d.]+: would crash\. The image has no DT_VERDEF/],
    [{ arch: 'x32' }, 'go', /go: Go [\d.]+: not applicable\. Go has no port for x32/],
    [{ arch: 'ppc' }, 'rustix:all', /rustix:all: rustix [\d.]+: partly found\. .*__kernel_clock_gettime64/],
    [{ arch: 'riscv64' }, 'musl@1.2.5:all', /musl 1\.2\.5: partly found\. .*__vdso_clock_gettime/],
  ] as const) {
    const run = await checked(options, '--require', requirement);
    assert.equal(run.code, 3, `${requirement}: ${run.stdout}`);
    const failed = run.stdout.split('\n').filter((each) => each.includes('FAILED'));
    assert.equal(failed.length, 1);
    assert.match(failed[0] ?? '', line);
  }
});

test('a search that was given up for its length is no finding, and 3', async () => {
  const { bytes } = costlyImages['one name, many versions'](1 << 16);
  await withFile(bytes, async (file) => {
    const run = await runCli(['check', file, '--require', 'llvm-libc']);
    assert.equal(run.code, 3, run.stdout);
    const reason =
      /FAILED +llvm-libc: .*cannot be told\. The search takes far more steps .* given up after [\d,]+ of/;
    assert.match(run.stdout, reason);
  });
});

test('partly found is enough without :all', async () => {
  assert.equal((await checked({ arch: 'ppc' }, '--require', 'rustix')).code, 0);
});

test('the release that answers for another is named in the same line', async () => {
  const args = ['--consumer', 'glibc@2.50', '--consumer', 'go@1.17.3', '--require', 'glibc@2.50,go@1.17.3'];
  const run = await checked({ arch: 'amd64' }, ...args);
  assert.equal(run.code, 0, run.stdout);
  const newest = newestRelease(glibc).replace('.', '\\.');
  assert.match(
    run.stdout,
    new RegExp(
      `found +glibc ${newest} +6 of 6 keys\\. 2\\.50 was asked for; ${newest} is the newest release`,
    ),
  );
  assert.match(run.stdout, /found +Go 1\.16 +both keys\. 1\.17\.3 was asked for; it searches as 1\.16 does/);
});

test('JSON says the same, and the failed lines go to standard error', async () => {
  const run = await checked({ arch: 'arm64' }, '--json', '--require', 'go,musl@1.2.5');
  assert.equal(run.code, 3);
  const json = JSON.parse(run.stdout) as {
    fulfilled: boolean;
    required: { requirement: string; fulfilled: boolean; outcome: string; why: string }[];
    consumers: { id: string; release: string; outcome: string }[];
  };
  assert.equal(json.fulfilled, false);
  assert.deepEqual(
    json.required.map(({ requirement, fulfilled, outcome }) => [requirement, fulfilled, outcome]),
    [
      ['go', true, 'found'],
      ['musl@1.2.5', false, 'fallback'],
    ],
  );
  assert.ok(json.consumers.some(({ id, release }) => id === 'musl' && release === '1.2.5'));
  assert.match(run.stderr, /^musl@1\.2\.5: [^\n]+\n$/);
});

test('the live image, and a file that is no vDSO', { skip: noVdso }, async () => {
  assert.equal((await runCli(['check', '--live', '--require', 'go'])).code, 0);
  assert.equal((await runCli(['check', process.execPath, '--require', 'go'])).code, 3);
});

test('wrong usage is 2; an unknown consumer is answered with the list of known ones', async () => {
  for (const [args, sentence] of [
    [['check', '--require', 'java'], /No runtime "java" is known; known are go, glibc, musl/],
    [['check', '--require', 'go@'], /A requirement is ID, ID@RELEASE/],
    [['check', '--require', ''], /A requirement is ID/],
    [['check', '--replay'], /--replay has no meaning with check/],
    [['--require', 'go'], /--require belongs to check/],
  ] as const) {
    const run = await runCli(args);
    assert.deepEqual([run.code, run.stdout], [2, ''], args.join(' '));
    assert.match(run.stderr, sentence);
  }
  assert.equal((await runCli(['check', '/nowhere'])).code, 1);
});
