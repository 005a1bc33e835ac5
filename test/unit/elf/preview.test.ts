/** A preview of an image with many symbols shows the same rows as the whole, for a cost that their number is no part of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { compareRows, exercisePreview } from '../../hostile/exercisePreview.ts';
import { mutate } from '../../hostile/mutate.ts';
import { Random } from '../../hostile/random.ts';
import { fuzzSeeds } from '../../hostile/seeds.ts';
import {
  buildImage,
  damage,
  describeFull,
  fullImage,
  shapeName,
  shapes,
  withoutSections,
} from '../../support/elf/index.ts';
import { ourView } from '../../support/ourView.ts';
import { CountingSource, imageOf } from './support.ts';

const PREVIEW = { preview: 1, firstRead: 64 } as const;
const MUTATIONS = 40;
const [shape = { class: 64, littleEndian: true } as const] = shapes;

/** A library with so many symbols, in versions, each with a name of its own. */
function library(count: number, change: Parameters<typeof fullImage>[1] = {}) {
  const symbols = Array.from({ length: count }, (_, at) => ({
    name: `symbol_${at}_${'x'.repeat(at % 40)}`,
    offset: at % 64,
    version: at % 3 === 0 ? 'V1' : 'V2',
  }));
  const versions = [{ name: 'V1' }, { name: 'V2', parents: ['V1'] }];
  return buildImage({ ...describeFull(shape), symbols, versions, ...change });
}

for (const each of shapes) {
  for (const [what, change] of [
    ['with section headers', (bytes: Uint8Array) => bytes],
    ['without them', withoutSections],
  ] as const) {
    test(`${shapeName(each)} ${what}: the rows of the whole`, async () => {
      const bytes = change(fullImage(each).bytes);
      const whole = await imageOf(bytes);
      const image = await imageOf(bytes, PREVIEW);
      const { length } = image.symbols;
      assert.ok(image.preview !== undefined && length > 5);
      assert.equal(image.symbols.at(1), undefined, 'nothing is read before it is asked for');
      await image.preview.load(2, 3);
      compareRows(image, whole, [2, 3, 4]);
      assert.equal(image.symbols.name(1), '');
      await Promise.all([image.preview.load(0, 4), image.preview.load(3, length)]);
      compareRows(image, whole, [...Array(length).keys()]);
      assert.deepEqual(image.problems, []);
      assert.equal(image.gnuHash ?? image.sysvHash, undefined);
      assert.equal(image.preview.firstHashed, whole.gnuHash?.symoffset);
      assert.ok((image.preview.firstHashed ?? 0) > 0);
    });
  }
}

test('section indices beyond 16 bits are those of the whole', async () => {
  const { bytes } = buildImage({
    ...describeFull({ class: 64, littleEndian: false }),
    symbols: [{ name: 'far', offset: 0, extendedIndex: true }],
    extendedNumbering: { sections: true },
  });
  const whole = await imageOf(bytes);
  const image = await imageOf(bytes, PREVIEW);
  await image.preview?.load(0, 10);
  compareRows(image, whole, [0, 1]);
});

test('the cost of the first rows does not grow with the symbols', async () => {
  const costs: { bytes: number; reads: number }[] = [];
  for (const count of [1_000, 6_000]) {
    const source = new CountingSource(library(count).bytes);
    const image = await imageOf(source, { preview: 500, firstRead: 4096 });
    await image.preview?.load(count / 2, 60);
    assert.match(image.symbols.name(count / 2), /^symbol_\d+_x*$/);
    costs.push({ bytes: source.bytesRead, reads: source.reads.length });
  }
  const [few, many] = costs;
  assert.ok(few && many && many.bytes < 1.2 * few.bytes && many.reads <= few.reads, JSON.stringify(costs));
});

test('images with fewer symbols are read as ever, in as many reads', async () => {
  const { bytes } = library(500);
  const [plain, asked] = [new CountingSource(bytes), new CountingSource(bytes)];
  const whole = await imageOf(plain, { firstRead: 64 });
  const image = await imageOf(asked, { firstRead: 64, preview: 1000 });
  assert.equal(image.preview, undefined);
  assert.deepEqual(ourView(image), ourView(whole));
  assert.deepEqual(asked.reads, plain.reads);
});

test('images that are read at once, and those with .symtab, get no preview', async () => {
  const { bytes } = library(2_000);
  assert.equal((await imageOf(bytes, { preview: 1 })).preview, undefined);
  assert.equal((await imageOf(bytes, { ...PREVIEW, symtab: true })).preview, undefined);
});

test('without a size of the strings the whole is read: where they end takes all tables', async () => {
  const { bytes } = damage(library(100), 'dynamic[DT_STRSZ].d_tag', 0x6000000d);
  assert.equal((await imageOf(withoutSections(bytes), PREVIEW)).preview, undefined);
});

test('a file that shrinks meanwhile refuses rows, and never waits for them', async () => {
  const { bytes, layout } = library(2_000);
  let left = bytes.length;
  const source = {
    size: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, Math.min(offset + length, left)),
    dispose: async () => {},
  };
  const image = await imageOf(source, PREVIEW);
  await image.preview?.load(0, 10);
  left = layout.range('dynstr').offset + 100;
  await assert.rejects(async () => image.preview?.load(1000, 10), RangeError);
  assert.match(image.symbols.name(1), /^symbol_\d+_x*$/, 'what is there stays');
});

test('names out of all proportion are left to the whole', async () => {
  const name = 'x'.repeat(5000);
  const { bytes } = library(50, {
    symbols: [
      { name, offset: 0 },
      { name: 'short', offset: 0 },
    ],
  });
  const image = await imageOf(bytes, PREVIEW);
  await assert.rejects(async () => image.preview?.load(0, 10), RangeError);
});

for (const seed of fuzzSeeds()) {
  test(`${seed.name}, mutated: previewed at, and then read as if it had not been`, async () => {
    for (let input = 0; input < MUTATIONS; input++) {
      const bytes = mutate(seed, new Random(input * 104_729));
      if (bytes.length < 4) continue;
      bytes.set([0x7f, 0x45, 0x4c, 0x46]);
      if (await exercisePreview(memorySource(bytes))) continue;
      // What is wrong with the tables is said in the same words when a preview was tried first.
      const image = await imageOf(bytes, PREVIEW);
      assert.deepEqual(image.problems, (await imageOf(bytes, { firstRead: 64 })).problems, `input ${input}`);
    }
  });
}
