/** Programs packed by UPX are named by the records behind their program headers, each as UPX itself names it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { readElfHeaders } from '../../../src/elf/readHeaders.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { shapes } from '../../support/elf/index.ts';
import { PACKED, type PackedOptions, packedProgram, STUB } from '../../support/packedProgram.ts';
import { imageOf } from './support.ts';

const packedOf = async (options: PackedOptions) => (await imageOf(packedProgram(options))).packed;

for (const shape of shapes) {
  test(`release, version, format, method and size of ${JSON.stringify(shape)}`, async () => {
    const bytes = packedProgram({ ...shape, machine: shape.class === 64 ? 62 : 3 });
    const image = await imageOf(bytes);
    assert.deepEqual(image.packed, PACKED);
    assert.deepEqual((await readElfHeaders(memorySource(bytes)))?.packed, PACKED);
    const problem = image.problems.find(({ code }) => code === 'packed') ?? assert.fail();
    assert.equal(problem.severity, 'note');
    assert.match(
      problemSentence(problem),
      /^Packed by UPX 4\.24 \(linux\/amd64, NRV2E, records of version 14\): .* the program of 1,382,875 bytes/,
    );
    const { offset = 0, length = 0 } = problem;
    assert.equal(Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString(), 'UPX!');
    assert.equal(bytes[offset + length - 4], 8, 'the method is the last field that is told');
  });
}

test('formats and methods of other machines and releases; what is not known is told by its number', async () => {
  for (const [format, name] of [
    [12, 'linux/i386'],
    [23, 'linux/arm'],
    [42, 'linux/arm64'],
    [132, 'linux/ppc32'],
    [133, 'linux/armeb'],
    [137, 'linux/mips'],
    [99, 'format 99'],
  ] as const)
    assert.equal((await packedOf({ format }))?.format, name);
  for (const [method, name] of [
    [2, 'NRV2B'],
    [4, 'NRV2B'],
    [5, 'NRV2D'],
    [10, 'NRV2E'],
    [11, 'method 11'],
    [14, 'LZMA'],
    [15, 'Deflate'],
    [1, 'method 1'],
  ] as const)
    assert.equal((await packedOf({ method }))?.method, name);
});

test('a stub without a word of itself is named without its release', async () => {
  const { packed, problems } = await imageOf(packedProgram({ release: null, version: 13 }));
  assert.deepEqual([packed?.packer, packed?.release, packed?.version], ['UPX', undefined, 13]);
  assert.match(problemSentence(problems[0] ?? assert.fail()), /^Packed by UPX \(/);
});

test('only the stub is read for it, and a text elsewhere says nothing', async () => {
  const bytes = packedProgram({ release: null });
  const more = new Uint8Array(bytes.length + 100);
  more.set(bytes);
  more.set(new TextEncoder().encode('$Id: UPX 9.99 of another. $'), bytes.length);
  assert.equal((await imageOf(more)).packed?.release, undefined);
});

test('other magic, fewer bytes or no program headers are no packed program', async () => {
  const bytes = packedProgram();
  const at = Buffer.from(bytes).indexOf('UPX!');
  const damaged = bytes.slice();
  damaged[at] = 0x75;
  assert.equal((await imageOf(damaged)).packed, undefined);
  assert.equal((await imageOf(bytes.slice(0, at + 30))).packed, undefined);
  const none = bytes.slice();
  new DataView(none.buffer).setUint16(56, 0, true);
  none.set(bytes.subarray(at - 4, STUB), 64);
  assert.equal((await imageOf(none)).packed, undefined);
});

test('an entry that leads nowhere costs the release alone', async () => {
  const bytes = packedProgram();
  new DataView(bytes.buffer).setBigUint64(24, 0xffff_ffff_ffff_fff0n, true);
  const { packed } = await imageOf(bytes);
  assert.deepEqual([packed?.packer, packed?.release], ['UPX', undefined]);
});
