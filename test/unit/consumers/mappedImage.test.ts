import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MappedImage } from '../../../src/consumers/lookup/mappedImage.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

const BASE = 0x7ffd_0000_0000n;

async function mapped(base: bigint | undefined) {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  return { bytes, memory: new MappedImage(await elfImage(bytes), base) };
}

test('the mapping is the file rounded up to a page, with zeros behind its end', async () => {
  const { bytes, memory } = await mapped(BASE);
  assert.equal(memory.length, 4096);
  assert.deepEqual(memory.read(BASE, 4), Uint8Array.of(0x7f, 0x45, 0x4c, 0x46));
  const end = BASE + BigInt(bytes.length);
  const across = memory.read(end - 2n, 4);
  assert.deepEqual(across, Uint8Array.of(...bytes.subarray(-2), 0, 0));
  assert.deepEqual(memory.read(end, 4), new Uint8Array(4));
  assert.equal(memory.number(BASE + 4092n, 4), 0);
});

test('reads outside the mapping are faults', async () => {
  const { memory } = await mapped(BASE);
  assert.equal(memory.read(BASE - 1n, 1), 'outside');
  assert.equal(memory.read(BASE + 4096n, 1), 'outside');
  assert.equal(memory.read(BASE + 4094n, 4), 'outside');
  assert.equal(memory.number(BASE + 4094n, 4), 'outside');
  assert.equal(memory.number(2n, 2), 'outside');
});

test('addresses wrap at the class width', async () => {
  const { memory } = await mapped(0xffff_ffff_ff70_0000n);
  assert.deepEqual(memory.read((1n << 64n) + 0xffff_ffff_ff70_0000n, 2), Uint8Array.of(0x7f, 0x45));
  assert.equal(memory.distance(0xffff_ffff_ff6f_fff0n), -16n);
  const narrow = new MappedImage(await elfImage(vdsoImage({ arch: '386' })), 0xffff_e000n);
  assert.equal(narrow.number((1n << 32n) + 0xffff_e000n, 4), 0x464c457f);
});

test('numbers are in the order of the image', async () => {
  const big = new MappedImage(await elfImage(vdsoImage({ arch: 's390x' })), BASE);
  assert.equal(big.number(BASE + 18n, 2), 22);
  assert.equal(big.number(BASE + 0x38n, 2), 3);
});

test('a file has no live address, and its stand-in is not 0', async () => {
  const { memory } = await mapped(undefined);
  assert.equal(memory.live, false);
  assert.equal(memory.read(0n, 1), 'outside');
  assert.deepEqual(memory.read(memory.base, 1), Uint8Array.of(0x7f));
});

test('bytes that were not read are told from faults, byte by byte', async () => {
  const image = await elfImage(vdsoImage({ arch: 'amd64' }));
  const holed = Object.create(image, {
    bytes: {
      value: (at: number, count: number) =>
        at < 100 && at + count > 96 ? undefined : image.bytes(at, count),
    },
  });
  const memory = new MappedImage(holed, BASE);
  assert.equal(memory.number(BASE, 4), 0x464c457f);
  assert.equal(memory.number(BASE + 96n, 1), 'unread');
  assert.equal(memory.number(BASE + 94n, 4), 'unread');
  assert.notEqual(memory.number(BASE + 100n, 4), 'unread');
});
