/** CREL and Android's packed relocations: every form of an entry, any order of asking, and what they may cost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ElfImage, Relocation } from '../../../src/elf/model.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { Allocator } from '../../../src/elf/reading/allocation.ts';
import type {
  AndroidGroup,
  BuiltImage,
  ImageDescription,
  RelocationDescription,
} from '../../support/elf/index.ts';
import {
  buildImage,
  damage,
  fullImage,
  machines,
  overwrite,
  packedImage,
  shapeName,
  shapes,
  withoutSections,
} from '../../support/elf/index.ts';
import { CountingSource, codes, imageOf, rows } from './support.ts';

const little = { class: 64, littleEndian: true } as const;
const CREL = 0x40000014;
const ANDROID_REL = 0x60000001;
const ANDROID_RELA = 0x60000002;

/** An image with a section of these bytes, written by hand. */
function imageWith(type: number, contents: readonly number[], shape: Partial<ImageDescription> = {}) {
  const extraSections = [{ name: '.packed', type, flags: 2n, contents: Uint8Array.from(contents) }];
  const symbols = Array.from({ length: 40 }, (_, at) => ({ name: `s${at}`, offset: 0 }));
  return imageOf(
    buildImage({ ...little, machine: machines.x86_64, symbols, textSize: 4096, extraSections, ...shape })
      .bytes,
  );
}

function shown(image: ElfImage, table: Relocation['table'] = 'section'): string[] {
  return rows(image.relocations)
    .filter((row) => row.table === table)
    .map((row) => [row.index, row.offset, row.type, row.symbol, row.addend ?? '-'].join(' '));
}

for (const shape of shapes) {
  test(`${shapeName(shape)}: the dynamic table's, in the words of its tags, with section headers and without`, async () => {
    const { bytes } = packedImage(shape);
    const image = await imageOf(bytes, { symtab: true });
    assert.deepEqual(codes(image), []);
    const data = rows(image.sections).find(({ name }) => name === '.data')?.addr ?? 0n;
    const first = rows(image.relocations).find(({ table }) => table === 'crel');
    assert.equal(first?.offset, data + 64n);
    const crel = shown(image, 'crel').map((row) => row.split(' ').slice(2).join(' '));
    const relative = first?.type;
    const bind = shape.class === 64 && shape.littleEndian ? 7 : shape.littleEndian ? 5 : 21;
    assert.deepEqual(crel, [
      `${relative} 0 4660`,
      `${relative} 0 -8`,
      `${bind} 3 0`,
      `${bind} 2 0`,
      `${bind} 2 0`,
    ]);
    assert.equal(shown(image, 'android_rela').length, 65);
    const symbols = rows(image.relocations).map((row) => image.relocations.symbolName(row));
    for (const name of ['malloc', 'free', 'sin', 'optional', 'local_helper'])
      assert.ok(symbols.includes(name));
    const stripped = await imageOf(withoutSections(bytes));
    assert.deepEqual(codes(stripped), []);
    for (const table of ['crel', 'android_rela', 'rela', 'jmprel', 'relr'] as const)
      assert.deepEqual(shown(stripped, table), shown(image, table), table);
    assert.ok(image.tableRanges.some(({ name }) => name === '.crel.dyn'));
  });

  test(`${shapeName(shape)}: DT_ANDROID_REL has no addends, and DT_JMPREL may be CREL`, async () => {
    const entries = [16, 20, 24, 28].map((offset) => ({ offset, type: 2, symbol: 3, addend: 7n }));
    const relocations = {
      android: { addends: false, groups: [{ entries, step: 4n, sameInfo: true }, { entries }] },
      jmprel: entries,
      packedPlt: true,
    };
    const image = await imageOf(fullImage(shape, { relocations }).bytes);
    assert.deepEqual(codes(image), []);
    assert.deepEqual(
      shown(image, 'android_rel').map((row) => row.split(' ').slice(2).join(' ')),
      Array(8).fill('2 3 -'),
    );
    assert.deepEqual(
      shown(image, 'jmprel').map((row) => row.split(' ').slice(2).join(' ')),
      Array(4).fill('2 3 7'),
    );
  });
}

