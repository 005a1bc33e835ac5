import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseAddress } from '../../../../src/report/facts/parseAddress.ts';
import { innerInfo } from '../../../../src/session/containers/innerInfo.ts';
import { openLocalLook } from '../../../../src/session/containers/localLook.ts';
import type { ContainerLook, Findings } from '../../../../src/session/containers/look.ts';
import { openLocal } from '../../../../src/session/openLocal.ts';
import { openWorkerLook } from '../../../../src/session/worker/workerLook.ts';
import type { FileReader } from '../../../../src/sources/fileReader.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { nodeFiles } from '../../../../src/sources/nodeFiles.ts';
import { nodeFolders } from '../../../../src/sources/nodeFolders.ts';
import { tarOf } from '../../../support/archives.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { programCore } from '../../../support/coreDump.ts';
import { vdsoImage } from '../../../support/elf/index.ts';
import { workerScript } from '../../../support/started.ts';

const one = vdsoImage({ arch: 'amd64' }).bytes;
const other = vdsoImage({ arch: 'arm64' }).bytes;

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-look-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function all(look: ContainerLook): Promise<Findings> {
  const images = [];
  const notices = [];
  for (;;) {
    const found = await look.next();
    images.push(...found.images);
    notices.push(...found.notices);
    if (!found.done) continue;
    await look.dispose();
    return { ...found, images, notices };
  }
}

test('the images of a file: in this thread as in a worker', async () => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'vmlinux');
    await writeFile(file, kernelOf([one, other]).bytes);
    const place = { name: file, reads: { path: file } };
    const [here, there] = [
      await all(await openLocalLook(place)),
      await all(await openWorkerLook(place, workerScript)),
    ];
    assert.deepEqual(
      here.images.map(({ bytes, kind }) => [Buffer.from(bytes), kind]),
      [one, other].map((bytes) => [Buffer.from(bytes), 'kernel']),
    );
    assert.deepEqual(there, here);
  });
});

test('the one that is wanted: where it was, and where it is when it has moved', async () => {
  const { bytes } = kernelOf([one, other]);
  const place = { name: 'vmlinux', reads: { bytes } };
  const [, second] = (await all(await openLocalLook(place))).images;
  assert.ok(second);
  const wanted = { members: [], index: 1, known: second.image };
  const again = await all(await openLocalLook({ ...place, wanted }));
  assert.deepEqual(again.images, [second]);
  const moved = { name: 'vmlinux', reads: { bytes: kernelOf([one, other], 5 * 4096).bytes }, wanted };
  const [found] = (await all(await openLocalLook(moved))).images;
  assert.deepEqual(found?.bytes, other);
  assert.notEqual(found?.image.offset, second.image.offset);
  const gone = { name: 'vmlinux', reads: { bytes: kernelOf([one]).bytes }, wanted };
  assert.deepEqual((await all(await openLocalLook(gone))).images, []);
});

test('a folder: files that are images, and those in kernels, each with what its file is', async () => {
  await withFolder(async (folder) => {
    await mkdir(path.join(folder, 'boot'));
    await writeFile(path.join(folder, 'boot', 'vmlinux-6'), kernelOf([one, other]).bytes);
    await writeFile(path.join(folder, 'vdso64.so'), one);
    await writeFile(path.join(folder, 'README'), 'text');
    const found = await all(await openWorkerLook({ name: '', reads: { folder } }, workerScript));
    assert.deepEqual(
      found.images.map(({ image, kind }) => [image.members, kind]),
      [
        [['boot/vmlinux-6'], 'kernel'],
        [['boot/vmlinux-6'], 'kernel'],
        [['vdso64.so'], undefined],
      ],
    );
  });
});

