/**
 * The bytes that a row leads to, and what its cells say of them: each is held against where the builder put the field
 * and what it wrote there.
 */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Report } from '../../../src/report/report.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { segmentTypes } from '../../support/elf/constants.ts';
import { damage, fieldValue } from '../../support/elf/damage.ts';
import { fullImage, linkableImage, shapeName, shapes } from '../../support/elf/full.ts';
import type { BuiltImage } from '../../support/elf/image.ts';
import { reportOf } from './support.ts';

/** A table whose rows are records of the builder: the record's name, and the field behind a column. */
interface Expected {
  readonly table: TableId;
  readonly record: (index: number) => string;
  readonly columns: Readonly<Record<string, string>>;
  /** First and last field of the record in the file; the record itself where it is one word. */
  readonly whole?: readonly [string, string];
  readonly count: number;
}

const symbolColumns = { value: 'st_value', size: 'st_size' };

function expectations(image: BuiltImage): readonly Expected[] {
  const count = (record: (index: number) => string, field: string) => {
    let found = 0;
    while (image.layout.hasField(named(record(found), field))) found++;
    return found;
  };
  const of = (
    table: TableId,
    record: (index: number) => string,
    columns: Expected['columns'],
    whole?: Expected['whole'],
  ): Expected => {
    const counted = count(record, whole?.[0] ?? Object.values(columns)[0] ?? '');
    return { table, record, columns, count: counted, ...(whole && { whole }) };
  };
  const wide = image.bytes[4] === 2;
  const lastOfSymbol = wide ? 'st_size' : 'st_shndx';
  return [
    of('symbols', (i) => `dynsym[${i}]`, symbolColumns, ['st_name', lastOfSymbol]),
    of('symtab', (i) => `symtab[${i}]`, symbolColumns, ['st_name', lastOfSymbol]),
    of('dynamic', (i) => `dynamic[${i}]`, { tag: 'd_tag', value: 'd_val' }, ['d_tag', 'd_val']),
    of('segments', (i) => `phdr[${i}]`, {
      offset: 'p_offset',
      vaddr: 'p_vaddr',
      filesz: 'p_filesz',
      memsz: 'p_memsz',
      align: 'p_align',
    }),
    of('sections', (i) => `shdr[${i}]`, {
      addr: 'sh_addr',
      offset: 'sh_offset',
      size: 'sh_size',
      link: 'sh_link',
      info: 'sh_info',
      align: 'sh_addralign',
      entsize: 'sh_entsize',
    }),
    of('sysvBuckets', (i) => `sysvHash.bucket[${i}]`, { first: '' }, ['', '']),
    of('gnuBuckets', (i) => `gnuHash.bucket[${i}]`, { first: '' }, ['', '']),
    of('gnuBloom', (i) => `gnuHash.bloom[${i}]`, { word: '' }, ['', '']),
  ];
}

/** Linkers give both sizes of a segment the same value: a cell with the wrong one would look right. */
function withUnlikeSizes(image: BuiltImage): BuiltImage {
  let changed = image;
  for (let at = 0; image.layout.hasField(`phdr[${at}].p_memsz`); at++)
    changed = damage(changed, `phdr[${at}].p_memsz`, fieldValue(image, `phdr[${at}].p_filesz`) + 0x10n);
  return changed;
}

function named(record: string, field: string): string {
  return field === '' ? record : `${record}.${field}`;
}

for (const shape of shapes) {
  test(`cells are what the row's bytes hold: ${shapeName(shape)}`, async () => {
    const image = withUnlikeSizes(linkableImage(shape));
    const report = await reportOf(image.bytes, { symtab: true });
    for (const expected of expectations(image)) checkTable(report, image, expected);
  });

  test(`versions lead to their records: ${shapeName(shape)}`, async () => {
    const image = linkableImage(shape);
    const report = await reportOf(image.bytes);
    const records = [
      ...[0, 1, 2, 3].map((at) => ({
        record: `verdef[${at}]`,
        first: 'vd_version',
        last: 'vd_next',
        hash: 'vd_hash',
        index: 'vd_ndx',
      })),
      ...['verneed[0].aux[0]', 'verneed[0].aux[1]', 'verneed[1].aux[0]'].map((record) => ({
        record,
        first: 'vna_hash',
        last: 'vna_next',
        hash: 'vna_hash',
        index: 'vna_other',
      })),
    ];
    const table = tableOf(report, 'versions');
    assert.equal(table.rowCount, records.length);
    for (const [row, { record, first, last, hash, index }] of records.entries()) {
      assert.deepEqual(bytesOf(report, 'versions', row), span(image, record, first, last), record);
      assert.equal(cell(report, 'versions', row, 'hash'), fieldValue(image, `${record}.${hash}`), record);
      assert.equal(cell(report, 'versions', row, 'index'), fieldValue(image, `${record}.${index}`), record);
    }
  });

  test(`relocations lead to their entries: ${shapeName(shape)}`, async () => {
    const image = linkableImage(shape);
    const outcome = await readElf(memorySource(image.bytes), { symtab: true });
    if (outcome.kind !== 'elf') throw new Error('not read as ELF');
    const report = await reportOf(image.bytes, { symtab: true });
    const { relocations } = outcome.image;
    let plain = 0;
    for (let row = 0; row < relocations.length; row++) {
      const relocation = relocations.at(row);
      if (relocation === undefined) throw new Error(`no row ${row}`);
      const { table, index, section, offset } = relocation;
      const range = bytesOf(report, 'relocations', row);
      if (table === 'relr') {
        // The word that stands for it: the address, then the bitmap.
        assert.deepEqual(range, span(image, `relr[${Math.min(index, 1)}]`, '', ''));
        continue;
      }
      const name: string | undefined =
        section === undefined ? undefined : outcome.image.sections.at(section)?.name;
      const record: string = `${name ?? `.${table}`}[${index}]`;
      const prefix = `${record.slice(1)}.r_`;
      const found = [...image.layout.fields()].filter(([field]) => field.startsWith(prefix));
      if (found.length === 0) continue;
      plain++;
      const start = found[0]?.[1].offset ?? 0;
      const length = found.reduce((sum, [, { size }]) => sum + size, 0);
      assert.deepEqual(range, { offset: start, length }, record);
      assert.equal(offset, fieldValue(image, `${record.slice(1)}.r_offset`), record);
      assert.equal(cell(report, 'relocations', row, 'offset'), offset);
    }
    assert.ok(plain >= 3, `${plain} relocations compared`);
  });
}

