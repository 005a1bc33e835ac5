import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { liveUri, until, withFolder } from './support.ts';

const { fs } = vscode.workspace;
const at = (address: string) => vscode.Uri.parse(address);
const code = (expected: string) => (error: unknown) =>
  error instanceof vscode.FileSystemError && error.code === expected;

suite('vdso: file system', () => {
  test('lists the live image under /live, and processes looked at under /process', async () => {
    assert.deepEqual(await fs.readDirectory(at('vdso:/')), [
      ['live', vscode.FileType.Directory],
      ['process', vscode.FileType.Directory],
    ]);
    const live = await fs.readDirectory(at('vdso:/live'));
    assert.equal(live.length, 1);
    assert.match(live[0]?.[0] ?? '', /^linux-(vdso\d*|gate)\.so\.1$/);
    const own = await fs.readDirectory(at(`vdso:/process/${process.pid}`));
    assert.deepEqual(own, live);
    const processes = await fs.readDirectory(at('vdso:/process'));
    assert.deepEqual(processes, [[String(process.pid), vscode.FileType.Directory]]);
  });

  test("the image is an ELF file of the mapping's size, and the same at every look", async () => {
    const uri = await liveUri();
    const first = await fs.stat(uri);
    const bytes = await fs.readFile(uri);
    assert.equal(bytes.length, first.size);
    assert.equal(bytes.length % 4096, 0);
    assert.deepEqual([...bytes.subarray(0, 4)], [0x7f, 0x45, 0x4c, 0x46]);
    assert.equal(first.permissions, vscode.FilePermission.Readonly);
    const before = Date.now();
    await until('the clock to go on', () => Date.now() > before || undefined);
    assert.deepEqual(await fs.stat(uri), first);
    bytes.fill(0);
    assert.notDeepEqual(await fs.readFile(uri), bytes);
  });

  test("another process's image has the same bytes, and no address in its own", async () => {
    const live = await liveUri();
    const name = path.posix.basename(live.path);
    const other = await fs.readFile(at(`vdso:/process/${process.ppid}/${name}`));
    assert.deepEqual(other, await fs.readFile(live));
  });

  test('what is not there is not found', async () => {
    for (const address of [
      'vdso:/nothing',
      'vdso:/live/other.so',
      'vdso:/live/linux-vdso.so.1/more',
      'vdso:/process/0',
      'vdso:/process/4194305/linux-vdso.so.1',
      'vdso:/process/01/linux-vdso.so.1',
      'vdso:/process/abc/linux-vdso.so.1',
    ]) {
      await assert.rejects(async () => fs.stat(at(address)), code('FileNotFound'), address);
      await assert.rejects(async () => fs.readFile(at(address)), code('FileNotFound'), address);
    }
    await assert.rejects(async () => fs.readFile(at('vdso:/live')), code('FileIsADirectory'));
  });

  test('nothing can be written, created, renamed or deleted', async () => {
    assert.equal(fs.isWritableFileSystem('vdso'), false);
    const uri = await liveUri();
    await assert.rejects(async () => fs.writeFile(uri, new Uint8Array(1)), code('NoPermissions'));
    await assert.rejects(
      async () => fs.writeFile(at('vdso:/live/new'), new Uint8Array(1)),
      code('NoPermissions'),
    );
    await assert.rejects(async () => fs.createDirectory(at('vdso:/folder')), code('NoPermissions'));
    await assert.rejects(async () => fs.delete(uri), code('NoPermissions'));
    await assert.rejects(async () => fs.rename(uri, at('vdso:/live/new')), code('NoPermissions'));
  });

  test('an image can be copied to a file', () =>
    withFolder(async (folder) => {
      const uri = await liveUri();
      const copy = vscode.Uri.file(path.join(folder, 'copy.so'));
      await fs.copy(uri, copy);
      assert.deepEqual(new Uint8Array(await readFile(copy.fsPath)), new Uint8Array(await fs.readFile(uri)));
    }));
});