test('a kernel and a core dump that are shown themselves say that images may lie in them; a program does not', async () => {
  const facts = async (bytes: Uint8Array, name: string) => {
    const info = { kind: 'file', label: name, path: name, size: bytes.length } as const;
    const options = { selection: [], asVdso: false, symtab: false };
    const session = await openLocal({ source: memorySource(bytes), info, options, generator: 'x' });
    return (await session.summary()).facts.filter(({ label }) => label === 'Images');
  };
  const { bytes } = kernelOf([one, other], 20 * 4096);
  const [fact] = await facts(bytes, '/boot/vmlinux');
  assert.match(fact?.value ?? '', /may lie in this kernel: list them/);
  assert.deepEqual(fact?.links, [{ text: 'list them', to: { image: 0 } }]);
  // Of a process that dumps none of its memory; the kernel writes the vDSO all the same.
  const core = programCore(one, 0x7fff_0000_0000n);
  assert.ok(core.length < 16 * 1024);
  const [inCore] = await facts(core, '/srv/core.4711');
  assert.match(inCore?.value ?? '', /may lie in this core dump: list it/);
  assert.deepEqual(await facts(one, '/srv/vdso.so'), []);
  // No kernel is so small.
  assert.deepEqual(await facts(kernelOf([one]).bytes, '/boot/vmlinux'), []);
});

test('what cannot be read is a sentence, in a worker too', async () => {
  const reads = { path: '/nowhere/vmlinuz' };
  await assert.rejects(openLocalLook({ name: '', reads }), /does not exist/);
  await assert.rejects(openWorkerLook({ name: '', reads }, workerScript), /does not exist/);
  const below = { name: '', reads: { folder: '/nowhere' } };
  await assert.rejects(async () => all(await openLocalLook(below)), /\/nowhere/);
});

test('a look that nobody takes from waits, and ends when nobody wants it', async () => {
  // Each once: e_ident has bytes that nobody reads.
  const images = Array.from({ length: 80 }, (_, at) => one.with(15, at));
  const { bytes } = kernelOf(images);
  const look = await openLocalLook({ name: 'vmlinux', reads: { bytes } });
  let taken = 0;
  while (taken === 0) taken = (await look.next()).images.length;
  for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve));
  const found = await look.next();
  assert.ok(found.images.length <= 16 && !found.done, `${found.images.length} were read that nobody took`);
  const waiting = all(look);
  await look.dispose();
  await assert.rejects(waiting, /withdrawn/);
  await assert.rejects(look.next(), /withdrawn/);
});

test('waiting for news ends with its signal, and the look goes on', async () => {
  const look = await openLocalLook({ name: 'a', reads: { bytes: new Uint8Array(8) } });
  await look.next();
  const controller = new AbortController();
  controller.abort();
  const found = await look.next(controller.signal).catch((error: unknown) => String(error));
  assert.ok(typeof found === 'string' || found.done);
  await look.dispose();
});

