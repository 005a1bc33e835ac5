/** Kernels as boot loaders take them: where their headers lead, and what is found where they lead nowhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerKind, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import { MOST_PAYLOADS } from '../../../../src/sources/containers/kernel/payloads.ts';
import { DEEPEST } from '../../../../src/sources/containers/lookInto.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { arOf } from '../../../support/archives.ts';
import { bzImage, withSize, zboot, zImage } from '../../../support/containers/bootFiles.ts';
import { kernelOf, noise } from '../../../support/containers/kernels.ts';
import { lookThrough } from '../../../support/containers/look.ts';
import { hasPacker, type Packer, packWith } from '../../../support/containers/pack.ts';
import { vdsoImage } from '../../../support/elf/vdso.ts';

const images = [vdsoImage({ arch: 'amd64' }).bytes, vdsoImage({ arch: '386' }).bytes];
const kernel = kernelOf(images, 40_000);

/** As kernels are packed: scripts/Makefile.lib, arch/x86/boot/compressed/Makefile, scripts/xz_wrap.sh. */
const packers: readonly (readonly [Packer, string, sizeFollows: boolean])[] = [
  ['gzip', '-9', false],
  ['xz', '--check=crc32 --x86 --lzma2=dict=32MiB', true],
  ['xz', '--format=lzma -9', true],
  ['zstd', '-19', true],
  ['lz4', '-l -9', true],
  ['bzip2', '-9', true],
];

for (const [packer, args, sizeFollows] of packers) {
  const skip = !hasPacker(packer) && `${packer} is not installed`;
  test(`a kernel packed by ${packer} ${args} is found by its header, and by its magic`, {
    skip,
  }, async () => {
    const packed = packWith(packer, args, kernel.bytes);
    const payload = sizeFollows ? withSize(packed, kernel.bytes.length) : packed;
    const format = args.includes('=lzma') ? 'lzma' : packer;
    for (const [what, bytes, offset] of [
      ['bzImage', bzImage(payload), 28 * 512 + 1000],
      ['bzImage with the oldest setup', bzImage(payload, { setupSectors: 0 }), 5 * 512 + 1000],
      ['bzImage of protocol 2.07', bzImage(payload, { protocol: 0x207 }), 28 * 512 + 1000],
      ['EFI zboot', zboot(payload, packer), 0x1000],
      ['zImage', zImage(payload), 4096],
    ] as const) {
      assert.equal(await containerKind(memorySource(bytes), ''), 'kernel', what);
      const { images: found, notices } = await lookThrough(bytes);
      assert.deepEqual(notices, [], what);
      assert.deepEqual(
        found.map(({ image }) => [image.members, image.offset]),
        kernel.places.map((place) => [[`${format}@0x${offset.toString(16)}`], place]),
        what,
      );
      for (const [index, { image, bytes: own }] of found.entries()) {
        assert.ok(Buffer.from(own).equals(images[index] ?? new Uint8Array()), what);
        const again = await innerSource(memorySource(bytes), '', image);
        assert.ok(again !== undefined && Buffer.from(await again.read(0, again.size)).equals(own), what);
      }
    }
  });

  test(`the kernel itself packed by ${packer} ${args}, as Image.gz is`, { skip }, async () => {
    const packed = packWith(packer, args, kernel.bytes);
    assert.equal(await containerKind(memorySource(packed), 'Image.gz'), 'kernel');
    const { images: found, notices } = await lookThrough(packed, 'Image.gz');
    assert.deepEqual(notices, []);
    assert.deepEqual(
      found.map(({ image }) => [image.members, image.offset]),
      kernel.places.map((place) => [[], place]),
    );
  });
}

const gzipped = hasPacker('gzip') ? packWith('gzip', '-9', kernel.bytes) : undefined;
const skip = gzipped === undefined && 'gzip is not installed';
const packed = gzipped ?? new Uint8Array();

test('a header that leads out of the file is told, and the kernel is found nevertheless', {
  skip,
}, async () => {
  for (const options of [{ length: 2 ** 31 }, { offset: 2 ** 32 - 1 }]) {
    const bytes = bzImage(packed, options);
    const { images: found, notices } = await lookThrough(bytes);
    assert.deepEqual(notices, [
      {
        code: 'payloadOutside',
        args: {
          members: [],
          offset: 28 * 512 + (options.offset ?? 1000),
          length: options.length ?? packed.length,
          size: bytes.length,
        },
      },
    ]);
    assert.equal(found.length, 2);
  }
});

