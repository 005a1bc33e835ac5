/** Cells that lead somewhere: what their texts name, and as many as a window can carry. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/report/report.ts';
import type { RowView } from '../../../src/report/viewModel/table.ts';
import type { ImageTableId } from '../../../src/report/viewModel/tableId.ts';
import { MAX_CELL_LINKS, rowView } from '../../../src/report/views/detail/rowView.ts';
import { parseFilter } from '../../../src/session/rows/parseFilter.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const exports = ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_time'];

function rowsOf(report: Report, id: ImageTableId): RowView[] {
  const table = report.table(id) ?? assert.fail(id);
  return Array.from({ length: table.rowCount }, (_, index) => rowView(report, table, index));
}

/** "version → versions 1", by column. */
function told(report: Report, id: ImageTableId, row: RowView | undefined): string[] {
  const columns = report.table(id)?.view.columns ?? [];
  return (row?.links ?? []).map(({ cell, text, to }) => {
    assert.ok(row?.cells[cell]?.includes(text), text);
    const where = 'table' in to ? `${to.table} ${to.index ?? to.filter ?? ''}`.trim() : Object.values(to)[0];
    return `${columns[cell]?.id}: ${text} → ${where}`;
  });
}

test('of a symbol: its version, its section, and the key of each that looks it up', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports, hash: 'both' }).bytes);
  const rows = rowsOf(report, 'symbols');
  const row = rows.find(({ cells }) => cells[0] === '__vdso_clock_gettime');
  const links = told(report, 'symbols', row);
  assert.ok(links.includes('version: LINUX_2.6 → versions 1'), links.join('; '));
  assert.ok(
    links.some((each) => /^section: \.text → sections \d+$/.test(each)),
    links.join('; '),
  );
  const keys = rowsOf(report, 'keys');
  const asking = (row?.links ?? []).filter(({ to }) => 'table' in to && to.table === 'keys');
  assert.ok(asking.length > 3);
  const columns = report.table('keys')?.view.columns ?? [];
  const cellOf = (index: number, id: string) =>
    keys[index]?.cells[columns.findIndex((each) => each.id === id)] ?? '';
  for (const { text, to } of asking) {
    const index = 'table' in to ? (to.index ?? -1) : -1;
    assert.equal(cellOf(index, 'symbol'), '__vdso_clock_gettime');
    assert.ok(cellOf(index, 'consumer').startsWith(text), `${text}: ${cellOf(index, 'consumer')}`);
  }
});

test('of a version: its symbols by a filter that finds as many as are counted, hidden ones too', async () => {
  const symbols = [
    { name: 'one', version: 'FOO_1' },
    { name: 'two', version: 'FOO_1', hidden: true },
    { name: 'two', version: 'FOO_1.2' },
  ].map((each, at) => ({ ...each, offset: 16 * at, size: 8 }));
  const defined = [{ name: 'FOO_1' }, { name: 'FOO_1.2' }];
  const report = await reportOf(
    fullImage({ class: 64, littleEndian: true }, { symbols, versions: defined, needs: [] }).bytes,
  );
  const versions = report.table('versions') ?? assert.fail();
  const table = report.table('symbols') ?? assert.fail();
  const at = versions.view.columns.findIndex(({ id }) => id === 'symbols');
  const rows = rowsOf(report, 'versions');
  assert.equal(rows.length, 3);
  for (const row of rows) {
    const link = row.links?.find(({ cell }) => cell === at) ?? assert.fail();
    assert.ok('table' in link.to && link.to.table === 'symbols');
    const matches = table.matcher(parseFilter(link.to.filter ?? '', table.view));
    const found = Array.from({ length: table.rowCount }, (_, index) => matches(index)).filter(Boolean);
    assert.equal(String(found.length), row.cells[at]);
  }
});

test('of a key: its consumer, symbol, version and bucket; of a section those it refers to', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports, hash: 'gnu' }).bytes);
  const links = rowsOf(report, 'keys').map((row) => told(report, 'keys', row));
  const go = links.find((each) => each.some((link) => /^consumer: Go .* → go$/.test(link))) ?? assert.fail();
  assert.ok(
    go.some((link) => /^symbol: __vdso_\w+ → symbols \d+$/.test(link)),
    go.join('; '),
  );
  assert.ok(go.includes('version: LINUX_2.6 → versions 1'), go.join('; '));
  assert.ok(
    go.some((link) => /^table: DT_GNU_HASH, bucket \d+ → gnuBuckets \d+$/.test(link)),
    go.join('; '),
  );
  const whole = await reportOf(fullImage({ class: 64, littleEndian: true }).bytes);
  const sections = rowsOf(whole, 'sections').flatMap((row) => told(whole, 'sections', row));
  assert.ok(
    sections.some((link) => /^link: \d+ → sections \d+$/.test(link)),
    sections.join('; '),
  );
});

test('of a problem: the row or table that it is in', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64', exports, hash: 'both' });
  const report = await reportOf(bytes);
  const { problems } = report.subject.image;
  const add = (structure: (typeof problems)[number]['structure']) =>
    (problems as unknown[]).push({ severity: 'note', code: 'string-unended', args: {}, structure });
  assert.equal(problems.length, 0);
  for (const structure of [
    'elf-header',
    'file',
    'DT_GNU_HASH',
    'DT_RELA',
    ['symbol', 2],
    ['symbol', 9999],
    ['section', 1],
    ['dynamic-entry', 0],
    ['program-header', 0],
    ['version-definition', 1],
    ['version', 2],
  ] as const)
    add(structure);
  const { structureLink } = await import('../../../src/report/views/detail/structureLink.ts');
  assert.deepEqual(
    problems.map(({ structure }) => structureLink(report.subject, structure)?.to),
    [
      { part: 'header' },
      undefined,
      { table: 'gnuBuckets' },
      { table: 'dynamic' },
      { table: 'symbols', index: 2 },
      undefined,
      { table: 'sections', index: 1 },
      { table: 'dynamic', index: 0 },
      { table: 'segments', index: 0 },
      { table: 'versions', index: 1 },
      { table: 'versions', index: 1 },
    ],
  );
});

test('a bucket with very many names has as many links as fit, and details have no fewer than before', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `f${at}`);
  const report = await reportOf(
    vdsoImage({ arch: 'amd64', exports: many, hash: 'sysv', override: { buckets: 1 } }).bytes,
  );
  const [row] = rowsOf(report, 'sysvBuckets');
  const counts = new Map<number, number>();
  for (const { cell } of row?.links ?? []) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  assert.equal(Math.max(...counts.values()), MAX_CELL_LINKS);
});