/** Files of this machine, whose reads at `from` and behind fail. */
function machine(from = Number.POSITIVE_INFINITY) {
  const opened: string[] = [];
  let failed = () => {};
  const failing = new Promise<void>((resolve) => {
    failed = resolve;
  });
  const files: FileReader = {
    stat: (name) => nodeFiles.stat(name),
    async open(name) {
      opened.push(path.basename(name));
      const file = await nodeFiles.open(name);
      return {
        ...file,
        async read(target, position) {
          if (position < from) return file.read(target, position);
          failed();
          throw Object.assign(new Error('EIO'), { code: 'EIO' });
        },
      };
    },
  };
  return { files, folders: nodeFolders, opened, failing };
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('what could not be looked into is told once, while the look goes on', async () => {
  const bytes = tarOf([
    { name: 'vmlinuz', bytes: gzipSync(kernelOf([one]).bytes).subarray(0, 5000) },
    { name: 'vmlinux', bytes: kernelOf([one, other], 3 << 20).bytes },
  ]);
  const look = await openLocalLook({ name: 'boot.tar', reads: { bytes } });
  const told: Findings[] = [];
  do told.push(await look.next());
  while (!told.at(-1)?.done);
  await look.dispose();
  assert.ok(told.findIndex(({ notices }) => notices.length > 0) < told.length - 1);
  assert.equal(told.flatMap(({ notices }) => notices).length, 1);
  assert.equal(told.flatMap(({ images }) => images).length, 2);
});

test('who has withdrawn a look hears nothing of what it had found', async () => {
  const images = Array.from({ length: 80 }, (_, at) => one.with(15, at));
  const bytes = tarOf([
    { name: 'vmlinuz', bytes: gzipSync(kernelOf([one]).bytes).subarray(0, 5000) },
    { name: 'vmlinux', bytes: kernelOf(images).bytes },
  ]);
  // It waits with the first few images, and with what it says of the first member.
  const look = await openLocalLook({ name: 'boot.tar', reads: { bytes } });
  await turns(500);
  await look.dispose();
  await assert.rejects(look.next(), /withdrawn/);
});

test('a walk opens each file once', async () => {
  await withFolder(async (folder) => {
    await writeFile(path.join(folder, 'a.so'), one);
    await writeFile(path.join(folder, 'vmlinux'), kernelOf([one, other]).bytes);
    await writeFile(path.join(folder, 'README'), 'text');
    const { opened, ...here } = machine();
    const { images } = await all(await openLocalLook({ name: '', reads: { folder } }, here));
    assert.deepEqual(
      images.map(({ kind }) => kind),
      [undefined, 'kernel', 'kernel'],
    );
    assert.deepEqual(opened.sort(), ['README', 'a.so', 'vmlinux']);
  });
});

test('what was found before the file could no longer be read is told, and then why', async () => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'vmlinux');
    await writeFile(file, kernelOf([one, other], 3 << 20).bytes);
    const { failing, ...here } = machine(4 << 20);
    const look = await openLocalLook({ name: file, reads: { path: file } }, here);
    await failing;
    await turns(20);
    const found = await look.next();
    assert.deepEqual([found.images.length, found.done], [1, false]);
    await assert.rejects(look.next(), /EIO/);
    await assert.rejects(look.next(), /EIO/);
    await look.dispose();
  });
});

test('asking for news leaves nothing on the signal, however often', async () => {
  const { bytes } = kernelOf([one, other], 3 << 20);
  const look = await openLocalLook({ name: 'vmlinux', reads: { bytes } });
  const { signal } = new AbortController();
  let asked = 0;
  for (let done = false; !done; asked++) ({ done } = await look.next(signal));
  assert.ok(asked > 2);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  await look.dispose();
});

test('an image in a core dump is called after its process, in a worker and when it is taken out again', async () => {
  const base = 0x7fff_0000n;
  const place = { name: '/var/core', reads: { bytes: programCore(one, base) } };
  const [here] = (await all(await openLocalLook(place))).images;
  const [there] = (await all(await openWorkerLook(place, workerScript))).images;
  assert.ok(here !== undefined);
  const wanted = { members: [], index: 0, known: here.image };
  const [again] = (await all(await openLocalLook({ ...place, wanted }))).images;
  const pasted = parseAddress('0x400010');
  assert.ok(pasted !== undefined);
  for (const found of [here, there, again]) {
    assert.ok(found !== undefined);
    const info = innerInfo('/var/core', found.kind, found.image, found.dump);
    assert.deepEqual([info.kind, info.pid, info.base], ['core', 4711, base]);
    const options = { selection: [], asVdso: false, symtab: false };
    const input = { source: memorySource(found.bytes), info, options, generator: 'x' };
    const summary = await (await openLocal(input)).summary();
    assert.match(JSON.stringify(summary), /process 4711 \(program\)/);
    const told = await (await openLocal(input)).resolveAddress(pasted);
    assert.match(JSON.stringify(told), /usr\/bin\/program/);
  }
  const packed = innerInfo('/var/a.tar', 'archive', here.image, here.dump);
  assert.deepEqual([packed.label, packed.pid], ['a.tar', undefined]);
});
