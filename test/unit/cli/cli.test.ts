import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { vdsoImage } from '../../support/elf/index.ts';
import { noVdso } from '../../support/machine.ts';
import { cliScript } from '../../support/started.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { assertValid } from '../report/support.ts';
import { libc, noLibc } from '../session/support.ts';
import { runCli, runProcess } from './support.ts';

test('help and version', async () => {
  const help = await runCli(['--help']);
  assert.deepEqual([help.code, help.stderr], [0, '']);
  assert.match(help.stdout, /Usage:/);
  assert.match(help.stdout, /default: --live/);
  const manifest = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  assert.equal((await runCli(['--version'])).stdout, `${version}\n`);
});

test('without arguments it reports the live image as text', { skip: noVdso }, async () => {
  const run = await runProcess(['--text']);
  assert.deepEqual([run.code, run.stderr], [0, '']);
  const firstScreen = run.stdout.split('\n').slice(0, 20).join('\n');
  assert.match(firstScreen, /live, this process \(\d+\)/);
  assert.match(firstScreen, /Built by {2,}\S/);
  assert.match(firstScreen, /Clock source {2,}\S/);
  assert.match(firstScreen, /Health {2,}\S/);
  assert.match(firstScreen, /Who gets what\n {2}Go \d+\.\d+/);
  assert.match(run.stdout, /in process \d+/);
});

test('the live report is valid JSON whose addresses lie in its mapping', { skip: noVdso }, async () => {
  const run = await runCli(['--live', '--json', '--replay', '--sha256']);
  assert.deepEqual([run.code, run.stderr], [0, '']);
  const report = assertValid(run.stdout);
  assert.equal(report.role, 'vdso');
  assert.match(String(report.source['sha256']), /^[0-9a-f]{64}$/);
  const mapping = report.source['mapping'] as readonly { start: string; end: string }[];
  const addresses = report.symbols.flatMap(({ address }) => (address === undefined ? [] : [BigInt(address)]));
  assert.ok(addresses.length > 1);
  for (const address of addresses) {
    assert.ok(mapping.some(({ start, end }) => BigInt(start) <= address && address < BigInt(end)));
  }
});

test('a dump is the image: its digest and its report are the same', { skip: noVdso }, async () => {
  await withFile(new Uint8Array(), async (other) => {
    const file = `${other}.dump`;
    const live = assertValid((await runCli(['--json', '--sha256', '--dump', file])).stdout);
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    assert.equal(live.source['sha256'], digest);
    const dumped = assertValid((await runCli([file, '--json'])).stdout);
    const parts = ['segments', 'sections', 'dynamic', 'versions', 'hashTables', 'notes', 'problems'] as const;
    for (const part of parts) assert.deepEqual(dumped[part], live[part], part);
    assert.deepEqual(
      dumped.symbols,
      live.symbols.map(({ address: _, ...symbol }) => symbol),
    );
  });
});

test('an image is never dumped onto itself', async () => {
  const { bytes } = vdsoImage({ arch: 'arm64' });
  await withFile(bytes, async (file) => {
    const run = await runCli([file, '--dump', file]);
    assert.deepEqual([run.code, run.stdout], [1, '']);
    assert.match(run.stderr, /would overwrite/);
    assert.deepEqual(new Uint8Array(await readFile(file)), bytes);
    const folder = await runCli([file, '--dump', '/nonexistent/out.so']);
    assert.equal(folder.code, 1);
    assert.match(folder.stderr, /could not be written to \/nonexistent\/out\.so \(ENOENT\)\./);
  });
});

test('another process by its number', { skip: noVdso }, async () => {
  const sleeper = spawn('sleep', ['60']);
  try {
    await new Promise((resolve) => sleeper.once('spawn', resolve));
    const report = assertValid((await runCli(['--pid', String(sleeper.pid), '--json'])).stdout);
    assert.equal(report.source['pid'], sleeper.pid);
    assert.equal(report.source['kind'], 'process');
  } finally {
    sleeper.kill();
  }
});

test('older releases of Go are asked for by number', async () => {
  await withFile(vdsoImage({ arch: 'arm64' }).bytes, async (file) => {
    const old = assertValid((await runCli([file, '--json', '--go', '1.19'])).stdout);
    const also = assertValid((await runCli([file, '--json', '--consumer', 'go@1.19'])).stdout);
    assert.deepEqual(old.consumers, also.consumers);
    const now = assertValid((await runCli([file, '--json'])).stdout);
    assert.notDeepEqual(old.consumers, now.consumers);
  });
});

test('a library is asked about only on request', { skip: noLibc }, async () => {
  const plain = await runCli([libc ?? '', '--text']);
  assert.match(plain.stdout, /This is no vDSO image: nobody looks these keys up here\./);
  assert.deepEqual(assertValid((await runCli([libc ?? '', '--json'])).stdout).consumers, []);
  const asked = assertValid((await runCli([libc ?? '', '--json', '--as-vdso'])).stdout);
  assert.ok(asked.consumers.length > 0);
});

test('a reader that leaves early is no failure', { skip: noLibc }, async () => {
  for (const format of ['--json', '--text']) {
    const args = [cliScript, libc ?? '', format, '--symtab'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, stderr], [0, '']);
  }
});

test('a slow reader gets everything', { skip: noLibc }, async () => {
  const args = [cliScript, libc ?? '', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.ok(assertValid(text).symbols.length > 1000);
  assert.ok(text === (await runCli([libc ?? '', '--json'])).stdout, 'the same as a quick reader gets');
});

test('--why says what is known of names, as text and as JSON, and wants names', async () => {
  await withFile(vdsoImage({ arch: 'arm64' }).bytes, async (file) => {
    const text = await runCli([file, '--why', '__vdso_clock_gettime@LINUX_2.6', '--why', 'nobodys']);
    assert.deepEqual([text.code, text.stderr], [0, '']);
    assert.match(
      text.stdout,
      /^__vdso_clock_gettime {2}not in this image: here it is called __kernel_clock_gettime$/m,
    );
    assert.match(text.stdout, /^nobodys {2}not in this image$/m);
    const json = await runCli([file, '--why', '__vdso_clock_gettime', '--json']);
    const { names } = JSON.parse(json.stdout) as { readonly names: readonly { readonly name: string }[] };
    assert.deepEqual(
      names.map(({ name }) => name),
      ['__vdso_clock_gettime', '__kernel_clock_gettime'],
    );
    for (const args of [
      [file, '--why', ' '],
      [file, '--why', 'a b'],
      [file, '--why', 'x', '--addr', '0x1'],
      ['check', file, '--why', 'x'],
    ]) {
      const run = await runCli(args);
      assert.equal(run.code, 2, args.join(' '));
      assert.equal(run.stdout, '');
    }
  });
});
