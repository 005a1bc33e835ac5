/** What a filter may ask: columns, whole cells, quotes and quick words; and what it says of what it cannot ask. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FilterTerm, implies } from '../../../src/report/filterTerm.ts';
import type { RowView } from '../../../src/report/viewModel/table.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { OrderCache } from '../../../src/session/rows/order.ts';
import { parseFilter } from '../../../src/session/rows/parseFilter.ts';
import { SliceScheduler } from '../../../src/session/rows/sliceScheduler.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from '../report/support.ts';
import { memoryInput } from './support.ts';

const shape = { class: 64, littleEndian: true } as const;

/** A session on an image, its rows by what a filter finds, and all rows by column. */
async function opened(bytes: Uint8Array, id: TableId = 'symbols') {
  const session: Session = await openSession(memoryInput(bytes));
  const columns = (await session.summary()).tables.find((each) => each.id === id)?.columns ?? assert.fail();
  const ask = (filter: string) => session.rows({ table: id, filter, start: 0, count: 5000 });
  const cell = (row: RowView, column: string) =>
    row.cells[columns.findIndex((each) => each.id === column)] ?? assert.fail(column);
  const found = async (filter: string) => (await ask(filter)).rows.map(({ index }) => index);
  const where = async (test: (row: RowView) => boolean) =>
    (await ask('')).rows.filter(test).map(({ index }) => index);
  return { session, ask, cell, found, where };
}

test('a column and a colon look into that column alone, by its title or its name, in any case', async () => {
  const { session, cell, found, where } = await opened(fullImage(shape).bytes);
  for (const [filter, column, text] of [
    ['type:func', 'type', 'func'],
    ['TYPE:Func', 'type', 'func'],
    ['bind:weak', 'bind', 'weak'],
    ['gnu-hash:0x7', 'gnuHash', '0x7'],
    ['gnuHash:0x7', 'gnuHash', '0x7'],
    ['#:1', 'index', '1'],
    ['type：func', 'type', 'func'],
    ['section:.te', 'section', '.te'],
    ['from:libc', 'file', 'libc'],
  ] as const) {
    const wanted = await where((row) => cell(row, column).toLowerCase().includes(text));
    assert.deepEqual(await found(filter), wanted, filter);
    assert.ok(wanted.length > 0, filter);
  }
  const both = await where((row) => cell(row, 'type') === 'FUNC' && cell(row, 'name').includes('a'));
  assert.deepEqual(await found('name:a type:func'), both);
  await session.dispose();
});

test('an equals sign asks for the whole cell', async () => {
  const { session, cell, found, where } = await opened(fullImage(shape).bytes);
  assert.deepEqual(await found('#:=1'), [1]);
  assert.ok((await found('#:1')).length > 1);
  const name = 'FOO_1.0';
  const same = await where((row) => cell(row, 'version') === name);
  assert.deepEqual(await found(`version:=${name}`), same);
  assert.deepEqual(await found(`version:=${name.slice(0, -1)}`), []);
  await session.dispose();
});

test('quotes hold blanks, quotes, colons and quick words together', async () => {
  const exports = ['a b', 'ab', 'std::string', 'say "x y"', 'type:func', 'defined', '__vdso_time'];
  const { session, ask, cell } = await opened(vdsoImage({ arch: 'amd64', exports }).bytes);
  const names = async (filter: string) => (await ask(filter)).rows.map((row) => cell(row, 'name'));
  assert.deepEqual(await names('"a b"'), ['a b']);
  assert.deepEqual(await names('name:"a b"'), ['a b']);
  assert.deepEqual(await names('name:="a b"'), ['a b']);
  assert.deepEqual(await names('"a b'), ['a b'], 'while it is being typed');
  assert.deepEqual(await names('std::string'), ['std::string']);
  assert.deepEqual(await names('std:'), ['std::string'], 'the beginning of it');
  assert.deepEqual(await names('"y"""'), ['say "x y"']);
  assert.deepEqual(await names('"type:func"'), ['type:func']);
  assert.deepEqual(await names('"defined"'), ['defined']);
  assert.equal((await names('type:')).length, (await names('')).length, 'nothing is asked yet');
  await session.dispose();
});

