/** From a byte back to the field it belongs to: every field that the builder wrote, at each of its bytes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FieldPlace, fieldsAt } from '../../../src/report/facts/fieldAt.ts';
import { bytePlaceJson, bytePlaceView } from '../../../src/report/views/fieldsView.ts';
import { type BuiltImage, fullImage, shapeName, shapes, vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from '../cli/support.ts';
import { reportOf } from './support.ts';

/** Fields of records that have a layout, as the builder names them: "dynsym[3].st_value". */
const LAID_OUT = /^(?:.*\.)?((?:e|p|sh|st|vd|vn|vna)_[a-z]+|nbuckets|symoffset|bloom_size|bloom_shift)$/;

async function compared(built: BuiltImage, symtab: boolean): Promise<number> {
  const { subject } = await reportOf(built.bytes, { symtab });
  let count = 0;
  for (const [name, { offset, size }] of built.layout.fields()) {
    const field = LAID_OUT.exec(name)?.[1];
    if (field === undefined) continue;
    for (const at of new Set([offset, offset + size - 1])) {
      const places = fieldsAt(subject.image, at);
      const found: FieldPlace | undefined = places.find((place) => place.field === field);
      assert.deepEqual(
        [found?.offset, found?.length],
        [offset, size],
        `${name} at ${at}: ${JSON.stringify(places)}`,
      );
      const value = bytePlaceJson(subject, at);
      assertFollowsSchema(JSON.parse(JSON.stringify(value)), 'byte');
    }
    count++;
  }
  return count;
}

test('a note is found by the fields of its head, and by the bytes behind them', async () => {
  const { image } = (await reportOf(fullImage({ class: 64, littleEndian: true }).bytes)).subject;
  assert.ok(image.notes.length > 2);
  for (const [index, { range }] of image.notes.entries())
    for (const [at, offset, length] of [
      [0, 0, 4],
      [7, 4, 4],
      [8, 8, 4],
      [range.length - 1, 0, range.length],
    ] as const) {
      const found = fieldsAt(image, range.offset + at).find(({ of }) => of === 'notes');
      assert.deepEqual(
        [found?.row, found?.offset, found?.length],
        [{ table: 'notes', index }, range.offset + offset, length],
        `note ${index}, byte ${at}`,
      );
    }
});

describe('every field that was written is found by its bytes', () => {
  for (const shape of shapes)
    test(shapeName(shape), async () => {
      const count = await compared(fullImage(shape), true);
      assert.ok(count > 100, `${count} fields`);
    });
});

test('rows, words of hash tables, version indices and strings', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const { subject } = await reportOf(bytes);
  const { image } = subject;
  const first = (offset: number) => bytePlaceView(subject, offset).fields[0];
  const symbol = image.symbols.rangeOf(3);
  assert.match(first((symbol?.offset ?? 0) + 9)?.text ?? '', /^st_value of symbol 3 \(\w+\)$/);
  assert.deepEqual(first(symbol?.offset ?? 0)?.row, { table: 'symbols', index: 3 });
  const json = JSON.stringify(bytePlaceJson(subject, symbol?.offset ?? 0));
  const [told] = (JSON.parse(json) as { fields: { table?: string; index?: number }[] }).fields;
  assert.deepEqual([told?.table, told?.index], ['symbols', 3]);
  const bucket = image.gnuHash?.buckets.rangeOf(1)?.offset ?? 0;
  assert.equal(first(bucket + 2)?.text, 'bucket 1 of DT_GNU_HASH');
  const chain = image.gnuHash?.chains.rangeOf(2)?.offset ?? 0;
  const hashed = 2 + (image.gnuHash?.symoffset ?? 0);
  assert.equal(first(chain)?.text, `chain entry ${hashed} of DT_GNU_HASH`);
  assert.deepEqual(first(chain)?.row, { table: 'symbols', index: hashed });
  assert.equal(first(image.sysvHash?.chains.rangeOf(4)?.offset ?? 0)?.text, 'chain entry 4 of DT_HASH');
  const versym = image.tableRanges.find(({ name }) => name === '.gnu.version')?.offset ?? 0;
  assert.equal(first(versym + 5)?.text, 'version index of symbol 2');
  const strings = image.tableRanges.find(({ name }) => name === '.dynstr')?.offset ?? 0;
  const at = Buffer.from(bytes).indexOf('__vdso_getcpu\0', strings);
  const string = first(at + 4);
  assert.deepEqual([string?.text, string?.offset, string?.length], ['"__vdso_getcpu" in .dynstr', at, 14]);
  assert.equal(bytePlaceView(subject, bytes.length).note, 'The file ends before this byte.');
});

test('a field that the end of the file cuts ends there', async () => {
  const { subject } = await reportOf(vdsoImage({ arch: 'amd64' }).bytes.slice(0, 12));
  const [field] = bytePlaceView(subject, 9).fields;
  assert.deepEqual([field?.offset, field?.length], [9, 3]);
});

test('in the terminal', async () => {
  await withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    assert.equal(
      (await runCli([file, '--byte', '0x18'])).stdout.split('\n')[1]?.trim().slice(0, 7),
      'e_entry',
    );
    assert.equal(JSON.parse((await runCli([file, '--byte', '18', '--json'])).stdout).bytes[0].offset, '0x18');
    const wrong = await runCli([file, '--byte', 'main']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--byte wants a file offset in hexadecimal/);
  });
});
