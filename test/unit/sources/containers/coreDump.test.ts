/** Core dumps: where the image is by the auxiliary vector, else by shape; damaged ones; what reading one costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ByteSource } from '../../../../src/elf/imageSource.ts';
import { readCoreDump } from '../../../../src/sources/containers/core/coreFile.ts';
import { imagesInCore, MAX_RANGES_TRIED } from '../../../../src/sources/containers/core/coreImages.ts';
import { Pace } from '../../../../src/sources/containers/pace.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { buildCore, type CoreDescription } from '../../../support/coreDump.ts';
import { type VdsoArch, vdsoImage } from '../../../support/elf/index.ts';

const AT_SYSINFO_EHDR = 33;
const [R, X] = [4, 1];

/** An architecture of each class and byte order, by its name and its core's header. */
const kinds = [
  ['amd64', { class: 64, littleEndian: true, machine: 62 }],
  ['386', { class: 32, littleEndian: true, machine: 3 }],
  ['s390x', { class: 64, littleEndian: false, machine: 22 }],
  ['ppc', { class: 32, littleEndian: false, machine: 20 }],
] as const satisfies readonly (readonly [VdsoArch, object])[];

const BASE = 0x7fff_0000n;
const image = pages(vdsoImage({ arch: 'amd64' }).bytes);
/** What a program's first page is: the magic number, and a name that is no kernel's. */
const library = vdsoImage({ arch: 'amd64', override: { soname: 'libc.so.6' } }).bytes;

const amd64: CoreDescription = {
  ...kinds[0][1],
  memory: [
    { address: 0x40_0000n, bytes: library, flags: R },
    { address: 0x7f00_0000n, bytes: new Uint8Array(8192).fill(7), flags: 6 },
    { address: BASE, bytes: image, flags: R | X },
  ],
  auxv: [
    [6, 4096n],
    [AT_SYSINFO_EHDR, BASE],
  ],
  files: [
    { start: 0x40_0000n, end: 0x40_1000n, page: 0n, name: '/usr/bin/program' },
    { start: 0x40_1000n, end: 0x40_9000n, page: 1n, name: '/usr/bin/program' },
  ],
  process: { pid: 4711, name: 'program', commandLine: 'program --option ' },
};

/** A mapping is whole pages. */
function pages(bytes: Uint8Array): Uint8Array {
  const mapped = new Uint8Array(Math.ceil(bytes.length / 4096) * 4096);
  mapped.set(bytes);
  return mapped;
}

async function look(bytes: Uint8Array | ByteSource) {
  const source = bytes instanceof Uint8Array ? memorySource(bytes) : bytes;
  const core = await readCoreDump(source);
  assert.ok(core !== undefined);
  const parts = [];
  for await (const part of imagesInCore(source, core, new Pace())) parts.push(part);
  const found = parts.flatMap((part) => (part.kind === 'image' ? [part.found] : []));
  const notices = parts.flatMap((part) => (part.kind === 'notice' ? [part.error.notice([])] : []));
  return {
    core,
    places: found.map(({ image: { offset, size, base } }) => ({ offset, size, base })),
    images: found.map(({ bytes: read }) => read),
    notices,
  };
}

for (const [arch, shape] of kinds) {
  test(`the image of the auxiliary vector, in a core of ${arch}`, async () => {
    const own = pages(vdsoImage({ arch }).bytes);
    const { images, places, notices } = await look(
      buildCore({ ...amd64, ...shape, memory: [...amd64.memory.slice(0, 2), { address: BASE, bytes: own }] }),
    );
    assert.deepEqual(images, [own]);
    assert.deepEqual(
      places.map(({ base }) => base),
      [BASE],
    );
    assert.deepEqual(notices, []);
  });

  test(`process and mappings, in a core of ${arch}`, async () => {
    const { core } = await look(buildCore({ ...amd64, ...shape }));
    assert.deepEqual(core.process, { pid: 4711, name: 'program', commandLine: 'program --option' });
    assert.deepEqual(core.mappings, [
      { name: '/usr/bin/program', start: 0x40_0000n, end: 0x40_1000n, perms: 'r--', offset: 0n },
      { name: '/usr/bin/program', start: 0x40_1000n, end: 0x40_9000n, perms: '', offset: 4096n },
    ]);
  });

  test(`without an auxiliary vector by shape, in a core of ${arch}`, async () => {
    const { auxv: _, ...rest } = amd64;
    const own = pages(vdsoImage({ arch }).bytes);
    const memory = [...amd64.memory.slice(0, 2), { address: BASE, bytes: own, flags: R | X }];
    const { images, notices } = await look(buildCore({ ...rest, ...shape, memory }));
    assert.deepEqual(images, [own]);
    assert.deepEqual(notices, []);
  });
}

test('the magic number alone makes no image: a library of no file, and an image that no loader maps', async () => {
  const { auxv: _, files: __, ...rest } = amd64;
  const executable = image.slice();
  new DataView(executable.buffer).setUint16(16, 2, true);
  const memory = [library, executable].map((bytes, at) => ({ address: BigInt(at + 1) << 20n, bytes }));
  const { places, notices } = await look(buildCore({ ...rest, memory }));
  assert.deepEqual([places, notices], [[], []]);
});