test('quick words: what is defined, imported, looked up', async () => {
  const full = await opened(fullImage(shape).bytes);
  const isUndefined = (row: RowView) => full.cell(row, 'section') === 'UNDEF';
  const imports = await full.where((row) => row.index > 0 && isUndefined(row));
  const defined = await full.where((row) => !isUndefined(row));
  assert.ok(imports.length > 0 && defined.length > 0);
  assert.deepEqual(await full.found('imported'), imports);
  assert.deepEqual(await full.found('defined'), defined);
  assert.deepEqual(await full.found('defined imported'), []);
  await full.session.dispose();
  const vdso = await opened(vdsoImage({ arch: 'amd64' }).bytes);
  const lookedUp = await vdso.where((row) => vdso.cell(row, 'lookedUpBy') !== '');
  assert.ok(lookedUp.length > 0 && lookedUp.length < (await vdso.found('')).length);
  assert.deepEqual(await vdso.found('looked-up'), lookedUp);
  await vdso.session.dispose();
  const versions = await opened(fullImage(shape).bytes, 'versions');
  assert.deepEqual(
    await versions.found('imported'),
    await versions.where((row) => versions.cell(row, 'kind') === 'need'),
  );
  assert.deepEqual(
    await versions.found('defined'),
    await versions.where((row) => versions.cell(row, 'kind') === 'definition'),
  );
  await versions.session.dispose();
  // Where nobody looks anything up the word is a word.
  assert.deepEqual(parseFilter('looked-up', { columns: [], quickFilters: ['defined'] }), [
    { kind: 'text', text: 'looked-up' },
  ]);
});

test('a column that is not there is answered with a sentence that names those that are', async () => {
  const { session, ask } = await opened(fullImage(shape).bytes);
  const { problem = '', rows, matchCount, rowCount } = await ask('kind:need');
  assert.match(problem, /^This table has no column “kind”\. It has name, version, .*gnu-hash.*quotes/);
  assert.deepEqual([rows.length, matchCount], [0, 0]);
  assert.ok(rowCount > 0);
  const query = { table: 'symbols', filter: 'kind:need', start: 0, count: 1 } as const;
  assert.equal(await session.locate(query, 1), -1);
  await assert.rejects(session.copy({ ...query, format: 'text' }), { code: 'noSuchColumn' });
  await session.dispose();
});

test('what was looked for is told, for marks: texts, and in which column', async () => {
  const { session, ask } = await opened(fullImage(shape).bytes);
  assert.deepEqual((await ask('Foo type:=FUNC defined')).marks, [
    { text: 'foo' },
    { text: 'func', column: 'type' },
  ]);
  assert.equal((await ask('')).marks, undefined);
  assert.equal((await ask('defined')).marks, undefined);
  await session.dispose();
});

test('a filter that narrows another searches its rows only, and finds the same', async () => {
  const report = await reportOf(fullImage(shape).bytes);
  const table = report.table('symbols') ?? assert.fail();
  const filters = ['o', 'name:o', 'name:oo', 'name:oo defined', 'name:oo defined type:func', '#:=2'];
  const kept = new OrderCache();
  const before = report.subject.meter.rows;
  let asked = 0;
  for (const filter of filters) {
    const query = { table: 'symbols', filter, start: 0, count: 1 } as const;
    const first = report.subject.meter.rows;
    const narrowed = await kept.order(table, query, new SliceScheduler());
    asked += report.subject.meter.rows - first;
    const alone = await new OrderCache().order(table, query, new SliceScheduler());
    assert.deepEqual([...narrowed.subarray(0, 99)], [...alone.subarray(0, 99)], filter);
  }
  assert.ok(asked < (report.subject.meter.rows - before) / 2, `${asked}`);
});

test('one term implies another only where every row of the one is a row of the other', () => {
  const cells = ['', 'a', 'b', 'ab', 'xaby'];
  const rows = cells.flatMap((one) => cells.map((two) => ({ one, two })));
  const texts = ['a', 'ab', 'b'];
  const terms: FilterTerm[] = [
    ...texts.map((text) => ({ kind: 'text', text }) as const),
    ...['one', 'two'].flatMap((column) =>
      texts.flatMap((text) =>
        [false, true].map((whole) => ({ kind: 'column', column, text, whole }) as const),
      ),
    ),
    { kind: 'quick', name: 'defined' },
    { kind: 'quick', name: 'imported' },
  ];
  const holds = (term: FilterTerm, row: (typeof rows)[number]): boolean => {
    if (term.kind === 'quick') return (term.name === 'defined') === (row.one === 'a');
    if (term.kind === 'text') return row.one.includes(term.text) || row.two.includes(term.text);
    const cell = row[term.column as 'one' | 'two'];
    return term.whole ? cell === term.text : cell.includes(term.text);
  };
  let implied = 0;
  for (const term of terms)
    for (const other of terms) {
      if (!implies(term, other)) continue;
      implied++;
      assert.ok(
        rows.every((row) => !holds(term, row) || holds(other, row)),
        JSON.stringify([term, other]),
      );
    }
  assert.ok(implied > terms.length);
});
