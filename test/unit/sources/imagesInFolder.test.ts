/** A walk through a folder: which images it finds, in which order, and what it says that it left out. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FileReader } from '../../../src/sources/fileReader.ts';
import type { FolderEntry } from '../../../src/sources/folderReader.ts';
import { type FolderMachine, imagesInFolder } from '../../../src/sources/imagesInFolder.ts';
import { nodeFiles } from '../../../src/sources/nodeFiles.ts';
import { nodeFolders } from '../../../src/sources/nodeFolders.ts';
import { tarOf } from '../../support/archives.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const image = vdsoImage({ arch: 'amd64' }).bytes;
const root = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-folder-'));
const machine: FolderMachine = { folders: nodeFolders, files: nodeFiles };

function put(name: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), bytes);
}

before(() => {
  put('lib/modules/6.12/vdso/vdso64.so', image);
  put('a/image-of-any-name', image);
  put('packages/kernel.tar', tarOf([{ name: 'boot/vdso.so', bytes: image }]));
  put('packages/kernel.data', tarOf([{ name: 'boot/vdso.so', bytes: image }]));
  put('etc/passwd', Buffer.from('root'));
  put('empty', Buffer.alloc(0));
  put('b\u001b[2J\n', image);
  symlinkSync('a', path.join(root, 'link-to-a'));
  symlinkSync('/', path.join(root, 'link-to-all'));
  symlinkSync('.', path.join(root, 'a', 'circle'));
});
after(() => rmSync(root, { recursive: true, force: true }));

async function look(folder: string, of = machine, signal?: AbortSignal) {
  const images: (readonly string[])[] = [];
  const notices: object[] = [];
  for await (const found of imagesInFolder(folder, of, {}, signal))
    if (found.kind === 'notice') notices.push(found.notice);
    else {
      assert.equal(found.image.index, images.length);
      assert.deepEqual(found.bytes, image);
      images.push(found.image.members);
    }
  return { images, notices };
}

test('images by their bytes, archives by their names, in the order of names; links are counted and not followed', async () => {
  for (const folder of [root, `${root}/`]) {
    const { images, notices } = await look(folder);
    assert.deepEqual(images, [
      ['a/image-of-any-name'],
      ['b\u001b[2J\n'],
      ['lib/modules/6.12/vdso/vdso64.so'],
      ['packages/kernel.tar', 'boot/vdso.so'],
    ]);
    assert.deepEqual(notices, [{ code: 'linksLeft', args: { members: [], count: 3 } }]);
  }
});

test('a folder that is none', async () => {
  await assert.rejects(look(path.join(root, 'nowhere')), { name: 'SourceError', code: 'folderFailed' });
  await assert.rejects(look(path.join(root, 'etc/passwd')), { code: 'folderFailed' });
});

/** Folders of our own: each name leads to a kind. */
function made(
  folders: Readonly<Record<string, readonly FolderEntry[] | 'refused'>>,
  devices: Readonly<Record<string, bigint>> = {},
) {
  const listed: string[] = [];
  const opened: string[] = [];
  const of: FolderMachine = {
    folders: {
      list: async (at) => {
        listed.push(at);
        const entries = folders[at];
        if (entries === undefined || entries === 'refused')
          throw Object.assign(new Error(), { code: 'EACCES' });
        return entries;
      },
      device: async (at) => devices[at] ?? 1n,
    },
    files: {
      stat: async () => ({ kind: 'file', size: BigInt(image.length) }),
      open: async (at) => {
        opened.push(at);
        return {
          stat: async () => ({ kind: 'file', size: BigInt(image.length) }),
          read: async (target, position) => {
            target.set(image.subarray(position, position + target.length));
            return Math.min(target.length, image.length - position);
          },
          close: async () => {},
        };
      },
    },
  };
  return { of, listed, opened };
}

const file = (name: string): FolderEntry => ({ name, kind: 'file' });
const folder = (name: string): FolderEntry => ({ name, kind: 'folder' });

