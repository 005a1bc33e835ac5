import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { type CopyOptions, copyRows } from '../../../src/report/tables/copy.ts';
import type { ReportTable } from '../../../src/report/tables/table.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { reportOf, validJson } from './support.ts';

const exports = ['__vdso_clock_gettime', 'a|b`c*d', 'x\ty'];

function copied(table: ReportTable, indices: readonly number[], options: CopyOptions): string {
  const { text, rows } = runToEnd(copyRows(table, indices, options));
  assert.equal(rows, indices.length);
  return text;
}

async function symbols(): Promise<ReportTable> {
  const table = (await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes)).table('symbols');
  return table ?? assert.fail();
}

async function rowOf(name: string): Promise<{ table: ReportTable; index: number }> {
  const table = await symbols();
  for (let index = 0; index < table.rowCount; index++)
    if (table.name(index) === name) return { table, index };
  return assert.fail(name);
}

test('text: one line a row, one tab between cells, none inside them', async () => {
  const { table, index } = await rowOf('x\ty');
  const text = copied(table, [0, index], { format: 'text' });
  const [first = '', second = ''] = text.split('\n');
  assert.equal(first.split('\t').length, table.view.columns.length);
  assert.equal(second.split('\t')[0], 'x\\x09y');
});

test('a column', async () => {
  const table = await symbols();
  const all = Array.from({ length: table.rowCount }, (_, i) => i);
  assert.equal(copied(table, all, { format: 'text', columns: ['index'] }), all.join('\n'));
  const values = JSON.parse(copied(table, all, { format: 'json', columns: ['value'] })) as string[];
  assert.ok(values.every((value) => /^0x[0-9a-f]+$/.test(value)));
});

test('Markdown: a header, a rule, and cells that stay cells', async () => {
  const { table, index } = await rowOf('a|b`c*d');
  const lines = copied(table, [index], { format: 'markdown' }).split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? '', /^\| --- \| .* ---: \|/);
  const cells = (line = '') => line.split(/(?<!\\)\|/).length;
  assert.equal(cells(lines[2]), cells(lines[0]));
  assert.ok(lines[2]?.includes('a\\|b\\`c\\*d'));
});

test('JSON: rows as in the report', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const table = report.table('symbols') ?? assert.fail();
  const rows: unknown = JSON.parse(copied(table, [2, 1], { format: 'json' }));
  const { symbols: whole } = validJson(report);
  assert.deepEqual(rows, [whole[2], whole[1]]);
});

test('a copy ends at the last row that fits, and says how many are in it', async () => {
  const table = await symbols();
  const all = Array.from({ length: table.rowCount }, (_, i) => i);
  for (const format of ['text', 'markdown', 'json'] as const) {
    const { text: whole } = runToEnd(copyRows(table, all, { format }));
    const most = whole.length - 10;
    const { text, rows } = runToEnd(copyRows(table, all, { format, most }));
    assert.equal(rows, table.rowCount - 1, format);
    assert.equal(text, copied(table, all.slice(0, -1), { format }));
    assert.ok(text.length <= most);
    assert.equal(runToEnd(copyRows(table, all, { format, most: 1 })).rows, 0);
  }
});