test('CREL: offsets of a byte and more, left-out bits, differences back and forth', async () => {
  // Header: 6 relocations, with addends, two bits left out.
  const image = await imageWith(CREL, [
    ...[6 * 8 + 4 + 2],
    ...[(3 << 3) | 7, 5, 1, 0x7f], // + 3 * 4, symbol + 5, type + 1, addend - 1
    ...[15 << 3], // + 15 * 4, all else as before
    ...[0x80 | (1 << 3) | 1, 2, 0x7e], // + (1 + 2 * 16) * 4, symbol - 2
    ...[0x80 | (2 << 3) | 4, 0x80, 1, 0x80, 2], // + (2 + 128 * 16) * 4, addend + 256
    ...[2, 0xff, 0x7e], // type - 129
    ...[0x80 | (15 << 3), ...Array(8).fill(0xff), 0x0f], // all ones: back by 4
  ]);
  assert.deepEqual(shown(image), [
    '0 12 1 5 -1',
    '1 72 1 5 -1',
    '2 204 1 3 -1',
    '3 8404 1 3 255',
    `4 8404 ${2 ** 32 - 128} 3 255`,
    `5 8400 ${2 ** 32 - 128} 3 255`,
  ]);
  const without = await imageWith(CREL, [2 * 8, (3 << 2) | 3, 5, 1, 0x80 | (31 << 2), 1]);
  assert.deepEqual(shown(without), ['0 3 1 5 -', '1 66 1 5 -']);
});

test('offsets and addends wrap at the width of the class', async () => {
  const wide = [0x80 | 4 | 1, ...Array(8).fill(0xff), 0x0f, 3, ...[0x80, 0x80, 0x80, 0x80, 0x08]];
  const header = [8 + 4];
  assert.deepEqual(shown(await imageWith(CREL, [...header, ...wide])), [
    `0 ${2n ** 64n - 16n} 0 3 ${2n ** 31n}`,
  ]);
  const narrow = { class: 32, machine: machines.i386 } as const;
  assert.deepEqual(shown(await imageWith(CREL, [...header, ...wide], narrow)), [
    `0 ${2n ** 32n - 16n} 0 3 ${-(2n ** 31n)}`,
  ]);
  const packed = [...Buffer.from('APS2'), 2, 0x78, 2, 1 + 2 + 8, 0x10, 8, 1, 1];
  assert.deepEqual(shown(await imageWith(ANDROID_RELA, packed)), ['0 8 8 0 1', '1 24 8 0 2']);
  const back = [...Buffer.from('APS2'), 2, 0x08, 2, 1 + 2 + 8, 0x70, 8, 1, 0x7d];
  assert.deepEqual(shown(await imageWith(ANDROID_RELA, back, narrow)), [
    `0 ${2n ** 32n - 8n} 8 0 1`,
    `1 ${2n ** 32n - 24n} 8 0 -2`,
  ]);
});

test('places and addends beyond 4 GiB', async () => {
  const shifted = [8 + 4 + 2, 0x80, 0x80, 0x80, 0x80, 0x60];
  assert.deepEqual(shown(await imageWith(CREL, shifted)), [`0 ${3n << 32n} 0 0 0`]);
  // Three that are 2^33 apart, with 2^34 for their addend, and one without.
  const far = [0x80, 0x80, 0x80, 0x80, 0x20];
  const addend = [0x80, 0x80, 0x80, 0x80, 0xc0, 0];
  const groups = [...Buffer.from('APS2'), 4, 0, 3, 1 + 2 + 4 + 8, ...far, 8, ...addend, 1, 0, 8, 1];
  const image = await imageWith(ANDROID_RELA, groups);
  const expected = [1n, 2n, 3n].map((at) => `${at - 1n} ${at << 33n} 8 0 ${1n << 34n}`);
  assert.deepEqual(shown(image), [...expected, `3 ${(3n << 33n) + 8n} 1 0 0`]);
  for (const index of [0, 3, 0, 2]) assert.equal(image.relocations.at(index)?.index, index);
  assert.equal(image.relocations.at(2)?.offset, 3n << 33n);
  assert.equal(image.relocations.at(0)?.offset, 1n << 33n);
  assert.equal(image.relocations.at(3)?.offset, (3n << 33n) + 8n);
});

