/** PT_DYNAMIC first: everything without section headers, counts from the hash tables, addresses that wrap. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildImage,
  damage,
  describeVdso,
  fullImage,
  machines,
  shapeName,
  shapes,
  withoutSections,
} from '../../support/elf/index.ts';
import { liveVdsoBytes } from '../../support/liveVdso.ts';
import { noVdso } from '../../support/machine.ts';
import { ourView } from '../../support/ourView.ts';
import { CountingSource, codes, imageOf, namesOf, rows } from './support.ts';

const live = liveVdsoBytes();
const DYNAMIC_TABLES = [
  'dynamic',
  'symbols',
  'definitions',
  'needs',
  'neededVersions',
  'sysvHash',
  'sysvBuckets',
  'sysvChains',
  'gnuHash',
  'gnuBloom',
  'gnuBuckets',
  'gnuChains',
  'relocations',
  'notes',
] as const;

for (const shape of shapes) {
  test(`${shapeName(shape)}: every dynamic table is the same without section headers`, async () => {
    const { bytes } = fullImage(shape);
    const whole = ourView(await imageOf(bytes));
    const stripped = await imageOf(withoutSections(bytes));
    assert.deepEqual(codes(stripped), []);
    assert.equal(stripped.sections.length, 0);
    for (const table of DYNAMIC_TABLES) assert.deepEqual(ourView(stripped)[table], whole[table], table);
  });

  for (const hash of ['sysv', 'gnu', 'none'] as const) {
    test(`${shapeName(shape)}: the number of symbols without sections and with hash tables: ${hash}`, async () => {
      const { bytes } = fullImage(shape, { hash });
      const whole = await imageOf(bytes);
      const stripped = await imageOf(withoutSections(bytes));
      const from = { sysv: 'sysv-hash', gnu: 'gnu-hash', none: 'extent' }[hash];
      assert.equal(stripped.symbols.countFrom, from);
      assert.deepEqual(namesOf(stripped), namesOf(whole));
      assert.equal(whole.symbols.countFrom, hash === 'none' ? 'section' : from);
    });
  }
}

test('DT_USED names files, and may do so more than once', async () => {
  const extraDynamic = [1n, 1n].map((value) => ({ tag: 0x7ffffffen, value }));
  const image = await imageOf(fullImage({ class: 64, littleEndian: true }, { extraDynamic }).bytes);
  assert.deepEqual(codes(image), []);
  const used = rows(image.dynamic).filter(({ tag }) => tag === 0x7ffffffen);
  assert.deepEqual(
    used.map(({ text }) => typeof text === 'string' && text.length > 0),
    [true, true],
  );
});

test('an image that exports nothing has its undefined symbols counted by the room they have', async () => {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const symbols = ['malloc', 'free'].map((name) => ({ name, section: 'UND', value: 0n }));
  const description = { symbols, versions: [], needs: [], relocations: {}, hash: 'gnu', needed: [] } as const;
  const { bytes } = fullImage(shape, description);
  const stripped = await imageOf(withoutSections(bytes));
  assert.deepEqual(namesOf(stripped), ['', 'malloc', 'free']);
});

test('a symbol without a name is counted by its room as well, zeros behind the last one are not', async () => {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const symbols = [
    { name: 'first', offset: 0 },
    { name: '', offset: 8, bind: 'GLOBAL' },
  ] as const;
  const description = {
    symbols,
    versions: [],
    needs: [],
    relocations: {},
    hash: 'none',
    needed: [],
  } as const;
  const stripped = await imageOf(withoutSections(fullImage(shape, description).bytes));
  assert.equal(stripped.symbols.countFrom, 'extent');
  assert.deepEqual(namesOf(stripped), ['', 'first', '']);
  assert.equal(stripped.symbols.value(2), stripped.symbols.value(1) + 8n);
});

test('the dynamic table that only a section leads to is read wherever it lies', async () => {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const built = fullImage(shape, { textSize: 300_000, dataSize: 100_000 });
  const { length } = (await imageOf(built.bytes)).dynamic;
  const segments = rows((await imageOf(built.bytes)).segments);
  const index = segments.findIndex(({ type }) => type === 2);
  const bare = damage(built, `phdr[${index}].p_type`, 0);
  const source = new CountingSource(bare.bytes);
  const image = await imageOf(source, { firstRead: 4096 });
  assert.equal(image.dynamicFrom, 'section');
  assert.equal(image.dynamic.length, length);
  assert.equal(image.soname, 'libfull.so.1');
  assert.ok(source.bytesRead < 200_000, `${source.bytesRead} bytes`);
});

for (const base of [0xffffffffff700000n, 0x7ffff7fc1000n, 0x100000n]) {
  test(`an image linked at 0x${base.toString(16)} is read through its PT_LOAD`, async () => {
    const { bytes, layout } = buildImage({ ...describeVdso({ arch: 'amd64' }), base });
    const image = await imageOf(withoutSections(bytes));
    assert.deepEqual(codes(image), []);
    assert.equal(image.soname, 'linux-vdso.so.1');
    assert.equal(image.offsetOf(base), 0);
    assert.equal(image.offsetOf(base + 0x40n), 0x40);
    assert.equal(image.offsetOf(base - 1n), undefined);
    assert.equal(image.symbols.range.offset, layout.range('dynsym').offset);
  });
}

test('an address in the second PT_LOAD leads to its own offset', async () => {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const image = await imageOf(fullImage(shape, { dataShift: 0x3000n }).bytes);
  const dynamic = rows(image.segments).find(({ type }) => type === 2);
  assert.ok(dynamic !== undefined && dynamic.vaddr === dynamic.offset + 0x3000n);
  assert.equal(image.offsetOf(dynamic.vaddr), Number(dynamic.offset));
});

test('64-bit s390x and alpha have DT_HASH words of 8 bytes, 31-bit s390 of 4', async () => {
  for (const [machine, elfClass, wordSize] of [
    [machines.s390, 64, 8],
    [machines.alpha, 64, 8],
    [machines.s390, 32, 4],
  ] as const) {
    const shape = { class: elfClass, littleEndian: machine === machines.alpha } as const;
    const { bytes } = fullImage(shape, { machine, hash: 'sysv', hashWordSize: wordSize, relocations: {} });
    const image = await imageOf(withoutSections(bytes));
    assert.deepEqual(codes(image), []);
    assert.equal(image.sysvHash?.wordSize, wordSize);
    assert.equal(image.sysvHash.nchain, image.symbols.length);
  }
});

test('the live image: found whole, verified, and the same without section headers', {
  skip: noVdso,
}, async () => {
  assert.ok(live !== undefined);
  const image = await imageOf(live);
  assert.deepEqual(codes(image), []);
  assert.match(image.soname ?? '', /^linux-/);
  const stripped = await imageOf(withoutSections(live));
  for (const table of DYNAMIC_TABLES) {
    assert.deepEqual(ourView(stripped)[table], ourView(image)[table], table);
  }
});
