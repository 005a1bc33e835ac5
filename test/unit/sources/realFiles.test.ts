/** Against the file system of this machine, in a folder of its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SourceFailureCode } from '../../../src/sources/failures.ts';
import { openFile } from '../../../src/sources/fileSource.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vdso-sources-'));
});
after(() => rm(folder, { recursive: true }));

async function refused(path: string, code: SourceFailureCode): Promise<string> {
  const error = await openFile(nodeFiles, path).then(
    () => assert.fail(`${path} opened`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SourceError, String(error));
  assert.equal(error.code, code, error.message);
  return error.message;
}

test('a file, read at positions', async () => {
  const path = join(folder, 'digits');
  await writeFile(path, '0123456789');
  const { source, info } = await openFile(nodeFiles, path);
  assert.equal(info.size, 10);
  assert.equal(Buffer.from(await source.read(3, 4)).toString(), '3456');
  assert.equal(Buffer.from(await source.read(8, 100)).toString(), '89');
  await source.dispose();
});

test('a missing file, a folder, an empty file, a link to nowhere and in a circle', async () => {
  await refused(join(folder, 'missing'), 'fileNotFound');
  await refused(join(folder, 'with\0nul'), 'fileFailed');
  await refused(join(folder, 'x'.repeat(300)), 'fileFailed');
  assert.match(await refused(folder, 'fileIsDirectory'), /folder/);
  await writeFile(join(folder, 'empty'), '');
  await refused(join(folder, 'empty'), 'fileEmpty');
  await symlink('nowhere', join(folder, 'dangling'));
  await refused(join(folder, 'dangling'), 'fileNotFound');
  await symlink('circle', join(folder, 'circle'));
  await refused(join(folder, 'circle'), 'fileFailed');
});

test('a FIFO without a writer never blocks', { timeout: 10_000 }, async () => {
  const path = join(folder, 'fifo');
  execFileSync('mkfifo', [path]);
  assert.match(await refused(path, 'fileNotRegular'), /named pipe/);
  // Should it take a file's place after the look at it, opening it must not block either.
  const file = await nodeFiles.open(path);
  assert.equal((await file.stat()).kind, 'fifo');
  await file.close();
});

test('a socket and devices', async () => {
  const path = join(folder, 'socket');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  assert.match(await refused(path, 'fileNotRegular'), /socket/);
  server.close();
  assert.match(await refused('/dev/null', 'fileNotRegular'), /character device/);
  assert.match(await refused('/dev/zero', 'fileNotRegular'), /character device/);
});

test('a sparse file of 5 GiB: its last bytes, and not its size, are what reading costs', async () => {
  const path = join(folder, 'sparse');
  const size = 5 * 2 ** 30;
  const handle = await open(path, 'w');
  await handle.truncate(size);
  await handle.write(Buffer.from('tail'), 0, 4, size - 4);
  await handle.close();
  const { source, info } = await openFile(nodeFiles, path);
  assert.equal(info.size, size);
  assert.equal(Buffer.from(await source.read(size - 4, 1000)).toString(), 'tail');
  assert.deepEqual([...(await source.read(0, 4))], [0, 0, 0, 0]);
  await source.dispose();
  await rm(path);
});

test('a file that is truncated, and then removed, while it is open', async () => {
  const path = join(folder, 'shrinking');
  await writeFile(path, Buffer.alloc(1 << 16, 1));
  const { source } = await openFile(nodeFiles, path);
  assert.equal((await source.read(0, 1 << 16)).length, 1 << 16);
  await truncate(path, 10);
  assert.equal(source.size, 1 << 16);
  assert.equal((await source.read(0, 1 << 16)).length, 10);
  assert.equal((await source.read(100, 10)).length, 0);
  await rm(path);
  assert.equal((await source.read(0, 100)).length, 10);
  await source.dispose();
});
