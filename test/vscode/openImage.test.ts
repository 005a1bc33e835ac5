import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { failureView } from '../../src/editor/failure.ts';
import { InnerImages } from '../../src/editor/innerImages.ts';
import { LiveImages } from '../../src/editor/liveImages.ts';
import { openImage, WholeFileQuestion, wholeFileLimit } from '../../src/editor/openImage.ts';
import { readLiveImage, startOf } from '../../src/editor/readLiveImage.ts';
import type { ActionId } from '../../src/protocol.ts';
import { SourceError } from '../../src/sources/sourceError.ts';
import { liveUri, withFolder } from './support.ts';

const nothing = async () => undefined;
const ours = {
  live: new LiveImages({ read: (owner) => readLiveImage(owner), startOf }),
  inner: new InnerImages({
    label: (container) => container,
    state: nothing,
    takeOut: nothing,
    known: { get: () => undefined, set: () => undefined },
  }),
};

/** What a view says when opening fails. */
async function failure(uri: vscode.Uri, whole = false) {
  const error = await openImage(uri, ours, { whole, anew: false }).then(
    () => assert.fail(`${uri.toString()} opened`),
    (reason: unknown) => reason,
  );
  const { title, sentence, actions } = failureView(uri, error);
  return { error, title, sentence, actions: actions.map(({ id }) => id) };
}

const expectSome = (actions: readonly ActionId[], ...wanted: readonly ActionId[]) =>
  assert.deepEqual(
    wanted.filter((id) => !actions.includes(id)),
    [],
    actions.join(),
  );

suite('opening an image', () => {
  test('the live one has the bytes of the file system, its process and its machine', async () => {
    const uri = await liveUri();
    const { source, info, host, release } = await openImage(uri, ours, { whole: false, anew: false });
    assert.equal(info.kind, 'live');
    assert.equal(info.pid, process.pid);
    assert.ok(host?.kernelRelease);
    assert.deepEqual(
      Buffer.from(await source.read(0, source.size)),
      Buffer.from(await vscode.workspace.fs.readFile(uri)),
    );
    release();
  });

  test('a process that has ended says so, and offers the live image', async () => {
    const { sentence, actions } = await failure(vscode.Uri.parse('vdso:/process/4194304/linux-vdso.so.1'));
    assert.match(sentence, /There is no process 4194304/);
    expectSome(actions, 'openLive', 'openFile', 'showLog');
  });

  test('an address that names nothing, and one that names the image by another name', async () => {
    const nothing = await failure(vscode.Uri.parse('vdso:/somewhere/linux-vdso.so.1'));
    assert.match(nothing.sentence, /names no image/);
    const other = await failure(vscode.Uri.parse('vdso:/live/other.so'));
    assert.match(other.sentence, /on this machine it is linux-/);
    expectSome(other.actions, 'openLive');
  });

  test('a machine without Linux offers to open a file', () => {
    const error = new SourceError('notLinux', { platform: 'darwin' });
    const { sentence, actions } = failureView(vscode.Uri.parse('vdso:/live/linux-vdso.so.1'), error);
    assert.match(sentence, /Only Linux/);
    assert.equal(actions[0]?.id, 'openFile');
  });

  test('a folder and a missing file are no text files either', () =>
    withFolder(async (folder) => {
      const directory = await failure(vscode.Uri.file(folder));
      assert.match(directory.sentence, /is a folder/);
      assert.equal(directory.actions.includes('openText'), false);
      const missing = await failure(vscode.Uri.joinPath(vscode.Uri.file(folder), 'missing.so'));
      assert.match(missing.sentence, /does not exist/);
      assert.equal(missing.actions.includes('openText'), false);
    }));
});

suite('files on a file system that hands out whole files', () => {
  const elf = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 2, 3);
  let reads = 0;
  let registration: vscode.Disposable;
  suiteSetup(() => {
    const size = (path: string) =>
      path === '/large.so' ? wholeFileLimit + 1 : path === '/empty.so' ? 0 : elf.length;
    const refuse = () => {
      throw vscode.FileSystemError.NoPermissions();
    };
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: () => new vscode.Disposable(() => {}),
      watch: () => new vscode.Disposable(() => {}),
      stat: ({ path }) => {
        if (path === '/missing.so') throw vscode.FileSystemError.FileNotFound(path);
        const type = path === '/folder.so' ? vscode.FileType.Directory : vscode.FileType.File;
        return { type, ctime: 0, mtime: 0, size: size(path) };
      },
      readFile: ({ path }) => {
        reads++;
        return path === '/empty.so' ? new Uint8Array() : elf;
      },
      readDirectory: () => [],
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    };
    registration = vscode.workspace.registerFileSystemProvider('vdso-test', files, { isReadonly: true });
  });
  suiteTeardown(() => registration.dispose());
  const at = (name: string) => vscode.Uri.parse(`vdso-test:/${name}`);

  test('are read through the workspace', async () => {
    const {
      source,
      info,
      reads: forWorker,
    } = await openImage(at('a.so'), ours, { whole: false, anew: false });
    assert.deepEqual(await source.read(0, source.size), elf);
    assert.equal(info.kind, 'file');
    assert.deepEqual(forWorker, { bytes: elf });
  });

  test('a large one is asked about first, and read when that is wanted', async () => {
    reads = 0;
    const { error, sentence, actions } = await failure(at('large.so'));
    assert.ok(error instanceof WholeFileQuestion);
    assert.match(sentence, /64\.0 MiB/);
    assert.equal(actions[0], 'retry');
    assert.equal(reads, 0);
    await openImage(at('large.so'), ours, { whole: true, anew: false });
    assert.equal(reads, 1);
  });

  test('what cannot be read has its sentence', async () => {
    assert.match((await failure(at('empty.so'))).sentence, /is empty/);
    assert.match((await failure(at('folder.so'))).sentence, /is a folder/);
    const missing = await failure(at('missing.so'));
    assert.match(missing.sentence, /vdso-test:\/missing\.so does not exist/);
    expectSome(missing.actions, 'openFile');
  });
});