test('where a header says where the kernel is, nothing else is taken for it', { skip }, async () => {
  const other = packWith('gzip', '-9', kernelOf([vdsoImage({ arch: 'arm64' }).bytes], 40_000).bytes);
  const both = Uint8Array.from([...other, ...packed]);
  for (const setupSectors of [0, 27]) {
    const bytes = bzImage(both, { setupSectors, offset: 1000 + other.length, length: packed.length });
    const { images: found } = await lookThrough(bytes);
    const offset = ((setupSectors || 4) + 1) * 512 + 1000 + other.length;
    assert.deepEqual(
      found.map(({ image }) => image.members),
      kernel.places.map(() => [`gzip@0x${offset.toString(16)}`]),
    );
  }
});

test('a header that leads to something else is passed over', { skip }, async () => {
  const { images: found, notices } = await lookThrough(bzImage(packed, { offset: 3 }));
  assert.deepEqual(notices, []);
  assert.equal(found.length, 2);
});

test('magics that nothing packed follows are passed over in silence', { skip }, async () => {
  // A decompressor has them among its texts.
  const texts = Uint8Array.from([
    ...[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3],
    ...[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1, 2],
    ...[0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3],
    ...[0x02, 0x21, 0x4c, 0x18, 1, 2, 3, 4],
    ...new TextEncoder().encode('BZh91AY&SY'),
    ...[0x5d, 0, 0, 0x80, 0, ...new Uint8Array(8).fill(0xff), 0, 1],
  ]);
  const { images: found, notices } = await lookThrough(zImage(Uint8Array.from([...texts, ...packed])));
  assert.deepEqual(notices, []);
  assert.equal(found.length, 2);
});

test('of very many magics so many are tried, and that is told', async () => {
  const magic = [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3, 4];
  const bytes = zImage(Uint8Array.from({ length: 8 * 100 }, (_, at) => magic[at % 8] ?? 0));
  const { notices } = await lookThrough(bytes);
  assert.deepEqual(notices, [{ code: 'tooManyPayloads', args: { members: [], limit: MOST_PAYLOADS } }]);
});

test('a payload that cannot be unpacked here is told of', async () => {
  const lzo = zImage(Uint8Array.of(0x89, 0x4c, 0x5a, 0x4f, 0, 13, 10, 26, 10, 0, 0));
  assert.deepEqual((await lookThrough(lzo)).notices, [
    { code: 'cannotUnpack', args: { members: ['lzo@0x1000'], format: 'lzo' } },
  ]);
});

test('a payload that is cut short gives the images before that, and says so', { skip }, async () => {
  const half = packed.subarray(0, packed.length / 2);
  const { images: found, notices } = await lookThrough(bzImage(half));
  assert.deepEqual(
    found.map(({ image }) => image.offset),
    kernel.places.slice(0, 1),
  );
  assert.equal(notices[0]?.code, 'cutShort');
});

test('a kernel without an image has none, and nothing is wrong with it', { skip }, async () => {
  const none = packWith('gzip', '-9', noise(200_000));
  assert.deepEqual(await lookThrough(bzImage(none)), { images: [], notices: [] });
  assert.deepEqual(await lookThrough(zImage(none)), { images: [], notices: [] });
});

test(`containers in one another end at ${DEEPEST}`, { skip }, async () => {
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? bzImage(packed) : arOf([{ name: `${depth}.a`, bytes: nested(depth - 1) }]);
  const { images: found, notices } = await lookThrough(nested(DEEPEST - 1));
  assert.deepEqual([found.length, notices], [2, []]);
  const names = Array.from({ length: DEEPEST }, (_, at) => `${DEEPEST - at}.a`);
  assert.deepEqual(await lookThrough(nested(DEEPEST)), {
    images: [],
    notices: [{ code: 'nestedTooDeep', args: { members: names, limit: DEEPEST } }],
  });
});

test('a packing in packings ends as well', { skip }, async () => {
  let bytes = packed;
  for (let depth = 0; depth < DEEPEST; depth++) bytes = packWith('gzip', '-1', bytes);
  assert.equal((await lookThrough(bytes)).images.length, 0);
  bytes = packWith('gzip', '-1', bytes);
  assert.deepEqual(await lookThrough(bytes), {
    images: [],
    notices: [{ code: 'nestedTooDeep', args: { members: [], limit: DEEPEST } }],
  });
});

test('progress goes up to the whole of the file, and a signal ends it', { skip }, async () => {
  const bytes = zImage(packed);
  const told: number[] = [];
  await lookThrough(bytes, '', {
    progress: (passed, size) => {
      assert.equal(size, bytes.length);
      told.push(passed);
    },
  });
  assert.ok(told.every((passed, at) => at === 0 || passed > (told[at - 1] ?? 0)));
  assert.equal(told.at(-1), bytes.length);
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(lookThrough(bytes, '', {}, controller.signal), /abort/i);
});
