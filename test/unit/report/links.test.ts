/** Every link stands in its value and leads to the row that the text names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/report/report.ts';
import type { FieldView } from '../../../src/report/viewModel/fields.ts';
import type { LinkView } from '../../../src/report/viewModel/links.ts';
import type { ImageTableId } from '../../../src/report/viewModel/tableId.ts';
import { consumerDetailView } from '../../../src/report/views/consumerViews.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const shape = { class: 64, littleEndian: true } as const;

/** What the row that a link leads to says that the text must be or begin with. */
const NAMED_BY: Readonly<Partial<Record<ImageTableId, readonly string[]>>> = {
  symbols: ['name', 'index', 'value'],
  symtab: ['name', 'index'],
  versions: ['name'],
  sections: ['name', 'index', 'addr'],
};

function check(report: Report, field: FieldView): LinkView[] {
  let from = 0;
  const links = [...(field.links ?? [])];
  for (const { text, to } of links) {
    const at = field.value.indexOf(text, from);
    if (at < 0) continue;
    from = at + text.length;
    if ('image' in to) {
      assert.equal(report.subject.source.images?.[to.image - 1]?.is.includes('shown'), false, text);
      continue;
    }
    if (!('table' in to)) {
      assert.ok(!('consumer' in to) || report.subject.findings.some(({ id }) => id === to.consumer), text);
      continue;
    }
    const table = report.table(to.table) ?? assert.fail(to.table);
    if (to.index === undefined) continue;
    assert.ok(to.index >= 0 && to.index < table.rowCount, `${to.table} ${to.index}`);
    const { columns } = table.view;
    const cells = table.cells(to.index);
    const of = (id: string) => cells[columns.findIndex((each) => each.id === id)] ?? '';
    if (/Buckets$/.test(to.table)) assert.match(text, new RegExp(`\\b${of('bucket')}$`));
    else if (to.table === 'keys') assert.ok(of('consumer').startsWith(text), `${text}: ${of('consumer')}`);
    else if (!/^0x/.test(text) || to.table === 'sections')
      assert.ok(
        NAMED_BY[to.table]?.some((id) => of(id) === text || (id === 'index' && `#${of(id)}` === text)),
        `${field.label}: ${text} leads to ${cells.join(' ')}`,
      );
  }
  return links;
}

function allLinks(report: Report): Map<string, number> {
  const found = new Map<string, number>();
  const add = (where: string, field: FieldView): void => {
    for (const { to } of check(report, field)) {
      const what = `${where} → ${'table' in to ? to.table : Object.keys(to)[0]}`;
      found.set(what, (found.get(what) ?? 0) + 1);
    }
  };
  for (const { id, rowCount } of report.tables)
    for (let row = 0; row < rowCount; row++)
      for (const field of detailView(report, id, row).fields) add(id, field);
  for (const finding of report.subject.findings)
    for (const key of consumerDetailView(report.subject, finding).keys)
      for (const field of [...key.fields, ...key.more]) add('consumer', field);
  return found;
}

test('in a vDSO: versions, buckets, aliases, sections, symbols and consumers', async () => {
  const exports = ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_time'];
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports, hash: 'both' }).bytes, {
    info: { kind: 'live', pid: 4711, base: 0x7fff_0000_0000n },
  });
  const found = allLinks(report);
  for (const what of [
    'symbols → versions',
    'symbols → gnuBuckets',
    'symbols → sysvBuckets',
    'symbols → sections',
    'versions → consumer',
    'gnuBuckets → symbols',
    'gnuBuckets → keys',
    'versions → symbols',
    'keys → symbols',
    'keys → versions',
    'dynamic → sections',
    'consumer → symbols',
    'consumer → gnuBuckets',
  ])
    assert.ok(found.has(what), `${what} is not among ${[...found.keys()].join('; ')}`);
});

test('in a library: relocations, section links, other names of one function', async () => {
  const symbols = ['one', 'two'].map((name) => ({ name, offset: 0x10, size: 8 }));
  const whole = await reportOf(fullImage(shape).bytes, { symtab: true });
  const found = allLinks(whole);
  for (const what of ['relocations → symbols', 'sections → sections', 'symtab → sections'])
    assert.ok(found.has(what), `${what} is not among ${[...found.keys()].join('; ')}`);
  const twins = await reportOf(fullImage(shape, { symbols, versions: [], needs: [] }).bytes);
  const { fields } = detailView(twins, 'symbols', 1);
  const aliases = fields.find(({ label }) => label === 'Aliases')?.links?.map(({ text }) => text) ?? [];
  const own = twins.table('symbols')?.name(1) ?? '';
  assert.deepEqual(aliases, [own === 'one' ? 'two' : 'one']);
});

test('a name that is escaped in a value is the same in its link', async () => {
  const exports = ['a\x1bb', '__vdso_time'];
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const texts = Array.from({ length: report.table('gnuBuckets')?.rowCount ?? 0 }, (_, row) =>
    detailView(report, 'gnuBuckets', row).fields.flatMap(({ links = [] }) => links.map(({ text }) => text)),
  ).flat();
  assert.ok(texts.includes('a\\x1bb'), texts.join());
});