test('a relocation that is cut off leaves the one before it as it is', async () => {
  const image = await imageWith(CREL, [2 * 8 + 4, (3 << 3) | 1, 5, (7 << 3) | 1]);
  assert.deepEqual(codes(image), ['packed-relocations-end', 'relocations-link']);
  assert.deepEqual(shown(image), ['0 3 0 5 0']);
  const jmprel = [2, 3].map((type) => ({ offset: BigInt(8 * type), type, symbol: 3 }));
  const whole = fullImage(little, { relocations: { jmprel, packedPlt: true } });
  const { size } = whole.layout.range('jmprel');
  const cut = await imageOf(damage(whole, 'dynamic[DT_PLTRELSZ].d_val', size - 1).bytes);
  assert.deepEqual(shown(cut, 'jmprel'), shown(await imageOf(whole.bytes), 'jmprel').slice(0, 1));
});

test('a table behind DT_CREL that the dynamic table does not name is shown as a section', async () => {
  const image = await imageOf(
    damage(packedImage(little), 'dynamic[DT_ANDROID_RELA].d_tag', 0x6ffffe00).bytes,
  );
  assert.deepEqual(codes(image), []);
  assert.equal(shown(image, 'section').length, 65);
});

test('Android: every combination of what a group has in common', async () => {
  const groups: AndroidGroup[] = [];
  const expected: string[] = [];
  let place = 0n;
  for (let flags = 0; flags < 16; flags++) {
    const [sameInfo, stepped, sameAddend, addends] = [1, 2, 4, 8].map((bit) => (flags & bit) !== 0);
    const entries = [0, 1, 2].map((at): RelocationDescription => {
      place += stepped ? 8n : BigInt(at + 1);
      const own = sameInfo ? 0 : at;
      const addend = sameAddend ? BigInt(flags) : BigInt(-at);
      expected.push(`${place} ${flags + own} ${1 + own} ${addends ? addend : 0}`);
      return { offset: place, type: flags + own, symbol: 1 + own, addend };
    });
    groups.push({
      entries,
      ...(stepped ? { step: 8n } : {}),
      sameInfo: sameInfo === true,
      sameAddend: sameAddend === true,
      addends: addends === true,
    });
  }
  for (const shape of shapes) {
    const image = await imageOf(fullImage(shape, { relocations: { android: { groups } } }).bytes);
    assert.deepEqual(codes(image), []);
    assert.deepEqual(
      shown(image, 'android_rela').map((row) => row.slice(row.indexOf(' ') + 1)),
      expected,
    );
  }
});

test('64-bit MIPS: r_info as it stands in the file, in both byte orders', async () => {
  for (const [littleEndian, type, shownType] of [
    [true, 0x03120000, 0x1203],
    [false, 0x1203, 0x1203],
    // With a third type and a special symbol, as no compiler writes them.
    [true, 0x03120507, 0x07051203],
    [false, 0x07051203, 0x07051203],
  ] as const) {
    const [symbol, low] = littleEndian ? [type, 2] : [2, type];
    const groups = [{ entries: [{ offset: 8n, type: low, symbol }] }];
    const shape = { class: 64, littleEndian } as const;
    const image = await imageOf(
      fullImage(shape, { machine: machines.mips, relocations: { android: { groups } } }).bytes,
    );
    assert.deepEqual(shown(image, 'android_rela'), [`0 8 ${shownType} 2 0`]);
  }
});