test('with two dynamic segments rows lead to the table that was read, the last one', async () => {
  const shape = { class: 64, littleEndian: true } as const;
  const segment = (offset: number, filesz: number) => ({
    extraSegments: [{ type: segmentTypes.DYNAMIC, offset: BigInt(offset), filesz: BigInt(filesz) }],
  });
  const { offset, size } = fullImage(shape, segment(0, 0)).layout.range('dynamic');
  // The last one begins at the second entry of the first.
  const image = fullImage(shape, segment(offset + 16, size - 16));
  const report = await reportOf(image.bytes);
  const table = tableOf(report, 'dynamic');
  assert.ok(table.rowCount > 10);
  for (let row = 0; row < table.rowCount; row++) {
    const record = `dynamic[${row + 1}]`;
    assert.deepEqual(bytesOf(report, 'dynamic', row), span(image, record, 'd_tag', 'd_val'), record);
    assert.equal(cell(report, 'dynamic', row, 'tag'), fieldValue(image, `${record}.d_tag`), record);
  }
});

for (const [field, table, record, count] of [
  ['ehdr.e_phentsize', 'segments', 'phdr', 3],
  ['ehdr.e_shentsize', 'sections', 'shdr', 5],
] as const) {
  test(`an ${field.slice(5)} smaller than the structure: rows lead to the headers that were read`, async () => {
    const image = fullImage({ class: 64, littleEndian: true });
    const report = await reportOf(damage(image, field, 8).bytes);
    for (let row = 0; row < count; row++) {
      const { fields } = detailView(report, table, row);
      const bytes = fields.find(({ label }) => label === 'Record');
      assert.equal(bytes?.offset, entry(row), `row ${row}`);
      assert.equal(bytes?.length, record === 'phdr' ? 56 : 64);
    }
    function entry(row: number): number {
      return image.layout.field(`${record}[${row}].${record === 'phdr' ? 'p_type' : 'sh_name'}`).offset;
    }
  });
}

function checkTable(
  report: Report,
  image: BuiltImage,
  { table, record, columns, whole, count }: Expected,
): void {
  const rows = tableOf(report, table);
  assert.equal(rows.rowCount, count, `rows of ${table}`);
  assert.ok(count > 0, `${table} has rows`);
  for (let row = 0; row < count; row++) {
    if (whole !== undefined)
      assert.deepEqual(bytesOf(report, table, row), span(image, record(row), ...whole), `${table} ${row}`);
    for (const [column, field] of Object.entries(columns)) {
      const expected = fieldValue(image, named(record(row), field));
      assert.equal(cell(report, table, row, column), expected, `${table} ${row} ${column}`);
    }
  }
}

function span(image: BuiltImage, record: string, first: string, last: string) {
  const start = image.layout.field(named(record, first));
  const end = image.layout.field(named(record, last));
  return { offset: start.offset, length: end.offset + end.size - start.offset };
}

function tableOf(report: Report, id: TableId) {
  return report.table(id) ?? assert.fail(`no table ${id}`);
}

function bytesOf(report: Report, id: TableId, index: number) {
  const { offset, length } = tableOf(report, id).row(index);
  return { offset: offset ?? -1, length: length ?? -1 };
}

/** A cell's number. */
function cell(report: Report, id: TableId, index: number, column: string): bigint {
  const table = tableOf(report, id);
  const at = table.view.columns.findIndex((each) => each.id === column);
  return BigInt(
    table.row(index).cells[at]?.replaceAll(/[,\u202f]/g, '') ?? assert.fail(`no column ${column}`),
  );
}
