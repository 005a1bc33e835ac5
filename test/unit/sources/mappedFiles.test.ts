/** Which files a process has mapped, and that what is opened is what it has mapped and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileFacts } from '../../../src/sources/fileReader.ts';
import { processTarget } from '../../../src/sources/liveImage.ts';
import { MAX_FILES, mappedFiles, openMapped } from '../../../src/sources/mappedFiles.ts';
import { errnoError, fakeProc } from '../../support/fakeProc.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

const PID = 77;
const identity = { device: 0xfe00n, inode: 339380n };
const LIBC = '7f01-7f02 r--p 00000000 fe:00 339380                     /usr/lib/libc.so.6\n';
const CODE = '7f02-7f03 r-xp 00001000 fe:00 339380                     /usr/lib/libc.so.6\n';

async function filesOf(maps: string) {
  const proc = fakeProc({ files: { [`/proc/${PID}/maps`]: maps } });
  return mappedFiles(proc, processTarget(proc, PID));
}

test('a file is named once, by its first mapping, when code of it is mapped', async () => {
  const data = '6000-7000 r--p 00000000 fe:00 9 /usr/share/fonts/font.ttf\n';
  const program = '4000-5000 r-xp 00000000 fd:12345 8 /opt/a b/pro\\012gram (deleted)\n';
  assert.deepEqual(await filesOf(program + data + LIBC + CODE), [
    { name: '/usr/lib/libc.so.6', identity, range: '7f01-7f02', start: 0x7f01n, offset: 0n },
    {
      name: '/opt/a b/pro\ngram',
      // makedev(0xfd, 0x12345)
      identity: { device: 0x1230fd45n, inode: 8n },
      range: '4000-5000',
      start: 0x4000n,
      offset: 0n,
    },
  ]);
});

test('devices, the kernel’s own and what is no mapping are passed over', async () => {
  const lines = [
    '1000-2000 r-xp 00000000 00:05 12 /dev/mem',
    '2000-3000 r-xp 00000000 00:05 12 /proc/1/mem',
    '3000-4000 r-xp 00000000 00:00 0 [vdso]',
    '4000-5000 r-xp 00000000 00:00 0 /memfd:code',
    '5000-6000 r-xp 00000000 fe:00 7 relative/libc.so.6',
    '../../etc-6000 r-xp 00000000 fe:00 7 /lib/libc.so.6',
    'rubbish',
  ];
  assert.deepEqual(await filesOf(`${lines.join('\n')}\n`), []);
});

test('of very many files 64 are named, a libc wherever it is mapped', async () => {
  const many = Array.from(
    { length: 5000 },
    (_, at) => `${at + 1}000-${at + 2}000 r-xp 0 fe:00 ${at + 1} /lib/x${at}.so\n`,
  );
  const files = await filesOf(many.join('') + LIBC + CODE);
  assert.equal(files.length, MAX_FILES);
  assert.equal(files[0]?.name, '/usr/lib/libc.so.6');
});

const content = new TextEncoder().encode('the libc');
const mapped = { name: '/usr/lib/libc.so.6', identity, range: '7f01-7f02', start: 0x7f01n, offset: 0n };
const target = { pid: PID, own: false, dir: `/proc/${PID}` };

/** Paths and what they lead to; everything else is refused. */
function reader(paths: Readonly<Record<string, FileFacts['identity']>>) {
  const tried: string[] = [];
  const { files, openCount } = memoryFiles(
    (path) => {
      tried.push(path);
      if (paths[path] === undefined) throw errnoError('EACCES');
      return content;
    },
    (path) => paths[path],
  );
  return { files, tried, openCount };
}

const MAP_FILES = `/proc/${PID}/map_files/7f01-7f02`;
const ROOT = `/proc/${PID}/root/usr/lib/libc.so.6`;
const OTHER_DEVICE = { device: 0x21n, inode: identity.inode };
const NAMESPACE = { device: 4n, inode: 1n };

async function opens(paths: Parameters<typeof reader>[0]): Promise<boolean> {
  const { files, tried, openCount } = reader(paths);
  const source = await openMapped(files, target, mapped);
  assert.equal(openCount(), source === undefined ? 0 : 1);
  await source?.dispose();
  assert.equal(openCount(), 0);
  assert.ok(
    tried.every((path) => path.startsWith('/proc/')),
    `never by its path in our own mount namespace: ${tried}`,
  );
  return source !== undefined;
}

test('map_files leads to the file itself', async () => {
  assert.equal(await opens({ [MAP_FILES]: OTHER_DEVICE }), true);
});

test('below root it is opened when it is the very file, and no other one', async () => {
  assert.equal(await opens({ [ROOT]: identity }), true);
  assert.equal(await opens({ [ROOT]: { device: identity.device, inode: 1n } }), false);
  assert.equal(await opens({ '/usr/lib/libc.so.6': identity }), false);
});

test('another device with the same inode does in our mount namespace only', async () => {
  const paths = { [ROOT]: OTHER_DEVICE };
  assert.equal(await opens(paths), false);
  const theirs = { [`/proc/${PID}/ns/mnt`]: NAMESPACE };
  assert.equal(await opens({ ...paths, ...theirs, '/proc/self/ns/mnt': NAMESPACE }), true);
  const ours = { '/proc/self/ns/mnt': { ...NAMESPACE, inode: 2n } };
  assert.equal(await opens({ ...paths, ...theirs, ...ours }), false);
});