test('what stands before a damage is shown, and the problem says how much that is', async () => {
  const good = packedImage(little);
  const of = async (image: BuiltImage, table: 'crel' | 'android_rela') => {
    const read = await imageOf(image.bytes);
    const problem = read.problems[0];
    return { rows: shown(read, table), sentence: problem === undefined ? '' : problemSentence(problem) };
  };
  const crel = (await of(good, 'crel')).rows;
  const android = (await of(good, 'android_rela')).rows;
  const long = await of(overwrite(good, 'crel.header', 15 * 8 + 4), 'crel');
  assert.deepEqual(long.rows, crel);
  assert.match(long.sentence, /^DT_CREL declares 15 relocations, but its \d+ bytes end before: 5 of them/);
  const endless = await of(
    overwrite(good, 'android.group[2].info', ...Array<number>(10).fill(0xff)),
    'android_rela',
  );
  assert.deepEqual(endless.rows, android.slice(0, 60));
  assert.match(endless.sentence, /^A number of DT_ANDROID_RELA, .* more than 64 bits: .* 60 are shown\.$/);
  const group = await of(overwrite(good, 'android.count', 0xc0, 0), 'android_rela');
  assert.deepEqual(group.rows, android.slice(0, 64));
  assert.match(
    group.sentence,
    /^A group of DT_ANDROID_RELA is to have 2 relocations; of those that the table declares 1 is left/,
  );
});

test('what a table or a group declares is told to the last digit', async () => {
  const minusOne = [0x7f];
  // -4: what is left of 2^64 - 1 once the first group's three have been passed is 2^64 - 4.
  const minusThree = [0x7d];
  const sentences = async (type: number, bytes: readonly number[]) =>
    (await imageWith(type, bytes)).problems.map(problemSentence).join('\n');
  assert.match(
    await sentences(ANDROID_REL, [...Buffer.from('APS2'), ...minusOne, 0, 3, 1 + 2, 8, 8]),
    /declares 18,446,744,073,709,551,615 relocations, .*: 3 of them are shown/,
  );
  assert.match(
    await sentences(ANDROID_REL, [
      ...Buffer.from('APS2'),
      ...minusOne,
      0,
      3,
      1 + 2,
      8,
      8,
      ...minusThree,
      1 + 2,
      8,
      8,
    ]),
    /is to have 18,446,744,073,709,551,613 relocations; .* declares 18,446,744,073,709,551,612 are left/,
  );
  const most = [...Array<number>(9).fill(0xff), 1];
  assert.match(await sentences(CREL, most), /declares 2,305,843,009,213,693,951 relocations, .*: 0 of them/);
  // One more than the largest number that a double has exactly.
  assert.match(
    await sentences(ANDROID_REL, [
      ...Buffer.from('APS2'),
      0x81,
      ...Array<number>(6).fill(0x80),
      0x10,
      0,
      3,
      3,
      8,
      8,
    ]),
    /declares 9,007,199,254,740,993 relocations/,
  );
});

/** Entries of every length, so that marks stand anywhere. */
const many = Array.from({ length: 5000 }, (_, at): RelocationDescription => {
  return {
    offset: BigInt((at * 7919) % 60_000),
    type: at % 5,
    symbol: at % 11,
    addend: BigInt(at % 300) << BigInt(at % 40),
  };
});

test('rows are the same in any order of asking', async () => {
  const runs = Array.from(
    { length: 50 },
    (_, at): AndroidGroup => ({
      step: 4n,
      sameInfo: true,
      addends: false,
      entries: Array.from({ length: 97 }, (_, each) => ({ offset: BigInt(4 * (97 * at + each)), type: at })),
    }),
  );
  const image = await imageOf(
    fullImage(little, {
      dataSize: 60_000,
      relocations: { crel: { entries: many }, android: { groups: [...runs, { entries: many }] } },
    }).bytes,
  );
  assert.deepEqual(codes(image), []);
  const { relocations } = image;
  const inOrder = rows(relocations);
  assert.deepEqual(
    inOrder
      .filter(({ table }) => table === 'crel')
      .map(({ offset, type, symbol, addend }) => ({ offset, type, symbol, addend })),
    many,
  );
  assert.equal(inOrder.filter(({ table }) => table === 'android_rela').length, 50 * 97 + many.length);
  for (let at = 0; at < inOrder.length; at++) {
    const index = (at * 6151) % inOrder.length;
    assert.deepEqual(relocations.at(index), inOrder[index]);
  }
  for (let index = inOrder.length - 1; index >= 0; index -= 13)
    assert.deepEqual(relocations.at(index), inOrder[index]);
});