test('each file is closed, and what is told of one within an archive names both', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-broken-'));
  const cut = gzipSync(Buffer.concat(Array.from({ length: 20 }, () => image))).subarray(0, 300);
  writeFileSync(path.join(folder, 'a.tar'), tarOf([{ name: 'boot/vdso.so.gz', bytes: cut }]));
  writeFileSync(path.join(folder, 'vdso.so'), image);
  let open = 0;
  const files: FileReader = {
    stat: (name) => nodeFiles.stat(name),
    open: async (name) => {
      const file = await nodeFiles.open(name);
      open++;
      return {
        ...file,
        close: async () => {
          open--;
          await file.close();
        },
      };
    },
  };
  try {
    const { images, notices } = await look(folder, { ...machine, files });
    assert.deepEqual(images, [['vdso.so']]);
    const told = notices as readonly { readonly args: { readonly members: readonly string[] } }[];
    assert.deepEqual(
      told.map(({ args }) => args.members),
      [['a.tar', 'boot/vdso.so.gz']],
    );
    assert.equal(open, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('it stays on its device, and out of /proc, /sys and /dev', async () => {
  const { of, listed } = made(
    {
      '/': ['dev', 'mnt', 'proc', 'process', 'sys'].map(folder),
      '/process': [folder('proc')],
      '/process/proc': [file('a')],
    },
    { '/mnt': 2n },
  );
  const { images, notices } = await look('/', of);
  assert.deepEqual(listed, ['/', '/process', '/process/proc']);
  assert.deepEqual(images, [['process/proc/a']]);
  assert.deepEqual(notices, [{ code: 'devicesLeft', args: { members: [], count: 4 } }]);
});

test('/proc itself is left alone as well', async () => {
  const { of, opened } = made({ '/proc': [file('kcore')] });
  const { images, notices } = await look('/proc', of);
  assert.deepEqual([images, opened], [[], []]);
  assert.deepEqual(notices, [{ code: 'devicesLeft', args: { members: [], count: 1 } }]);
});

test('what cannot be read is counted and ends nothing', async () => {
  const { of } = made({ '/r': [folder('closed'), file('z')], '/r/closed': 'refused' });
  const { images, notices } = await look('/r', of);
  assert.deepEqual(images, [['z']]);
  assert.deepEqual(notices, [{ code: 'unreadableLeft', args: { members: [], count: 1 } }]);
});

test('it ends after so many files', async () => {
  const { of, opened } = made({ '/r': ['a', 'b', 'c', 'd'].map(file) });
  const { notices } = await look('/r', { ...of, most: 3 });
  assert.deepEqual(opened, ['/r/a', '/r/b', '/r/c']);
  assert.deepEqual(notices, [{ code: 'folderFull', args: { members: [], limit: 3 } }]);
});

test('no more of a folder is listed than may be gone through, those counted that wait', async () => {
  const asked: [string, number][] = [];
  const { of } = made({ '/r': ['a', 'b'].map(folder), '/r/a': ['c', 'd'].map(file), '/r/b': [file('e')] });
  const { list } = of.folders;
  const folders = {
    ...of.folders,
    list: async (at: string, most: number) => {
      asked.push([at, most]);
      return (await list(at, most)).slice(0, most);
    },
  };
  const { images, notices } = await look('/r', { ...of, folders, most: 3 });
  assert.deepEqual(asked, [
    ['/r', 4],
    ['/r/a', 2],
    ['/r/b', 1],
  ]);
  assert.deepEqual(images, [['a/c']]);
  assert.deepEqual(notices, [{ code: 'folderFull', args: { members: [], limit: 3 } }]);
  assert.equal((await nodeFolders.list(root, 2)).length, 2);
});

test('as many files as are looked at are not too many', async () => {
  const { of } = made({ '/r': ['a', 'b'].map(file) });
  assert.deepEqual((await look('/r', { ...of, most: 2 })).notices, []);
});

test('a signal ends it between two files', async () => {
  const controller = new AbortController();
  const { of, opened } = made({ '/r': ['a', 'b', 'c'].map(file) });
  const walk = imagesInFolder('/r', of, {}, controller.signal);
  await walk.next();
  controller.abort();
  await assert.rejects(walk.next(), { name: 'AbortError' });
  assert.deepEqual(opened, ['/r/a']);
});

test('folders that have themselves in them end', async () => {
  const { of } = made(new Proxy({}, { get: () => [folder('in')] }));
  assert.deepEqual((await look('/r', of)).images, []);
});
