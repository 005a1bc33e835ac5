import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, hex32 } from '../../../src/report/format.ts';
import type { ReportTable } from '../../../src/report/tables/table.ts';
import { TextWriter } from '../../../src/report/utf8Writer.ts';
import { fullImage, shapeName, shapes, vdsoImage } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { reportOf } from './support.ts';

const numbers = [0, 1, 9, 10, 15, 16, 99, 100, 255, 256, 0xffff, 0x10000, 0xffffff, 0x1000000, 0x7fffffff];
const large = [0x80000000, 0xffffffff, 0x100000000, 0x1000000001, 10 ** 15, Number.MAX_SAFE_INTEGER];

test('numbers are written as toString writes them', () => {
  const out = new TextWriter();
  const taken = (): string => joined([out.take()]);
  for (const value of [...numbers, ...large]) {
    out.decimal(value);
    assert.equal(taken(), String(value));
    out.hex(value);
    assert.equal(taken(), `0x${value.toString(16)}`);
    out.hex(BigInt(value));
    assert.equal(taken(), `0x${value.toString(16)}`);
    assert.equal(hex(value), `0x${value.toString(16)}`);
    assert.equal(hex(BigInt(value)), `0x${value.toString(16)}`);
    if (value > 0xffffffff) continue;
    out.hexWord(value | 0);
    assert.equal(taken(), `0x${value.toString(16)}`);
    assert.equal(hex32(value), `0x${value.toString(16).padStart(8, '0')}`);
  }
  for (const value of [2n ** 53n, 0xffffffffff700000n, 2n ** 64n - 1n]) {
    out.hex(value);
    assert.equal(taken(), `0x${value.toString(16)}`);
    assert.equal(hex(value), `0x${value.toString(16)}`);
  }
  out.text('né 日本 \u{1f600}');
  out.bytes(new Uint8Array(200_000).fill(0x61));
  assert.equal(taken(), `né 日本 \u{1f600}${'a'.repeat(200_000)}`);
});

function rowsOf(table: ReportTable): string {
  const out = new TextWriter();
  table.jsonRows(0, table.rowCount, out);
  return joined([out.take()]);
}

for (const shape of shapes) {
  test(`rows written together are the rows written one by one, and say what the columns say: ${shapeName(shape)}`, async () => {
    const report = await reportOf(fullImage(shape).bytes, { symtab: true, asVdso: true });
    for (const id of ['symbols', 'symtab', 'sections', 'segments'] as const) {
      const table = report.table(id);
      assert.ok(table !== undefined);
      const together = JSON.parse(`[${rowsOf(table)}]`) as unknown[];
      assert.equal(together.length, table.rowCount);
      assert.deepEqual(
        together,
        Array.from(together, (_, index) => table.json(index)),
      );
      if (id !== 'symbols' && id !== 'symtab') continue;
      const symbols = id === 'symbols' ? report.subject.image.symbols : report.subject.image.symtab;
      for (const [index, row] of (together as { [name: string]: unknown }[]).entries()) {
        assert.equal(row['index'], index);
        assert.equal(row['name'], symbols?.name(index));
        assert.equal(BigInt(row['value'] as string), symbols?.value(index));
        assert.equal(BigInt(row['size'] as number), symbols?.symbolSize(index));
        assert.equal(Number(row['gnuHash']), symbols?.hashes().gnu[index]);
        assert.equal(Number(row['sysvHash']), symbols?.hashes().sysv[index]);
        const cells: readonly string[] = table.cells(index);
        const cell = (column: string): string | undefined =>
          cells[table.view.columns.findIndex((each) => each.id === column)];
        assert.equal(row['type'], cell('type'));
        assert.equal(row['bind'], cell('bind'));
        assert.equal(row['visibility'], cell('visibility'));
      }
    }
  });
}

test('names that JSON escapes come back as they are', async () => {
  const exports = ['a"b', 'a\\b', 'a\u0001b', 'né', '\u202eabc', 'plain'];
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const table = report.table('symbols');
  assert.ok(table !== undefined);
  const text = rowsOf(table);
  assert.ok(!text.includes('\u202e'), 'nothing that reorders text reaches a terminal');
  const names = (JSON.parse(`[${text}]`) as { name: string }[]).map(({ name }) => name);
  for (const name of exports) assert.ok(names.includes(name), JSON.stringify(name));
});
