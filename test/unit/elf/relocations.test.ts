/** Relocations of all four tables, the order of 64-bit MIPS's r_info, and RELR's bitmaps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relocationTypeName } from '../../../src/elf/format/names.ts';
import { damage, fullImage, machines, shapeName, shapes, withoutSections } from '../../support/elf/index.ts';
import { codes, imageOf, rows } from './support.ts';

for (const shape of shapes) {
  test(`${shapeName(shape)}: each table, by name and place`, async () => {
    const { bytes } = fullImage(shape);
    const image = await imageOf(bytes);
    const { machine } = image.header;
    const shown = rows(image.relocations).map(({ table, index, type, symbol, addend }) =>
      [table, index, relocationTypeName(type, machine), symbol, addend ?? '-'].join(' '),
    );
    const plt = relocationTypeName(
      machine === machines.x86_64 ? 7 : machine === machines.riscv ? 5 : 21,
      machine,
    );
    const expected = [
      'rela 0 RELATIVE 0 4660',
      'rela 1 RELATIVE 0 -8',
      ...(shape.class === 32 ? ['rel 0 RELATIVE 0 -'] : []),
      `jmprel 0 ${plt} 3 ${shape.class === 32 ? '-' : '0'}`,
      'relr 0 RELATIVE 0 -',
      'relr 1 RELATIVE 0 -',
    ];
    assert.deepEqual(shown, expected);
    assert.match(plt, /^JU?MP_SLOT$/);
  });

  test(`${shapeName(shape)}: RELR addresses, with a bitmap of every kind`, async () => {
    const word = shape.class / 8;
    const bits = shape.class - 1;
    // Address 0x10, then bits 0 and 2 of the next words, then all bits, then new addresses.
    const all = (1n << BigInt(shape.class)) - 1n;
    const relr = [0x10n, 0b1011n, all, 0x4000n, 0b11n, 0x5000n, 0b1101n];
    const image = await imageOf(fullImage(shape, { relocations: { relr } }).bytes);
    const offsets = rows(image.relocations).map(({ offset }) => Number(offset));
    const first = 0x10 + word;
    const second = first + bits * word;
    assert.deepEqual(offsets, [
      0x10,
      first,
      first + 2 * word,
      ...Array.from({ length: bits }, (_, bit) => second + bit * word),
      0x4000,
      0x4000 + word,
      0x5000,
      0x5000 + 2 * word,
      0x5000 + 3 * word,
    ]);
  });
}

test('64-bit MIPS: symbol and types are where its supplement puts them, in both byte orders', async () => {
  for (const littleEndian of [true, false]) {
    const shape = { class: 64, littleEndian } as const;
    // type2 R_MIPS_64 (18), type R_MIPS_REL32 (3): what every 64-bit relative relocation is.
    const rel = [{ offset: 8n, type: 0x1203, symbol: 2 }];
    const image = await imageOf(fullImage(shape, { machine: machines.mips, relocations: { rel } }).bytes);
    assert.deepEqual(codes(image), []);
    const [relocation] = rows(image.relocations);
    assert.equal(relocation?.symbol, 2);
    assert.equal(relocation.type, 0x1203);
  }
});

test('RELR under the numbers that Android gave it first', async () => {
  const built = fullImage({ class: 64, littleEndian: true });
  const early = damage(
    damage(built, 'dynamic[DT_RELR].d_tag', 0x6fffe000),
    'dynamic[DT_RELRSZ].d_tag',
    0x6fffe001,
  );
  const of = async (bytes: Uint8Array) => rows((await imageOf(bytes)).relocations);
  assert.deepEqual(await of(withoutSections(early.bytes)), await of(built.bytes));
});

test('tags of Solaris with the numbers of Android’s packed relocations are not taken for them', async () => {
  // DT_SUNW_FILTER, DT_SUNW_SYMTAB and DT_SUNW_SORTENT.
  const extraDynamic = [0x6000000fn, 0x60000011n, 0x60000013n].map((tag) => ({ tag, value: 0x10n }));
  const image = await imageOf(fullImage({ class: 64, littleEndian: true }, { extraDynamic }).bytes);
  assert.deepEqual(codes(image), []);
});
