/** What is no problem, although one thing of two that make one is there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damage, fullImage, shapeName, shapes } from '../../support/elf/index.ts';
import { CountingSource, codes, imageOf } from './support.ts';

for (const shape of shapes) {
  test(`${shapeName(shape)}: without section headers nobody asks for the one with their names`, async () => {
    const image = fullImage(shape, { entry: 0x1000n });
    const none = damage(damage(image, 'ehdr.e_shoff', 0), 'ehdr.e_shnum', 0);
    assert.ok(!codes(await imageOf(none.bytes)).includes('shstrndx-wrong'));
    const wrong = damage(image, 'ehdr.e_shstrndx', 999);
    assert.ok(codes(await imageOf(wrong.bytes)).includes('shstrndx-wrong'));
    const library = damage(fullImage(shape), 'ehdr.e_shstrndx', 999);
    assert.ok(codes(await imageOf(library.bytes)).includes('shstrndx-wrong'));
  });

  test(`${shapeName(shape)}: section 0 is missed where counts stand in it, and nowhere else`, async () => {
    const outside = damage(fullImage(shape), 'ehdr.e_shoff', 0x70000000);
    const missed = async (field: string, value: number) =>
      codes(await imageOf(damage(outside, field, value).bytes)).includes('section-zero-missing');
    assert.equal(await missed('ehdr.e_shstrndx', 0xffff), true);
    assert.equal(await missed('ehdr.e_phnum', 0xffff), true);
    assert.equal(await missed('ehdr.e_shnum', 0), false);
  });

  test(`${shapeName(shape)}: of symbols that nothing counts the room is taken, be it for one`, async () => {
    const { bytes } = fullImage(shape, {
      hash: 'none',
      symbols: [],
      versions: [],
      needs: [],
      sectionHeaders: false,
    });
    const image = await imageOf(bytes);
    assert.deepEqual([image.symbols.length, image.symbols.countFrom], [1, 'extent']);
  });

  test(`${shapeName(shape)}: tables that lie together are read together`, async () => {
    const source = new CountingSource(fullImage(shape).bytes);
    await imageOf(source, { symtab: true });
    assert.ok(source.reads.length <= 4, `${source.reads.length} reads of ${source.size} bytes`);
  });
}
