/** Processes whose auxiliary vector and maps do not lead to one and the same image. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLive, openProcess } from '../../../src/sources/liveImage.ts';
import { listProcesses } from '../../../src/sources/processList.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { auxvBytes, fakeProc, statusText } from '../../support/fakeProc.ts';

const PAGE = 0x1000;
const KERNEL = 0x7fff_0000_4000n;
const COPY = 0x7f00_0000_0000n;

/** Begins as ELF does; the last byte tells one from the other. */
function image(mark: number, pages = 2): Uint8Array {
  const bytes = new Uint8Array(pages * PAGE);
  bytes.set([0x7f, 0x45, 0x4c, 0x46]);
  bytes[bytes.length - 1] = mark;
  return bytes;
}

interface Lying {
  readonly at: bigint;
  readonly bytes: Uint8Array;
  readonly name: string;
}

function proc(announced: bigint | undefined, lying: readonly Lying[]) {
  const auxv = auxvBytes([[4, 56n], ...(announced === undefined ? [] : [[33, announced] as const])], 8, true);
  const lines = lying.map(
    ({ at, bytes, name }) =>
      `${at.toString(16)}-${(at + BigInt(bytes.length)).toString(16)} r-xp 00000000 00:00 0 ${name}\n`,
  );
  return fakeProc({
    files: {
      '/proc/self/status': statusText(),
      '/proc/7/status': statusText(),
      '/proc/7/auxv': auxv,
      '/proc/7/maps': lines.join(''),
    },
    memory: { '/proc/7/mem': lying.map(({ at, bytes }) => ({ start: at, bytes })) },
  });
}

const kernels = (bytes = image(1)): Lying => ({ at: KERNEL, bytes, name: '[vdso]' });
const copy = (bytes = image(2)): Lying => ({ at: COPY, bytes, name: '' });

async function opened(machine: ReturnType<typeof proc>, number?: number) {
  const { source, info } = await openProcess(machine, 7, number);
  assert.equal(machine.openCount(), 0);
  return { info, bytes: await source.read(0, source.size) };
}

test('the usual process says nothing of images', async () => {
  const { info } = await opened(proc(KERNEL, [kernels()]));
  assert.equal(info.images, undefined);
  assert.equal(info.announced, undefined);
  assert.equal((await opened(proc(KERNEL, [kernels()]), 1)).info.base, KERNEL);
});

test('an unnamed image alone (gVisor) is the usual case too', async () => {
  assert.equal((await opened(proc(COPY, [copy()]))).info.images, undefined);
});

test('what else the process has mapped is kept beside its image, to tell addresses', async () => {
  const libc = { at: 0x7f00_1234_0000n, bytes: image(3), name: '/lib/libc.so.6' };
  const { info } = await opened(proc(KERNEL, [libc, kernels()]));
  assert.deepEqual(
    info.elsewhere?.map(({ name, start }) => [name, start]),
    [[libc.name, libc.at]],
  );
  assert.deepEqual(
    info.mapping?.map(({ name }) => name),
    ['[vdso]'],
  );
});

test('two images: the announced one is shown, the other has a number', async () => {
  const machine = proc(COPY, [copy(), kernels()]);
  const first = await opened(machine);
  assert.deepEqual(first.bytes, image(2));
  assert.equal(first.info.base, COPY);
  assert.equal(first.info.announced, COPY);
  const places = [
    { base: COPY, size: 0x2000n, mapping: '', before: 0n },
    { base: KERNEL, size: 0x2000n, mapping: '[vdso]', before: 0n },
  ];
  assert.deepEqual(first.info.images, [
    { ...places[0], is: ['announced', 'shown'] },
    { ...places[1], is: [] },
  ]);
  const second = await opened(machine, 2);
  assert.deepEqual(second.bytes, image(1));
  assert.equal(second.info.base, KERNEL);
  assert.deepEqual(second.info.images, [
    { ...places[0], is: ['announced'] },
    { ...places[1], is: ['shown'] },
  ]);
});

test('the same bytes at both places are told', async () => {
  const { info } = await opened(proc(COPY, [copy(image(1)), kernels()]));
  assert.deepEqual(info.images?.[1]?.is, ['same-bytes']);
  // Half of it is not the same.
  const half = await opened(proc(COPY, [copy(image(1)), kernels(image(1).subarray(0, PAGE))]));
  assert.deepEqual(half.info.images?.[1]?.is, []);
});

