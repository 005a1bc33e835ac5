/** What is read of a source, in how many reads, and what becomes of reads that fail or fall short. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { NO_ROWS } from '../../../src/elf/table.ts';
import type { BuiltImage } from '../../support/elf/index.ts';
import { fullImage, shapeName, shapes, vdsoImage, withoutSections } from '../../support/elf/index.ts';
import { CountingSource, codes, imageOf, namesOf, rows } from './support.ts';

const FIVE_GIGABYTES = 5 * 2 ** 30;
const [shape = { class: 64, littleEndian: true }] = shapes;

/** The same image with a megabyte of code in it, so that it is not read whole. */
function bigImage(): BuiltImage {
  return fullImage(shape, { textSize: 1 << 20 });
}

test('an image of some hundred kilobytes is read at once', async () => {
  const source = new CountingSource(vdsoImage({ arch: 'amd64' }).bytes);
  await imageOf(source);
  assert.equal(source.reads.length, 1);
});

for (const [what, change] of [
  ['with section headers', (bytes: Uint8Array) => bytes],
  ['without section headers', withoutSections],
] as const) {
  test(`of a large image ${what} only headers and tables are read, in few reads`, async () => {
    const { bytes } = bigImage();
    const whole = await imageOf(fullImage(shape).bytes);
    const source = new CountingSource(change(bytes), 300 * 2 ** 20);
    const image = await imageOf(source);
    assert.deepEqual(namesOf(image), namesOf(whole));
    assert.ok(source.bytesRead < 400_000, `${source.bytesRead} bytes`);
    assert.ok(source.reads.length <= 8, `${source.reads.length} reads`);
  });
}

test('a sparse file of 5 GB whose headers claim all of it costs a bounded number of bytes', async () => {
  const image = bigImage();
  const bytes = image.bytes.slice();
  const view = new DataView(bytes.buffer);
  for (const field of ['dynamic[DT_STRSZ].d_val', 'sysvHash.nchain', 'dynamic[DT_RELASZ].d_val']) {
    const { offset, size } = image.layout.field(field);
    if (size === 8) view.setBigUint64(offset, 4_000_000_000n, true);
    else view.setUint32(offset, 4_000_000_000, true);
  }
  const source = new CountingSource(bytes, FIVE_GIGABYTES);
  const read = await imageOf(source, { maxResident: 1 << 24 });
  assert.ok(source.bytesRead <= 1 << 24, `${source.bytesRead} bytes`);
  assert.ok(codes(read).includes('tables-too-large') || codes(read).includes('table-clipped'));
});

test('a file that has shrunk gives what is left, and says so', async () => {
  const { bytes, layout } = bigImage();
  const left = layout.range('shdr').offset + 10;
  const source: ByteSource = {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, Math.min(offset + length, left))),
    dispose: () => Promise.resolve(),
  };
  const image = await imageOf(source);
  const short = image.problems.find(({ code }) => code === 'short-read');
  assert.ok(short !== undefined && (short.offset ?? 0) >= left);
  assert.match(problemSentence(short), /ended while it was read/);
  assert.equal(image.symbols.length, (await imageOf(bytes)).symbols.length);
});

test('a later read that fails costs what it was for, and its reason is shown', async () => {
  const { bytes, layout } = bigImage();
  const sections = layout.range('shdr').offset;
  const cause = Object.assign(new Error('i/o error'), { code: 'EIO' });
  const source: ByteSource = {
    size: bytes.length,
    read: async (offset, length) => {
      if (offset + length > sections) throw new Error('The disk has gone.', { cause });
      return bytes.subarray(offset, offset + length);
    },
    dispose: () => Promise.resolve(),
  };
  const image = await imageOf(source);
  const failed = image.problems.find(({ code }) => code === 'read-failed');
  assert.match(
    failed ? problemSentence(failed) : '',
    /could not be read \(EIO\): the disk, the network or the device below the file failed\.$/,
  );
  assert.equal(image.sections.length, 0);
  assert.deepEqual(namesOf(image), namesOf(await imageOf(bytes)));
});

test('the first read’s failure is the reader’s failure', async () => {
  const source: ByteSource = {
    size: 4096,
    read: () => Promise.reject(new Error('Permission denied.')),
    dispose: () => Promise.resolve(),
  };
  await assert.rejects(readElf(source), /Permission denied\./);
});

test('bytes() gives resident ranges only', async () => {
  const { bytes } = bigImage();
  const image = await imageOf(bytes);
  assert.deepEqual(image.bytes(0, 4), bytes.subarray(0, 4));
  assert.equal(image.bytes(bytes.length - 2, 4), undefined);
  assert.equal(image.bytes(600_000, 16), undefined, 'code was not read');
});

for (const shape of shapes) {
  test(`${shapeName(shape)}: tables far behind the headers are read like those beside them`, async () => {
    const near = await imageOf(fullImage(shape).bytes, { symtab: true });
    const interpreter = `/lib/${'far/'.repeat(100_000)}ld.so`;
    const { bytes } = fullImage(shape, { interpreter, textSize: 1 << 20 });
    const far = await imageOf(new CountingSource(bytes, 300 * 2 ** 20), { symtab: true });
    assert.deepEqual(codes(far), []);
    const names = ({ symbols, symtab, versionDefinitions, versionNeeds }: ElfImage) => [
      ...namesOf({ symbols } as ElfImage),
      ...(symtab === undefined ? [] : namesOf({ symbols: symtab } as ElfImage)),
      ...versionDefinitions.flatMap(({ name, parents }) => [name, ...parents]),
      ...versionNeeds.flatMap(({ file, versions }) => [file, ...versions.map(({ name }) => name)]),
    ];
    assert.deepEqual(names(far), names(near));
    for (const table of ['sysvHash', 'gnuHash'] as const) {
      assert.deepEqual(rows(far[table]?.buckets ?? NO_ROWS), rows(near[table]?.buckets ?? NO_ROWS));
      assert.deepEqual(rows(far[table]?.chains ?? NO_ROWS), rows(near[table]?.chains ?? NO_ROWS));
    }
    assert.equal(far.relocations.length, near.relocations.length);
    assert.equal(far.notes.length, near.notes.length);
  });
}

test('a page that cannot be read costs what lies in it, and nothing beside it', async () => {
  const interpreter = `/lib/${'far/'.repeat(100_000)}ld.so`;
  const { bytes, layout } = fullImage(shape, { interpreter, textSize: 1 << 20 });
  const whole = await imageOf(bytes);
  for (const lost of ['note', 'verneed', 'rela'] as const) {
    const bad = layout.range(lost).offset;
    const source: ByteSource = {
      size: bytes.length,
      async read(offset, length) {
        if (offset <= bad && bad < offset + length) throw new Error('A bad page.');
        return bytes.subarray(offset, offset + length);
      },
      dispose: () => Promise.resolve(),
    };
    const image = await imageOf(source, { firstRead: 4096 });
    const failed = image.problems.filter(({ code }) => code === 'read-failed');
    assert.ok(failed.length > 0, lost);
    for (const { offset = 0, length = 0 } of failed) assert.ok(offset <= bad && bad < offset + length, lost);
    assert.deepEqual(namesOf(image), namesOf(whole), lost);
    assert.equal(image.soname, whole.soname);
    if (lost !== 'note') assert.deepEqual(rows(image.notes), rows(whole.notes));
    assert.deepEqual(rows(image.sysvHash?.chains ?? NO_ROWS), rows(whole.sysvHash?.chains ?? NO_ROWS));
  }
});