test('by shape no image is taken that is a file of its own', async () => {
  const { auxv: _, ...rest } = amd64;
  const files = [{ start: BASE, end: BASE + 0x1000n, page: 0n, name: '/srv/copy-of-vdso.so' }];
  const { places } = await look(buildCore({ ...rest, files }));
  assert.deepEqual(places, []);
});

test('an auxiliary vector that leads to no memory: a notice, and the search by shape', async () => {
  const { images, notices } = await look(buildCore({ ...amd64, auxv: [[AT_SYSINFO_EHDR, 0x1000n]] }));
  assert.deepEqual(notices, [{ code: 'coreImageMissing', args: { members: [], base: 0x1000n } }]);
  assert.deepEqual(images, [image]);
});

test('an auxiliary vector that leads to other bytes', async () => {
  const { images, notices } = await look(buildCore({ ...amd64, auxv: [[AT_SYSINFO_EHDR, 0x7f00_0000n]] }));
  assert.deepEqual(notices, [{ code: 'coreImageNoElf', args: { members: [], base: 0x7f00_0000n } }]);
  assert.deepEqual(images, [image]);
});

test('an image in the middle of a mapping', async () => {
  const bytes = new Uint8Array(8192);
  bytes.set(image.subarray(0, 4096), 4096);
  const memory = [{ address: BASE - 4096n, bytes }];
  const { images } = await look(buildCore({ ...amd64, memory }));
  assert.deepEqual(images, [bytes.subarray(4096)]);
});

test('a mapping larger than any image is not read', async () => {
  const memory = [{ address: BASE, bytes: image, filesz: 1n << 32n }];
  const { places, notices } = await look(buildCore({ ...amd64, memory }));
  assert.deepEqual(places, []);
  assert.deepEqual(notices, [
    { code: 'coreImageTooLarge', args: { members: [], base: BASE, size: 1n << 32n, limit: 1 << 18 } },
  ]);
});

test('a core that is cut in the middle of the image: what is there, and a notice', async () => {
  const whole = buildCore(amd64);
  const cut = whole.slice(0, whole.length - 3000);
  const { images, notices } = await look(cut);
  assert.deepEqual(images, [image.subarray(0, image.length - 3000)]);
  assert.deepEqual(notices, [{ code: 'cutShort', args: { members: [], format: 'core', size: cut.length } }]);
});

test('a core that is cut before the image has none, and says why', async () => {
  const { places, notices } = await look(buildCore(amd64).slice(0, 8192));
  assert.deepEqual(places, []);
  assert.deepEqual(
    notices.map(({ code }) => code),
    ['cutShort'],
  );
});

test('overlapping segments: the image is that of the one which begins last before its address', async () => {
  const other = new Uint8Array(1 << 16).fill(9);
  const memory = [{ address: BASE - 0x1000n, bytes: other }, ...amd64.memory];
  const { images } = await look(buildCore({ ...amd64, memory }));
  assert.deepEqual(images, [image]);
});

test('a count of mappings beyond the note: none can be told', async () => {
  const { core } = await look(buildCore({ ...amd64, fileCount: 1n << 40n }));
  assert.deepEqual(core.mappings, []);
});

test('what is no core dump is none', async () => {
  assert.equal(await readCoreDump(memorySource(image)), undefined);
  assert.equal(await readCoreDump(memorySource(new Uint8Array(100))), undefined);
});

/** A file with holes: what was not written reads as zeros. */
function large(start: Uint8Array, size: number, at: ReadonlyMap<number, Uint8Array>) {
  const reads: number[] = [];
  const source: ByteSource = {
    size,
    read: (offset, length) => {
      reads.push(length);
      const bytes = new Uint8Array(Math.min(length, size - offset));
      bytes.set(start.subarray(offset, offset + length));
      for (const [place, part] of at)
        if (offset >= place && offset < place + part.length)
          bytes.set(part.subarray(offset - place, offset - place + length));
      return Promise.resolve(bytes);
    },
    dispose: () => Promise.resolve(),
  };
  return { source, reads };
}

test('a core of 10 GB costs a few reads of a few kilobytes', async () => {
  const size = 10 * 2 ** 30;
  const start = buildCore({
    ...amd64,
    memory: [
      { address: 0x10_0000n, filesz: BigInt(size - 65536), flags: 6 },
      { address: BASE, filesz: 8192n },
    ],
  });
  // The image lies at the end: the last program header says so.
  const place = size - 8192;
  new DataView(start.buffer).setBigUint64(64 + 2 * 56 + 8, BigInt(place), true);
  const { source, reads } = large(start.subarray(0, 4096), size, new Map([[place, image.slice(0, 8192)]]));
  const { places } = await look(source);
  assert.deepEqual(places, [{ offset: place, size: 8192, base: BASE }]);
  // The headers with the notes, and the image.
  assert.deepEqual(reads, [4096, 8192]);
});

test('without an auxiliary vector no more than so many ranges are looked at, and that is said', async () => {
  const { auxv: _, ...rest } = amd64;
  const memory = Array.from({ length: MAX_RANGES_TRIED + 5 }, (_unused, at) => ({
    address: BigInt(at) << 20n,
    filesz: 4096n,
  }));
  const { source, reads } = large(buildCore({ ...rest, memory }), 10 * 2 ** 30, new Map());
  const { notices } = await look(source);
  assert.deepEqual(notices, [{ code: 'coreRangesLeft', args: { members: [], limit: MAX_RANGES_TRIED } }]);
  assert.ok(reads.length < MAX_RANGES_TRIED + 10);
});
