/** Against the file system of this machine: a file is written whole or not at all, and nothing is left behind. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { placeNew } from '../../../src/files/placeNew.ts';
import { WriteError } from '../../../src/files/writeError.ts';
import type { WriteFailureCode } from '../../../src/files/writeFailures.ts';
import { type Writing, writeFile } from '../../../src/files/writeFile.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { errnoError } from '../../support/fakeProc.ts';
import { notLinux } from '../../support/machine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const contents = (name: string) => readFileSync(at(name), 'utf8');
const names = () => readdirSync(folder).toSorted();

async function* text(...chunks: readonly (string | (() => void))[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (typeof chunk === 'string') yield Buffer.from(chunk);
    else chunk();
  }
}

const write = (name: string, chunks = text('new'), writing: Partial<Writing> = {}) =>
  writeFile(at(name), chunks, { what: 'report', replace: false, ...writing });

async function refused(work: Promise<void>, code: WriteFailureCode, sentence: RegExp): Promise<void> {
  const before = names();
  const error = await work.then(
    () => assert.fail('it was written'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof WriteError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, sentence);
  assert.deepEqual(names(), before, 'nothing is left behind');
}

test('a new file has all chunks and the permissions of a new file', async () => {
  await write('out', text('one ', 'two'));
  writeFileSync(at('ordinary'), '');
  assert.equal(contents('out'), 'one two');
  assert.equal(statSync(at('out')).mode, statSync(at('ordinary')).mode);
  assert.deepEqual(names(), ['ordinary', 'out']);
  await write('program', text('x'), { mode: 0o755 });
  assert.equal(statSync(at('program')).mode & 0o100, 0o100);
});

test('a name as long as the file system allows', async () => {
  await write('x'.repeat(255));
  assert.deepEqual(names(), ['x'.repeat(255)]);
});

test('what exists is left as it is, and replaced when that is wanted', async () => {
  writeFileSync(at('out'), 'old');
  // More than a usual umask leaves of the permissions of a new file.
  chmodSync(at('out'), 0o626);
  const unread = text(() => assert.fail('nothing is read for what is not written'));
  await refused(write('out', unread), 'exists', /out exists already/);
  assert.equal(contents('out'), 'old');
  await write('out', text('new'), { replace: true });
  assert.equal(contents('out'), 'new');
  assert.equal(statSync(at('out')).mode & 0o777, 0o626, 'its permissions stay');
});

test('a file that appears while another is written is not replaced', async () => {
  const appears = text('new', () => writeFileSync(at('out'), 'theirs'));
  await assert.rejects(write('out', appears), { code: 'exists' });
  assert.equal(contents('out'), 'theirs');
  assert.deepEqual(names(), ['out']);
});

test('of a link the link is replaced, never what it leads to; without permission neither', async () => {
  writeFileSync(at('file'), 'theirs');
  for (const target of ['file', 'nowhere']) {
    symlinkSync(target, at('link'));
    await refused(write('link'), 'exists', /link exists already/);
    assert.ok(lstatSync(at('link')).isSymbolicLink());
    await write('link', text('new'), { replace: true });
    assert.ok(lstatSync(at('link')).isFile());
    assert.equal(contents('link'), 'new');
    assert.equal(contents('file'), 'theirs');
    rmSync(at('link'));
  }
  assert.deepEqual(names(), ['file']);
});

test('the file that is read is never replaced, under none of its names', async () => {
  writeFileSync(at('source'), 'image');
  linkSync(at('source'), at('hard'));
  symlinkSync('source', at('soft'));
  const { identity: source } = await nodeFiles.stat(at('source'));
  for (const name of ['source', 'hard', 'soft', `../${path.basename(folder)}/hard`]) {
    for (const replace of [false, true]) {
      await refused(
        write(name, text('new'), { replace, source }),
        'isSource',
        /would overwrite .*being read/,
      );
    }
  }
  assert.equal(contents('source'), 'image');
  const becomesLink = text('new', () => linkSync(at('source'), at('late')));
  await assert.rejects(write('late', becomesLink, { replace: true, source }), { code: 'isSource' });
});

test('a folder, a named pipe, a socket and devices are refused at once, also behind a link', {
  skip: notLinux,
  timeout: 20_000,
}, async () => {
  mkdirSync(at('folder'));
  execFileSync('mkfifo', [at('fifo')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  symlinkSync('/dev/null', at('device'));
  symlinkSync('fifo', at('link'));
  try {
    for (const [name, kind] of [
      ['folder', /is a folder/],
      ['fifo', /is a named pipe/],
      ['socket', /is a socket/],
      ['../../../../../../../../dev/null', /is a character device/],
      ['device', /is a character device, or a link to one/],
      ['link', /is a named pipe, or a link to one/],
    ] as const) {
      for (const replace of [false, true]) {
        await refused(write(name, text('new'), { replace }), 'notRegular', kind);
      }
    }
    assert.ok(lstatSync(at('fifo')).isFIFO());
    const becomesPipe = text('new', () => execFileSync('mkfifo', [at('late')]));
    await assert.rejects(write('late', becomesPipe, { replace: true }), { code: 'notRegular' });
  } finally {
    server.close();
  }
});

test('a link that stands for an open file is refused, as /dev/stdout is', { skip: notLinux }, async () => {
  writeFileSync(at('file'), 'theirs');
  symlinkSync('/proc/self/cmdline', at('stdout'));
  for (const replace of [false, true]) {
    await refused(write('stdout', text('new'), { replace }), 'openFile', /link into \/proc/);
  }
});

test('a failure of the system, of the chunks and of whoever waits leaves what was there', async () => {
  await refused(write('missing/out'), 'failed', /^The report could not be written to .*out \(ENOENT\)\.$/);
  writeFileSync(at('out'), 'old');
  for (const name of ['out', 'other']) {
    const failing = text('new', () => {
      throw new RangeError('chunks');
    });
    await assert.rejects(write(name, failing, { replace: true }), RangeError);
    const controller = new AbortController();
    const aborted = text('new', () => controller.abort(new RangeError('aborted')));
    await assert.rejects(write(name, aborted, { replace: true, signal: controller.signal }), RangeError);
    assert.deepEqual(names(), ['out']);
    assert.equal(contents('out'), 'old');
  }
});

test('nothing more is asked for once nobody waits', async () => {
  const controller = new AbortController();
  const chunks = text(
    'one',
    () => controller.abort(new RangeError('aborted')),
    'two',
    () => assert.fail('it was asked for'),
  );
  await assert.rejects(write('out', chunks, { signal: controller.signal }), RangeError);
});

test('what the system said stays with the error', async () => {
  const { cause } = await write('missing/out').then(
    () => assert.fail('it was written'),
    (error: Error) => error,
  );
  assert.equal((cause as NodeJS.ErrnoException).code, 'ENOENT');
});

test('a name is taken by a hard link where there are such: nobody sees the file before it is whole', async () => {
  writeFileSync(at('part'), 'new');
  const linked: unknown[] = [];
  await placeNew(at('part'), at('out'), async (from, to) => {
    linked.push([from, to]);
    linkSync(from, to);
  });
  assert.deepEqual(linked, [[at('part'), at('out')]]);
  assert.deepEqual(names(), ['out']);
});

// Linux, macOS and old kernels; Android's SELinux; exFAT on Windows (nodejs/node issue 65817).
for (const code of ['EPERM', 'ENOTSUP', 'ENOSYS', 'EACCES', 'EISDIR'])
  test(`a file system without hard links, by ${code}: the same, and nothing that exists is replaced`, async () => {
    const noLinks = async () => {
      throw errnoError(code);
    };
    writeFileSync(at('part'), 'new');
    await placeNew(at('part'), at('out'), noLinks);
    assert.equal(contents('out'), 'new');
    assert.deepEqual(names(), ['out']);
    writeFileSync(at('part'), 'newer');
    await assert.rejects(placeNew(at('part'), at('out'), noLinks), { code: 'exists' });
    assert.equal(contents('out'), 'new');
    await assert.rejects(placeNew(at('gone'), at('other'), noLinks), { code: 'ENOENT' });
    assert.ok(!names().includes('other'), 'the name is given back');
  });
