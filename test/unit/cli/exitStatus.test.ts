/** The status is what is documented, whatever becomes of standard output and standard error. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { vdsoImage } from '../../support/elf/index.ts';
import { notLinux } from '../../support/machine.ts';
import { cliScript } from '../../support/started.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-status-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const image = path.join(folder, 'vdso.so');
writeFileSync(image, vdsoImage({ arch: 'arm64' }).bytes);

/** The end of a pipe that nobody reads any more: writing to it is EPIPE. */
function brokenPipe(): number {
  const fifo = path.join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const reader = openSync(fifo, constants.O_RDWR);
  const writer = openSync(fifo, constants.O_WRONLY);
  closeSync(reader);
  rmSync(fifo);
  return writer;
}

type Stream = 'pipe' | 'full' | 'broken' | 'closed';

function run(args: readonly string[], stdout: Stream, stderr: Stream, preload?: string) {
  const open: number[] = [];
  const stdio = [stdout, stderr].map((stream) => {
    if (stream === 'pipe' || stream === 'closed') return 'pipe' as const;
    const descriptor = stream === 'full' ? openSync('/dev/full', 'w') : brokenPipe();
    open.push(descriptor);
    return descriptor;
  });
  const close = `${stdout === 'closed' ? '>&-' : ''} ${stderr === 'closed' ? '2>&-' : ''}`;
  const node = [process.execPath, ...(preload === undefined ? [] : ['--import', preload]), cliScript];
  try {
    return spawnSync('sh', ['-c', `exec "$@" ${close}`, 'sh', ...node, ...args], {
      stdio: ['ignore', ...stdio],
      encoding: 'utf8',
      timeout: 60_000,
    });
  } finally {
    for (const descriptor of open) closeSync(descriptor);
  }
}

const missing = ['/nonexistent/image.so'];
const usage = ['--nonsense'];
const unfulfilled = ['check', image, '--json', '--require', 'go@1.21'];

for (const [args, stdout, stderr, status] of [
  // What is said beside the report cannot be said.
  [missing, 'pipe', 'full', 1],
  [usage, 'pipe', 'full', 2],
  [usage, 'pipe', 'broken', 2],
  [usage, 'pipe', 'closed', 2],
  [unfulfilled, 'pipe', 'full', 3],
  [unfulfilled, 'pipe', 'broken', 3],
  // A reader that leaves early is no failure, and one that was never there no other.
  [['--help'], 'broken', 'pipe', 0],
  [['--version'], 'closed', 'pipe', 0],
  [[image], 'broken', 'broken', 0],
  [unfulfilled, 'broken', 'broken', 3],
  [[image], 'full', 'full', 1],
] as const) {
  const title = `${args[0]}, standard output ${stdout}, standard error ${stderr}: status ${status}`;
  test(title, { skip: notLinux }, () => assert.equal(run(args, stdout, stderr).status, status));
}

for (const args of [['--help'], [image], unfulfilled]) {
  test(`${args[0]}, standard output full: status 1 and a sentence`, { skip: notLinux }, () => {
    const { status, stderr } = run(args, 'full', 'pipe');
    assert.equal(status, 1);
    assert.match(stderr, /^[^\n]*could not be written \(ENOSPC\)\.\n$/);
  });
}

for (const [how, statement] of [
  ['an exception outside any promise', 'throw new Error("stray")'],
  ['a rejection that nobody handles', 'void Promise.reject(new Error("stray"))'],
] as const) {
  test(`${how} is a defect: status 1 and a sentence`, () => {
    const preload = path.join(folder, 'preload.mjs');
    writeFileSync(
      preload,
      `const { write } = process.stdout;
       process.stdout.write = function (...args) {
         setImmediate(() => { ${statement}; });
         return write.apply(this, args);
       };`,
    );
    const { status, stderr } = run([image], 'pipe', 'pipe', preload);
    assert.equal(status, 1);
    assert.match(stderr, /^vdso-explorer itself failed \(stray\)[^\n]+\.\n$/);
  });
}

test('work that stops without an end is status 1', () => {
  const preload = path.join(folder, 'stuck.mjs');
  writeFileSync(preload, 'process.stdout.write = () => true;');
  assert.equal(run(['--version'], 'pipe', 'pipe', preload).status, 1);
});
