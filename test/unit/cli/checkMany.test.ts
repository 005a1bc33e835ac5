/** `check` of several images: each is told, nothing ends for one of them, and the exit status is the worst. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { runCli, runProcess } from './support.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-check-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes: Uint8Array | string): string => {
  const whole = path.join(folder, name);
  writeFileSync(whole, bytes);
  return whole;
};
const good = file('good.so', vdsoImage({ arch: 'amd64' }).bytes);
/** Has no DT_HASH, which musl 1.2.5 needs. */
const bad = file('bad.so', vdsoImage({ arch: 'arm64' }).bytes);
const text = file('text.so', 'not ELF\n');
const gone = path.join(folder, 'gone.so');

const check = (...args: readonly string[]) => runCli(['check', ...args, '--require', 'go,musl@1.2.5']);

test('the status is the worst: 1 before 3 before 0', async () => {
  for (const [images, code] of [
    [[good, good], 0],
    [[good, bad], 3],
    [[bad, good], 3],
    [[bad, gone], 1],
    [[gone, bad, good], 1],
    [[gone, good], 1],
    [[text, good], 1],
  ] as const)
    for (const format of ['text', 'json', 'github', 'junit', 'sarif', 'markdown']) {
      const names = images.map((each) => path.basename(each)).join();
      assert.equal((await check(...images, '--format', format)).code, code, `${names} as ${format}`);
    }
});

test('as text a block an image, by its name; one that is not read is told in its place, and beside', async () => {
  const { stdout, stderr } = await check(good, gone, bad);
  const blocks = stdout.split('\n\n').map((block) => block.split('\n')[0]);
  assert.deepEqual(
    blocks.filter((line) => line?.startsWith('/')),
    [good, gone, bad],
  );
  assert.match(stdout, /\/gone\.so\n {2}not checked: .*\/gone\.so does not exist\.\n\n/);
  assert.match(stdout, /FAILED {2}musl@1\.2\.5: musl 1\.2\.5: falls back\./);
  assert.match(stdout, /\n1 of 3 images has all that is required; 1 could not be checked\.\n$/);
  assert.equal(stderr, `${gone}: ${gone} does not exist.\n`);
});

test('as JSON an object an image, each as of one alone; an error in the place of one', async () => {
  const one = JSON.parse((await check(bad, '--json')).stdout);
  const { stdout, stderr } = await check(bad, text, good, '--json');
  const all = JSON.parse(stdout);
  assert.deepEqual(Object.keys(all), ['schema', 'generator', 'images', 'fulfilled']);
  assertFollowsSchema(all, 'checks');
  assert.equal(all.fulfilled, false);
  assert.deepEqual(all.images[0], one);
  assert.deepEqual(
    all.images.map(({ fulfilled }: { fulfilled: boolean }) => fulfilled),
    [false, false, true],
  );
  assert.match(all.images[1].error, /^Not an ELF file\./);
  assert.equal(all.images[1].source.path, text);
  assert.equal(stderr.split('\n').length, 3);
  assert.match(stderr, /^.*bad\.so: musl@1\.2\.5: musl 1\.2\.5: .*\n.*text\.so: Not an ELF file\..*\n$/);
  assert.equal(JSON.parse((await check(good, good, '--json')).stdout).fulfilled, true);
});

test('one check follows the schema, of a process and with clocks too', async () => {
  const of = async (...args: readonly string[]) =>
    JSON.parse((await runCli(['check', '--json', ...args])).stdout);
  for (const args of [[good], [bad, '--require', 'musl@1.2.5', '--user-clock', 'tai,raw']]) {
    const one = await of(...args);
    assertFollowsSchema(one, 'check');
  }
  const live = await of('--pid', String(process.pid));
  assertFollowsSchema(live, 'check');
});

test('--lines names each image by its whole path, so that a problem matcher finds it', async () => {
  const { stdout } = await check(good, bad, gone, '--lines');
  const found = stdout.split('\n').flatMap((line) => /^(.+?): error: (.+)$/.exec(line)?.slice(1, 3) ?? []);
  assert.equal(found.length, 4);
  assert.equal(found[0], bad);
  assert.match(found[1] ?? '', /^musl@1\.2\.5: /);
  assert.deepEqual(found.slice(2), [gone, `${gone} does not exist.`]);
});

test('--lines has whole paths, whatever was given', async () => {
  const args = ['check', 'bad.so', '--lines', '--require', 'musl@1.2.5'];
  const { stdout } = await runProcess(args, { cwd: folder });
  assert.ok(
    stdout.split('\n').some((line) => line.startsWith(`${bad}: error: musl@1.2.5: `)),
    stdout,
  );
});

test('several images are files', () => {
  for (const [args, message] of [
    [['check', 'a', 'b', '--live'], /^Give only one of FILE, --live\.$/],
    [['check', 'a', '--pid', '1'], /^Give only one of FILE, --pid\.$/],
    [['check', 'a', 'b', '--pid', '1'], /^Give only one of FILE, --pid\.$/],
    [['inspect', 'a', 'b'], /^One image at a time, and 2 were given/],
  ] as const)
    assert.throws(() => parseCommand(args), { name: 'UsageError', message }, args.join(' '));
});