test('moved: AT_SYSINFO_EHDR leads to no mapping, and the image is where its name is', async () => {
  const { info, bytes } = await opened(proc(0x1000n, [kernels()]));
  assert.deepEqual(bytes, image(1));
  assert.equal(info.base, KERNEL);
  assert.equal(info.announced, 0x1000n);
  assert.deepEqual(
    info.images?.map(({ is }) => is),
    [['shown']],
  );
});

test('moved, and something else lies there now: what is an image is shown', async () => {
  const machine = proc(COPY, [copy(new Uint8Array(PAGE)), kernels()]);
  const { info, bytes } = await opened(machine);
  assert.deepEqual(bytes, image(1));
  assert.deepEqual(
    info.images?.map(({ is }) => is),
    [['announced', 'not-elf'], ['shown']],
  );
  assert.deepEqual((await opened(machine, 1)).bytes, new Uint8Array(PAGE));
});

test('hidden: no AT_SYSINFO_EHDR, and the image is there', async () => {
  for (const announced of [undefined, 0n]) {
    const machine = proc(announced, [kernels()]);
    const { info } = await opened(machine);
    assert.equal(info.base, KERNEL);
    assert.equal(info.announced, 0n);
    assert.equal((await listProcesses(machine)).find(({ pid }) => pid === 7)?.refusal, undefined);
  }
});

test('a [vdso] that begins with data: the header is found, and how much comes before it', async () => {
  const withData = new Uint8Array([...new Uint8Array(2 * PAGE), ...image(1)]);
  const at = KERNEL + BigInt(2 * PAGE);
  const announced = await opened(proc(at, [kernels(withData)]));
  assert.equal(announced.info.base, at);
  assert.deepEqual(announced.bytes, image(1));
  assert.deepEqual(announced.info.images, [
    { base: at, size: 0x2000n, mapping: '[vdso]', before: 0x2000n, is: ['announced', 'shown'] },
  ]);
  const hidden = await opened(proc(undefined, [kernels(withData)]));
  assert.deepEqual(hidden.bytes, image(1));
  assert.equal(hidden.info.images?.[0]?.before, 0x2000n);
});

test('a second image whose memory cannot be read is told all the same', async () => {
  const machine = proc(COPY, [copy(), { ...kernels(), bytes: image(1) }]);
  const readable = fakeProc({
    files: {
      '/proc/7/status': statusText(),
      '/proc/7/auxv': await machine.readFile('/proc/7/auxv'),
      '/proc/7/maps': await machine.readFile('/proc/7/maps'),
    },
    memory: { '/proc/7/mem': [{ start: COPY, bytes: image(2), errno: 'EIO' }] },
  });
  const { info } = await opened(readable);
  assert.deepEqual(
    info.images?.map(({ is }) => is),
    [['announced', 'shown'], ['not-elf']],
  );
  await assert.rejects(openProcess(readable, 7, 2), /EIO/);
  assert.equal(readable.openCount(), 0);
});

test('a number that no image has', async () => {
  for (const [machine, images] of [
    [proc(COPY, [copy(), kernels()]), 2],
    [proc(KERNEL, [kernels()]), 1],
  ] as const) {
    for (const number of [0, 3, -1, 1.5]) {
      await assert.rejects(
        openProcess(machine, 7, number),
        (error) =>
          error instanceof SourceError &&
          error.code === 'noSuchImage' &&
          error.message.includes(`${images} image`),
      );
    }
  }
});

test('many [vdso] mappings: the first few are looked at', async () => {
  const many = Array.from({ length: 40 }, (_, at) => ({ ...kernels(), at: KERNEL + BigInt(at) * 0x10000n }));
  const { info } = await opened(proc(COPY, [copy(), ...many]));
  assert.equal(info.images?.length, 9);
});

test('nothing at all is what it was: a sentence', async () => {
  await assert.rejects(openProcess(proc(undefined, [{ ...copy(), name: '[heap]' }]), 7), /has no vDSO/);
  await assert.rejects(
    openProcess(proc(0x5000n, [{ ...copy(), name: '[heap]' }]), 7),
    /nothing is mapped there/,
  );
  await assert.rejects(openLive(fakeProc({ facts: { platform: 'darwin' } }), 2), /darwin/);
});
