/** An image held against what it was made from: what the kernel writes over is no difference, all else is somebody's. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type CodeComparison, compareCode, MOST_CHANGED_PLACES } from '../../../src/code/compared.ts';
import { Disassembler } from '../../../src/code/decode/disassembler.ts';
import { machineOf } from '../../../src/code/decode/machine.ts';
import { Listing } from '../../../src/code/listing.ts';
import { buildIdOf } from '../../../src/elf/notes/buildId.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { originalOf } from '../../../src/session/code/original.ts';
import type { ImagePlaces } from '../../../src/sources/imageFiles.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeBytes, codeImage, FUNCTION_SIZE, sharedCapstone } from '../../support/code/codeImage.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const FUNCTIONS = {
  // push rbp; mov rbp, rsp; xor eax, eax; mov ecx, 0x12345678; pop rbp; ret
  __vdso_time: '55 48 89 e5 31 c0 b9 78 56 34 12 5d c3',
  __vdso_getcpu: '31 c0 c3',
};

const imageOf = async (bytes: Uint8Array) => {
  const read = await readElf(memorySource(bytes));
  assert.ok(read.kind === 'elf');
  return read.image;
};

async function compared(before: Uint8Array, now: Uint8Array): Promise<CodeComparison | undefined> {
  const image = await imageOf(now);
  const machine = machineOf(image.header) ?? assert.fail('a machine that is known');
  const listing = new Listing(image, memorySource(now), new Disassembler(machine, sharedCapstone));
  const from = { kind: 'live' } as const;
  return compareCode(listing, {
    from,
    image: await imageOf(before),
    source: memorySource(before),
  });
}

function changed(bytes: Uint8Array, at: number, hex: string): Uint8Array {
  const copy = bytes.slice();
  copy.set(codeBytes(hex), at);
  return copy;
}

const placesOf = (found: CodeComparison | undefined) =>
  found?.places.map(({ symbol, offset, length, before, now }) => [
    symbol,
    offset,
    length,
    before.instructions.map(({ mnemonic }) => mnemonic).join(),
    now.instructions.map(({ mnemonic }) => mnemonic).join(),
  ]);

describe('the code of an image against what it was made from', () => {
  const built = codeImage('amd64', FUNCTIONS);
  const { bytes } = built;
  const text = built.layout.range('text').offset;

  test('the same', async () =>
    assert.deepEqual(await compared(bytes, bytes), { from: { kind: 'live' }, places: [], more: 0 }));

  test('a changed byte is told with the whole instruction that it is in', async () =>
    assert.deepEqual(placesOf(await compared(bytes, changed(bytes, text + 9, '99'))), [
      ['__vdso_time', 6n, 5, 'mov', 'mov'],
    ]));

  test('a jump over several instructions is one place, and another function another', async () => {
    const jump = changed(bytes, text, '48 b8 00 10 00 f0 ff 7f 00 00 ff e0');
    const both = changed(jump, text + FUNCTION_SIZE, '90 90');
    assert.deepEqual(placesOf(await compared(bytes, both)), [
      ['__vdso_time', 0n, 12, 'push,mov,xor,mov,pop', 'movabs,jmp'],
      ['__vdso_getcpu', 0n, 2, 'xor', 'nop,nop'],
    ]);
  });

  test('what is no code may differ', async () => {
    const { offset } = built.layout.range('dynsym');
    assert.deepEqual((await compared(bytes, changed(bytes, offset + 24, 'ff')))?.places, []);
  });

  test('a site that the kernel writes over may differ, and a byte behind it not', async () => {
    const site = new Uint8Array(14);
    const names = Object.keys(FUNCTIONS);
    const plain = vdsoImage({ arch: 'amd64', exports: names });
    const at = plain.layout.range('text').offset;
    const view = new DataView(site.buffer);
    view.setInt32(0, at, true);
    view.setInt32(4, at + FUNCTION_SIZE - 4, true);
    view.setUint32(8, 0x3b, true);
    view.setUint8(12, 3);
    view.setUint8(13, 3);
    // Its own offset counts: the table lies where the image says.
    const withTable = vdsoImage({
      arch: 'amd64',
      exports: names,
      override: { extraSections: [{ name: '.altinstructions', contents: site }] },
    });
    const file = changed(withTable.bytes, at, '0f 31 90 90 c3');
    assert.deepEqual((await compared(file, changed(file, at, '0f 01 f9')))?.places, []);
    assert.deepEqual(placesOf(await compared(file, changed(file, at, '0f 01 f9 cc'))), [
      ['__vdso_time', 3n, 1, 'nop', 'int3'],
    ]);
    // Whoever writes over more than the kernel may say in the image that this was the kernel's.
    const claimed = changed(file, at, '0f 01 f9 cc');
    const table = Buffer.from(file).indexOf(Buffer.from(site));
    assert.notEqual(table, -1);
    claimed[table + 12] = 5;
    assert.equal((await compared(file, claimed))?.places.length, 1);
  });

  test('the word that tells old PowerPC images where their data are may differ, and the code behind it not', async () => {
    const power = vdsoImage({ arch: 'ppc64', exports: ['__kernel_datapage_offset', '__kernel_time'] });
    const at = power.layout.range('text').offset;
    assert.deepEqual((await compared(power.bytes, changed(power.bytes, at, '01 02 03 04')))?.places, []);
    assert.equal(
      (await compared(power.bytes, changed(power.bytes, at + 4, '01 02 03 04')))?.places.length,
      1,
    );
  });

  test('of very many places the first are told, and the rest counted', async () => {
    const many = vdsoImage({
      arch: 'amd64',
      exports: Array.from({ length: MOST_CHANGED_PLACES + 6 }, (_, index) => `__vdso_f${index}`),
    });
    const start = many.layout.range('text').offset;
    const other = many.bytes.slice();
    for (let index = 0; index < MOST_CHANGED_PLACES + 6; index++)
      other[start + index * FUNCTION_SIZE] = 0x90 + (index % 2);
    const found = await compared(many.bytes, other);
    assert.equal(found?.places.length, MOST_CHANGED_PLACES);
    assert.equal(found?.more, 6);
  });
});

describe('the file that a live image was made from', () => {
  const bytes = codeImage('amd64', FUNCTIONS).bytes;
  const none: ImagePlaces = { images: [], byBuildId: [], fetched: [] };

  /** The same but for its build id. */
  function ofAnotherBuild(): Uint8Array {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(Buffer.from('1af29f00112233445566778899aabbccddeeff01', 'hex'));
    assert.notEqual(at, -1);
    copy[at] = 0;
    return copy;
  }

  async function inFolder(use: (folder: string, buildId: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-files-'));
    try {
      await use(folder, buildIdOf(await imageOf(bytes)) ?? assert.fail('it has a build id'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  const foundIn = async (places: Partial<ImagePlaces>, kind: 'live' | 'file' = 'live') =>
    (await originalOf(await imageOf(bytes), { kind }, { ...none, ...places }))?.from;

  test('is among those of the kernel, whatever its name, by its build id', () =>
    inFolder(async (folder) => {
      await writeFile(path.join(folder, 'vdso32.so'), ofAnotherBuild());
      assert.equal(await foundIn({ images: [folder] }), undefined);
      const file = path.join(folder, 'vdso64.so');
      await writeFile(file, bytes);
      assert.deepEqual(await foundIn({ images: [`${folder}/none`, folder] }), { kind: 'file', path: file });
      assert.equal(await foundIn({ images: [folder] }, 'file'), undefined, 'a file is held against no other');
    }));

  test('has its build id as its name, or that of its folder', () =>
    inFolder(async (folder, id) => {
      const [first, rest] = [id.slice(0, 2), id.slice(2)];
      await mkdir(path.join(folder, first));
      await mkdir(path.join(folder, id));
      const debug = path.join(folder, first, `${rest}.debug`);
      await writeFile(debug, bytes);
      assert.deepEqual(await foundIn({ byBuildId: [folder] }), { kind: 'file', path: debug });
      const fetched = path.join(folder, id, 'executable');
      await writeFile(fetched, bytes);
      assert.deepEqual(await foundIn({ fetched: [folder] }), { kind: 'file', path: fetched });
      // A file under the right name may be another one.
      await writeFile(fetched, ofAnotherBuild());
      assert.equal(await foundIn({ fetched: [folder] }), undefined);
    }));

  test('is none that has debug information alone', () =>
    inFolder(async (folder, id) => {
      const image = await imageOf(bytes);
      const { header } = image;
      const only = bytes.slice();
      // Every section of code becomes one without bytes (SHT_NOBITS), as objcopy --only-keep-debug leaves it.
      const view = new DataView(only.buffer);
      for (let index = 0; index < image.sections.length; index++) {
        const section = image.sections.at(index);
        if (section !== undefined && (section.flags & 4n) !== 0n)
          view.setUint32(Number(header.shoff) + index * header.shentsize + 4, 8, true);
      }
      await mkdir(path.join(folder, id));
      await writeFile(path.join(folder, id, 'debuginfo'), only);
      assert.equal(await foundIn({ fetched: [folder] }), undefined);
      await writeFile(path.join(folder, id, 'debuginfo'), bytes);
      assert.notEqual(await foundIn({ fetched: [folder] }), undefined);
    }));
});
