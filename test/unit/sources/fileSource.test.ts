import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFailureCode } from '../../../src/sources/failures.ts';
import type { FileFacts, FileIdentity, FileReader } from '../../../src/sources/fileReader.ts';
import { openFile } from '../../../src/sources/fileSource.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { errnoError } from '../../support/fakeProc.ts';

interface FakeFile {
  readonly stat?: FileFacts | string;
  readonly open?: string;
  readonly openStat?: FileFacts | string;
  readonly read?: (target: Uint8Array, position: number) => number | string;
}

/** Strings are error names. Counts what is left open. */
function fakeFiles({ stat = regular(100n), open, openStat = stat, read = () => 0 }: FakeFile) {
  const give = <T>(value: T | string): T => {
    if (typeof value === 'string') throw errnoError(value);
    return value;
  };
  const state = { open: 0, opened: 0 };
  const files: FileReader = {
    stat: async () => give(stat),
    open: async () => {
      give(open);
      state.open++;
      state.opened++;
      return {
        stat: async () => give(openStat),
        read: async (target, position) => give(read(target, position)),
        close: async () => {
          state.open--;
        },
      };
    },
  };
  return { files, state };
}

const regular = (size: bigint): FileFacts => ({ kind: 'file', size });

async function failure(promise: Promise<unknown>, code: SourceFailureCode): Promise<SourceError> {
  const error = await promise.then(
    () => assert.fail('it worked'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SourceError, String(error));
  assert.equal(error.code, code, error.message);
  return error;
}

test('each error of the system has its own sentence, and nothing stays open', async () => {
  const cases: readonly (readonly [FakeFile, SourceFailureCode])[] = [
    [{ stat: 'ENOENT' }, 'fileNotFound'],
    [{ stat: 'ENOTDIR' }, 'fileNotFound'],
    [{ stat: 'EACCES' }, 'fileAccess'],
    [{ open: 'EACCES' }, 'fileAccess'],
    [{ open: 'EPERM' }, 'fileAccess'],
    [{ open: 'ENOENT' }, 'fileNotFound'],
    [{ open: 'EISDIR' }, 'fileIsDirectory'],
    [{ open: 'EMFILE' }, 'fileFailed'],
    [{ stat: 'ELOOP' }, 'fileFailed'],
    [{ stat: { kind: 'directory', size: 4096n } }, 'fileIsDirectory'],
    [{ stat: { kind: 'fifo', size: 0n } }, 'fileNotRegular'],
    [{ stat: { kind: 'socket', size: 0n } }, 'fileNotRegular'],
    [{ stat: { kind: 'characterDevice', size: 0n } }, 'fileNotRegular'],
    [{ stat: { kind: 'blockDevice', size: 0n } }, 'fileNotRegular'],
    [{ stat: regular(0n) }, 'fileEmpty'],
    [{ stat: regular(2n ** 53n) }, 'fileTooLarge'],
    [{ openStat: 'EIO' }, 'fileFailed'],
  ];
  for (const [fake, code] of cases) {
    const { files, state } = fakeFiles(fake);
    const error = await failure(openFile(files, '/a/b.so'), code);
    assert.match(error.message, /^\/a\/b\.so .*\.$/);
    assert.equal(state.open, 0);
  }
});

test('what is no regular file is not even opened', async () => {
  for (const kind of ['fifo', 'socket', 'characterDevice', 'blockDevice', 'other', 'directory'] as const) {
    const { files, state } = fakeFiles({ stat: { kind, size: 1n } });
    await assert.rejects(openFile(files, '/a'));
    assert.equal(state.opened, 0);
  }
});

test('a file that becomes a FIFO between the look and the opening', async () => {
  const { files, state } = fakeFiles({ openStat: { kind: 'fifo', size: 0n } });
  await failure(openFile(files, '/a'), 'fileNotRegular');
  assert.deepEqual(state, { open: 0, opened: 1 });
});

test('a file that is not the expected one is refused, and one that cannot be told apart too', async () => {
  const expected = { device: 1n, inode: 2n };
  const opens = async (identity?: FileIdentity) => {
    const openStat = { ...regular(7n), ...(identity && { identity }) };
    const { files, state } = fakeFiles({ openStat });
    const opened = await openFile(files, '/a', expected).catch((error: unknown) => error);
    return opened instanceof SourceError ? [opened.code, state.open] : ['opened', state.open];
  };
  assert.deepEqual(await opens({ device: 1n, inode: 2n }), ['opened', 1]);
  assert.deepEqual(await opens({ device: 1n, inode: 3n }), ['fileReplaced', 0]);
  assert.deepEqual(await opens({ device: 2n, inode: 2n }), ['fileReplaced', 0]);
  assert.deepEqual(await opens(), ['fileReplaced', 0]);
});

test('the size that counts is the one of the open file', async () => {
  const { files } = fakeFiles({ openStat: regular(7n) });
  const { source, info } = await openFile(files, '/a');
  assert.equal(source.size, 7);
  assert.equal(info.size, 7);
});

test('a name with control and bidi characters is shown escaped, and kept as it is', async () => {
  const path = '/tmp/\x1b[31m\u202egnp.so\n__proto__';
  const escaped = '/tmp/\\x1b[31m\\u202egnp.so\\x0a__proto__';
  const { info } = await openFile(fakeFiles({}).files, path);
  assert.equal(info.label, escaped);
  assert.equal(info.path, path);
  const error = await failure(openFile(fakeFiles({ stat: 'ENOENT' }).files, path), 'fileNotFound');
  assert.equal(error.message, `${escaped} does not exist.`);
});

test('reads that come in pieces are put together, at the right positions', async () => {
  const read = (target: Uint8Array, position: number) => {
    const count = Math.min(3, target.length);
    for (let index = 0; index < count; index++) target[index] = position + index;
    return count;
  };
  const { source } = await openFile(fakeFiles({ read }).files, '/a');
  assert.deepEqual([...(await source.read(10, 8))], [10, 11, 12, 13, 14, 15, 16, 17]);
});

test('a read stays inside the file, whatever is asked for', async () => {
  const asked: number[] = [];
  const read = (target: Uint8Array) => {
    asked.push(target.length);
    return target.length;
  };
  const { source } = await openFile(fakeFiles({ read }).files, '/a');
  assert.equal((await source.read(90, Number.MAX_SAFE_INTEGER)).length, 10);
  assert.equal((await source.read(100, 10)).length, 0);
  assert.equal((await source.read(1e15, 10)).length, 0);
  assert.deepEqual(asked, [10]);
});

test('a file that shrinks gives fewer bytes', async () => {
  const read = (target: Uint8Array, position: number) => Math.max(0, Math.min(target.length, 20 - position));
  const { source } = await openFile(fakeFiles({ read }).files, '/a');
  assert.equal((await source.read(10, 50)).length, 10);
  assert.equal((await source.read(30, 50)).length, 0);
});

test('a read that fails half-way says where, and the source stays usable', async () => {
  const read = (target: Uint8Array, position: number) =>
    position < 0x20 ? Math.min(target.length, 0x20 - position) : 'EIO';
  const { source } = await openFile(fakeFiles({ read }).files, '/a');
  const error = await failure(source.read(0x10, 50), 'fileReadFailed');
  assert.match(error.message, /offset 0x20 \(EIO\)/);
  assert.equal((await source.read(0, 0x20)).length, 0x20);
});

test('more than memory holds is a sentence too', async () => {
  const { files } = fakeFiles({ stat: regular(2n ** 52n) });
  const { source } = await openFile(files, '/a');
  await failure(source.read(0, 2 ** 52), 'readTooLarge');
});

test('disposing twice closes once; reading afterwards says so', async () => {
  const { files, state } = fakeFiles({});
  const { source } = await openFile(files, '/a');
  await Promise.all([source.dispose(), source.dispose()]);
  assert.equal(state.open, 0);
  await failure(source.read(0, 1), 'closed');
});

test('what a failing medium says is told escaped', async () => {
  const { files } = fakeFiles({ read: () => 'E\u001b[31m\u202e' });
  const { source } = await openFile(files, '/images/image.so');
  const { message } = await failure(source.read(0, 4), 'fileReadFailed');
  assert.match(message, /E\\x1b\[31m\\u202e/);
});
