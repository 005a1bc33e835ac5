/** `--dump`: nothing that exists is lost, and nothing half done is left. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { notLinux, notRoot } from '../../support/machine.ts';
import { cliScript } from '../../support/started.ts';
import { runCli, runProcess } from './support.ts';

const { bytes } = vdsoImage({ arch: 'arm64' });
let folder: string;
let image: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-dump-'));
  image = path.join(folder, 'image.so');
  writeFileSync(image, bytes);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

async function refused(args: readonly string[], sentence: RegExp): Promise<void> {
  const before = readdirSync(folder);
  const run = await runCli([image, '--dump', ...args]);
  assert.deepEqual([run.code, run.stdout], [1, ''], run.stderr);
  assert.match(run.stderr, /^[^\n]+\.\n$/);
  assert.match(run.stderr, sentence);
  assert.deepEqual(readdirSync(folder), before);
}

test('onto another name of the image: neither is touched', async () => {
  linkSync(image, at('hard.so'));
  symlinkSync('image.so', at('soft.so'));
  for (const name of ['hard.so', 'soft.so']) {
    await refused([at(name)], /would overwrite .*being read/);
    await refused([at(name), '--force'], /would overwrite .*being read/);
  }
  assert.deepEqual(new Uint8Array(readFileSync(image)), bytes);
});

test('onto a file that exists: only with --force, and the sentence says so', async () => {
  writeFileSync(at('out.so'), 'mine');
  await refused(
    [at('out.so')],
    /out\.so exists already and is left as it is\. Give --force to replace it\.$/m,
  );
  assert.equal(readFileSync(at('out.so'), 'utf8'), 'mine');
  const run = await runCli([image, '--dump', at('out.so'), '--force']);
  assert.deepEqual([run.code, run.stderr], [0, '']);
  assert.deepEqual(new Uint8Array(readFileSync(at('out.so'))), bytes);
});

test('onto a named pipe without a reader: refused at once', { skip: notLinux, timeout: 60_000 }, async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await refused([at('pipe'), '--force'], /is a named pipe/);
});

test('what cannot be written whole is not there', { skip: notLinux }, () => {
  writeFileSync(image, fullImage({ class: 64, littleEndian: true }, { textSize: 3_000_000 }).bytes);
  writeFileSync(at('mine.so'), 'mine');
  for (const [args, kept] of [
    [[at('out.so')], undefined],
    [[at('mine.so'), '--force'], 'mine'],
  ] as const) {
    // EFBIG after 512 blocks, as ENOSPC is where a disk is full; trap: SIGXFSZ would end the program.
    const script = 'trap "" XFSZ; ulimit -f 512; exec "$@"';
    const command = [process.execPath, cliScript, image, '--dump', ...args];
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', ...command], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^The image could not be written to [^\n]+\.so \(EFBIG\)\.\n$/);
    assert.deepEqual(readdirSync(folder), ['image.so', 'mine.so']);
    if (kept !== undefined) assert.equal(readFileSync(args[0], 'utf8'), kept);
  }
});

test('into a folder of somebody else, as another user', { skip: notLinux || notRoot }, async () => {
  chmodSync(folder, 0o755);
  writeFileSync(at('theirs.so'), 'theirs', { mode: 0o666 });
  for (const args of [[at('out.so')], [at('theirs.so'), '--force']]) {
    const run = await runProcess([image, '--dump', ...args], { uid: 65534, cwd: '/' });
    assert.deepEqual([run.code, run.stdout], [1, ''], run.stderr);
    assert.match(run.stderr, /^The image could not be written to [^\n]+\.so \(EACCES\)\.\n$/);
  }
  assert.equal(readFileSync(at('theirs.so'), 'utf8'), 'theirs');
  assert.deepEqual(readdirSync(folder), ['image.so', 'theirs.so']);
});

/** Runs before the program: after the first piece of the image `statement` happens. */
function preload(statement: string): string {
  const file = path.join(folder, 'preload.mjs');
  writeFileSync(
    file,
    `import { open, truncate } from 'node:fs/promises';
     const probe = await open(${JSON.stringify(image)});
     const prototype = Object.getPrototypeOf(probe);
     await probe.close();
     const { writeFile } = prototype;
     prototype.writeFile = async function (...args) {
       await writeFile.apply(this, args);
       prototype.writeFile = writeFile;
       ${statement}
     };`,
  );
  return file;
}

test('an image that becomes shorter while it is copied: a sentence, and no copy', async () => {
  writeFileSync(image, fullImage({ class: 64, littleEndian: true }, { textSize: 3_000_000 }).bytes);
  const { length } = readFileSync(image);
  const early = preload(`await truncate(${JSON.stringify(image)}, 1_500_000);`);
  const node = ['--import', early, cliScript, image, '--dump', at('out.so')];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(
    stderr,
    new RegExp(`image\\.so ended after 1,500,000 of its ${length.toLocaleString('en')} bytes`),
  );
  assert.deepEqual(readdirSync(folder), ['image.so', 'preload.mjs']);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} while the image is copied: nothing is left, and it ends by the signal`, {
    skip: notLinux,
  }, async () => {
    writeFileSync(image, fullImage({ class: 64, littleEndian: true }, { textSize: 3_000_000 }).bytes);
    // Says that a part is written, and waits to be told to end.
    const early = preload(
      'process.stdout.write("begun\\n"); const wait = setInterval(() => {}, 1000); ' +
        'await new Promise((go) => process.once(process.env.WANTED, go)); clearInterval(wait);',
    );
    const node = ['--import', early, cliScript, image, '--dump', at('out.so')];
    const child = spawn(process.execPath, node, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WANTED: signal },
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child.stdout, 'data');
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.part')).length, 1);
    child.kill(signal);
    const [code, by] = await once(child, 'close');
    assert.deepEqual([code, by, stderr], [null, signal, '']);
    assert.deepEqual(readdirSync(folder), ['image.so', 'preload.mjs']);
  });
}
