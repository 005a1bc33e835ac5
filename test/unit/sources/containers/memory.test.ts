/** What a look holds at once, however its files lie in one another: counted in bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagesIn, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import { DEEPEST } from '../../../../src/sources/containers/lookInto.ts';
import { Memory, MOST_HELD } from '../../../../src/sources/containers/memory.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { tarOf } from '../../../support/archives.ts';
import { bzImage } from '../../../support/containers/bootFiles.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { lookThrough } from '../../../support/containers/look.ts';
import { hasPacker, packWith } from '../../../support/containers/pack.ts';
import { vdsoImage } from '../../../support/elf/vdso.ts';

const MIB = 1 << 20;
const kernel = kernelOf([vdsoImage({ arch: 'amd64' }).bytes], MIB);
const skip = !(hasPacker('xz') && hasPacker('zstd')) && 'xz or zstd is not installed';

/** As deep as it may be: a kernel that is packed, in a packed archive, in another one. */
function nested(): { readonly bytes: Uint8Array; readonly vmlinuz: number } {
  const vmlinuz = bzImage(packWith('zstd', '-1', kernel.bytes));
  const inner = packWith(
    'xz',
    '--lzma2=preset=0,dict=8MiB',
    tarOf([{ name: 'boot/vmlinuz', bytes: vmlinuz }]),
  );
  const outer = packWith(
    'xz',
    '--lzma2=preset=0,dict=8MiB',
    tarOf([{ name: 'boot/data.tar.xz', bytes: inner }]),
  );
  return { bytes: outer, vmlinuz: vmlinuz.length };
}
const { bytes, vmlinuz } = skip ? { bytes: new Uint8Array(), vmlinuz: 0 } : nested();

test('files around each other are counted together, each while it is held', { skip }, async () => {
  const memory = new Memory();
  const { images, notices } = await lookThrough(bytes, 'a.tar.xz', { memory });
  assert.deepEqual([images.length, notices], [1, []]);
  assert.equal(images[0]?.image.members.length, DEEPEST);
  // Both archives' windows have seen the kernel's file, which is kept, and zstd's has seen the kernel.
  const least = 3 * vmlinuz + kernel.bytes.length;
  assert.ok(memory.most >= least, `${memory.most} < ${least}`);
  // Windows are twice as large as what is in them at most, and three times while they grow.
  assert.ok(memory.most <= 3 * least + MIB, `${memory.most}`);
  assert.equal(memory.held, 0, 'all of it was given back');
  assert.equal(memory.limit, MOST_HELD);
});

test('what is larger than what may be held is looked at as far as it goes, and that is said', {
  skip,
}, async () => {
  const all = new Memory();
  await lookThrough(bytes, 'a.tar.xz', { memory: all });
  const codes = new Set<string>();
  for (const part of [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const memory = new Memory(Math.floor(all.most * part));
    const { notices } = await lookThrough(bytes, 'a.tar.xz', { memory });
    assert.ok(memory.most <= memory.limit, `${memory.most} of ${memory.limit}`);
    assert.equal(memory.held, 0);
    for (const { code } of notices) codes.add(code);
    if (part < 0.3) assert.ok(notices.length > 0, `${part}`);
  }
  for (const code of ['memberTooLarge', 'windowTooLarge']) assert.ok(codes.has(code), [...codes].join());
});

test('a look that is left or ended in the middle gives back what it held', { skip }, async () => {
  const memory = new Memory();
  for await (const _ of imagesIn(memorySource(bytes), 'a.tar.xz', { memory })) break;
  assert.equal(memory.held, 0);
  const controller = new AbortController();
  const read = imagesIn(
    memorySource(bytes),
    'a.tar.xz',
    { memory, progress: (passed) => passed > bytes.length / 2 && controller.abort() },
    controller.signal,
  );
  await assert.rejects(async () => {
    for await (const _ of read);
  }, /abort/i);
  assert.equal(memory.held, 0);
  const [found] = (await lookThrough(bytes, 'a.tar.xz', { memory })).images;
  assert.ok(found !== undefined);
  const again = await innerSource(memorySource(bytes), 'a.tar.xz', found.image, { memory });
  assert.equal(again?.size, found.bytes.length);
  assert.equal(memory.held, 0);
});

test('a kernel is looked through while it is unpacked: what of it was passed is not held', {
  skip,
}, async () => {
  const large = kernelOf([vdsoImage({ arch: 'amd64' }).bytes], 3 * MIB);
  const memory = new Memory();
  const file = bzImage(packWith('xz', '--check=crc32 --lzma2=preset=0,dict=256KiB', large.bytes));
  const { images } = await lookThrough(file, 'vmlinuz', { memory });
  assert.deepEqual(
    images.map(({ image }) => image.offset),
    large.places,
  );
  assert.ok(memory.most < 3 * MIB, `${memory.most} of ${large.bytes.length}`);
});
