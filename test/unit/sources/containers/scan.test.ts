/** Images in bytes of which nothing else is known. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readElf } from '../../../../src/elf/readElf.ts';
import { LARGEST_IMAGE } from '../../../../src/sources/containers/image.ts';
import { containerKind, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import { MOST_IMAGE_PLACES } from '../../../../src/sources/containers/scan.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { lookThrough } from '../../../support/containers/look.ts';
import { damage } from '../../../support/elf/damage.ts';
import { vdsoArchs, vdsoImage } from '../../../support/elf/vdso.ts';

test('an image of every architecture is found where it lies, with its bytes and nothing else', async () => {
  const images = vdsoArchs.map((arch) => vdsoImage({ arch }).bytes);
  const { bytes, places } = kernelOf(images);
  const { images: found, notices } = await lookThrough(bytes, 'vmlinux');
  assert.deepEqual(notices, []);
  assert.deepEqual(
    found.map(({ image }) => [image.index, image.offset, image.size, image.sha256, image.members]),
    images.map((image, index) => [index, places[index], image.length, sha256(image), []]),
  );
  for (const [index, { image, bytes: own }] of found.entries()) {
    assert.ok(Buffer.from(own).equals(images[index] ?? new Uint8Array()));
    const result = await readElf(memorySource(own));
    assert.ok(result.kind === 'elf');
    assert.equal(image.name, result.image.soname);
    const { class: elfClass, littleEndian, machine, flags } = result.image.header;
    assert.deepEqual(image.header, { class: elfClass, littleEndian, machine, flags });
    assert.match(image.kernel ?? '', /^\d+\.\d+\.\d+$/);
  }
});

test('an image that lies across two pieces of the file is found, at every byte that the border can cut', async () => {
  const image = vdsoImage({ arch: 'amd64' }).bytes;
  for (const before of [0, 1, 3, 4, 63, 64]) {
    const bytes = new Uint8Array((1 << 20) + image.length + 100);
    bytes.set(kernelOf([]).bytes.subarray(0, 120));
    bytes.set(image, (1 << 20) - before);
    const { images } = await lookThrough(bytes, 'vmlinux');
    assert.deepEqual(
      images.map(({ image: { offset, size } }) => [offset, size]),
      [[(1 << 20) - before, image.length]],
    );
  }
});

test('the bytes of one image are had again, and none where they have changed', async () => {
  const { bytes } = kernelOf([vdsoImage({ arch: 'amd64' }).bytes, vdsoImage({ arch: 's390' }).bytes]);
  const { images } = await lookThrough(bytes, 'vmlinux');
  for (const { image, bytes: own } of images) {
    const again = await innerSource(memorySource(bytes), 'vmlinux', image);
    assert.ok(again !== undefined);
    assert.ok(Buffer.from(await again.read(0, again.size)).equals(own));
    const other = { ...image, sha256: sha256(new Uint8Array(1)) };
    assert.equal(await innerSource(memorySource(bytes), 'vmlinux', other), undefined);
    const elsewhere = { ...image, members: ['boot/vmlinux'] };
    assert.equal(await innerSource(memorySource(bytes), 'vmlinux', elsewhere), undefined);
  }
});

test('the same bytes twice in one kernel are one image', async () => {
  const image = vdsoImage({ arch: 'arm64' }).bytes;
  assert.equal((await lookThrough(kernelOf([image, image]).bytes, 'vmlinux')).images.length, 1);
});

const amd64 = vdsoImage({ arch: 'amd64' });
for (const [what, bytes] of [
  ['is no shared object', damage(amd64, 'ehdr.e_type', 2).bytes],
  ['has no program headers', damage(amd64, 'ehdr.e_phnum', 0).bytes],
  ['has 65 program headers', damage(amd64, 'ehdr.e_phnum', 65).bytes],
  ['has program headers of another size', damage(amd64, 'ehdr.e_phentsize', 32).bytes],
  ['has section headers of another size', damage(amd64, 'ehdr.e_shentsize', 40).bytes],
  ['has its section headers behind 256 KiB', damage(amd64, 'ehdr.e_shoff', LARGEST_IMAGE).bytes],
  ['has its program headers beyond 2^53', damage(amd64, 'ehdr.e_phoff', 2n ** 64n - 1n).bytes],
  ['is of a class that there is not', withByte(amd64.bytes, 4, 3)],
  ['is cut', amd64.bytes.subarray(0, amd64.bytes.length - 1)],
  ['is a library', vdsoImage({ arch: 'amd64', override: { soname: 'libc.so.6' } }).bytes],
] as const) {
  test(`what ${what} is no image`, async () => {
    // At the end: what is cut must not be whole by what follows.
    const kernel = kernelOf([]).bytes;
    const { images } = await lookThrough(Uint8Array.from([...kernel, ...bytes]), 'vmlinux');
    assert.deepEqual(images, []);
  });
}

test('of very many places that look like an image so many are looked at, and that is said', async () => {
  const bytes = new Uint8Array(64 * (MOST_IMAGE_PLACES + 10));
  const header = damage(amd64, 'ehdr.e_shoff', 1).bytes.subarray(0, 64);
  for (let at = 0; at < bytes.length; at += 64) bytes.set(header, at);
  const { images, notices } = await lookThrough(bytes, 'vmlinux');
  assert.deepEqual(images, []);
  assert.deepEqual(notices, [{ code: 'tooManyPlaces', args: { members: [], limit: MOST_IMAGE_PLACES } }]);
});

test('what is a container is told by a few bytes and the name', async () => {
  const kernel = kernelOf([amd64.bytes]).bytes;
  const kind = (bytes: Uint8Array, name: string) => containerKind(memorySource(bytes), name);
  assert.equal(await kind(kernel, 'x'), 'kernel');
  assert.equal(await kind(amd64.bytes, '/lib/modules/6.12.9/vdso/vdso64.so'), undefined);
  assert.equal(await kind(damage(amd64, 'ehdr.e_type', 1).bytes, 'kvm.ko'), 'kernel');
  assert.equal(await kind(new Uint8Array(), ''), undefined);
  assert.equal(await kind(new TextEncoder().encode('vmlinux'), 'readme'), undefined);
});

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
