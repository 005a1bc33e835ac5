import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyRows } from '../../../src/report/copy.ts';
import type { ReportTable } from '../../../src/report/table.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { reportOf, validJson } from './support.ts';

const exports = ['__vdso_clock_gettime', 'a|b`c*d', 'x\ty'];

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
  const text = copyRows(table, [0, index], 'text');
  const [first = '', second = ''] = text.split('\n');
  assert.equal(first.split('\t').length, table.view.columns.length);
  assert.equal(second.split('\t')[1], 'x\\x09y');
});

test('a column', async () => {
  const table = await symbols();
  const all = Array.from({ length: table.rowCount }, (_, i) => i);
  assert.equal(copyRows(table, all, 'text', 'index'), all.join('\n'));
  const values = JSON.parse(copyRows(table, all, 'json', 'value')) as string[];
  assert.ok(values.every((value) => /^0x[0-9a-f]+$/.test(value)));
});

test('Markdown: a header, a rule, and cells that stay cells', async () => {
  const { table, index } = await rowOf('a|b`c*d');
  const lines = copyRows(table, [index], 'markdown').split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? '', /^\| ---: \| --- \|/);
  const cells = (line = '') => line.split(/(?<!\\)\|/).length;
  assert.equal(cells(lines[2]), cells(lines[0]));
  assert.ok(lines[2]?.includes('a\\|b\\`c\\*d'));
});

test('JSON: rows as in the report', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const table = report.table('symbols') ?? assert.fail();
  const copied: unknown = JSON.parse(copyRows(table, [2, 1], 'json'));
  const { symbols: whole } = validJson(report);
  assert.deepEqual(copied, [whole[2], whole[1]]);
});