test('an object file with thousands of packed sections: one is open at a time, and little is kept', async () => {
  const count = 2000;
  const contents = new Uint8Array(4);
  const { bytes } = buildImage({
    ...little,
    machine: machines.x86_64,
    type: 1,
    symtab: [{ name: 'here', offset: 4 }],
    extraSections: Array.from({ length: count }, (_, at) => ({ name: `.text.${at}`, contents })),
    sectionRelocations: Array.from({ length: count }, (_, at) => ({
      target: `.text.${at}`,
      format: 'crel',
      entries: Array.from({ length: at % 3 }, () => ({ offset: at % 4, type: 2, symbol: 1 })),
    })),
  });
  const allocator = new Allocator();
  const image = await imageOf(bytes, { allocator });
  assert.deepEqual(codes(image), []);
  assert.ok(allocator.allocated < 3 * bytes.length, `${allocator.allocated} for ${bytes.length}`);
  const inOrder = rows(image.relocations);
  assert.equal(inOrder.length, 1999);
  for (const index of [0, 1998, 7, 1000, 6]) assert.deepEqual(image.relocations.at(index), inOrder[index]);
});

test('DT_CREL has no size beside it: no more is read than it can have', async () => {
  const crel = {
    entries: Array.from({ length: 3000 }, (_, at) => ({ offset: 4 * at, type: 8, addend: BigInt(at) })),
  };
  const { bytes } = fullImage(little, {
    textSize: 3_000_000,
    dataSize: 16_384,
    dataShift: 0x1000n,
    relocations: { crel },
  });
  const source = new CountingSource(withoutSections(bytes));
  const image = await imageOf(source);
  assert.deepEqual(codes(image), []);
  const found = rows(image.relocations).filter(({ table }) => table === 'crel');
  assert.equal(found.length, 3000);
  assert.deepEqual(found.at(-1)?.offset, (found[0]?.offset ?? 0n) + 4n * 2999n);
  assert.ok(source.bytesRead < 400_000, `${source.bytesRead} bytes`);
});

test('a few bytes do not become more relocations than the file has places for', async () => {
  const endless = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f];
  const groups = [...Buffer.from('APS2'), ...endless, 0, ...endless, 1 + 2, 8, 8];
  const image = await imageWith(ANDROID_REL, groups);
  assert.deepEqual(codes(image), ['packed-relocations-many']);
  assert.equal(image.relocations.length, Math.floor(image.size / 4));
  const last = image.relocations.at(image.relocations.length - 1);
  assert.equal(last?.offset, BigInt(image.relocations.length * 8));
});

test('of a file with holes, what was read counts and not what could have been', async () => {
  const count = 2n ** 40n;
  const android = {
    count,
    groups: [{ step: 8n, sameInfo: true, size: count, addends: false, entries: [{ offset: 8n, type: 8 }] }],
  };
  const { bytes } = fullImage(little, { relocations: { android } });
  const source = new CountingSource(bytes, 2 ** 40);
  const image = await imageOf(source);
  assert.ok(codes(image).includes('packed-relocations-many'));
  assert.ok(image.relocations.length <= 2 ** 16 + 64 * source.bytesRead, `${image.relocations.length}`);
  assert.ok(image.relocations.length > 2 ** 16);
  assert.ok(!codes(image).includes('work-limit'));
  assert.equal(image.notes.length, 3);
});

test('all packed tables together have no more room than one', async () => {
  const endless = [...Buffer.from('APS2'), 0xff, 0xff, 0xff, 0x3f, 0, 0xff, 0xff, 0xff, 0x3f, 3, 8, 8];
  const section = { name: '.packed', type: ANDROID_REL, flags: 2n, contents: Uint8Array.from(endless) };
  const image = await imageOf(
    buildImage({ ...little, machine: machines.x86_64, extraSections: Array(30).fill(section) }).bytes,
  );
  assert.equal(image.relocations.length, Math.floor(image.size / 4));
  assert.ok(codes(image).includes('packed-relocations-many'));
});
