/** Names of C++ and Rust in rows, details, filters, copies and reports: shown as in the source, kept as in the image. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportJson } from '../../../src/report/output/json.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import { MAX_FILTER_NAMES, sourceNameTest } from '../../../src/report/tables/sourceName.ts';
import { makeReport } from '../../../src/session/makeReport.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { fullImage } from '../../support/elf/index.ts';
import { reportOf } from '../report/support.ts';
import { memoryInput } from './support.ts';

const names = [
  '_ZN3foo3barEi',
  '_RNvC7mycrate4main',
  '_Znot mangled',
  'zlib_version',
  '_ZNSt6vectorIiE4pushEOi',
];
const image = fullImage(
  { class: 64, littleEndian: true },
  { symbols: names.map((name, at) => ({ name, offset: 16 * at, size: 8 })), versions: [], needs: [] },
);

const query = { table: 'symbols', filter: '', start: 0, count: 100 } as const;

test('a window has the name as in the source, and the mangled one beside it', async () => {
  const session = await openLocal(memoryInput(image.bytes));
  const { rows } = await session.rows(query);
  const shown = new Map(rows.map(({ cells, mangled }) => [mangled?.name ?? cells[0], cells[0]]));
  assert.equal(shown.get('_ZN3foo3barEi'), 'foo::bar(int)');
  assert.equal(shown.get('_RNvC7mycrate4main'), 'mycrate::main');
  assert.equal(shown.get('zlib_version'), 'zlib_version');
  assert.equal(rows.find(({ cells }) => cells[0] === 'zlib_version')?.mangled, undefined);
  const at = rows.findIndex(({ mangled }) => mangled?.name === '_ZN3foo3barEi');
  const detail = await session.detail('symbols', rows[at]?.index ?? 0);
  assert.match(detail.title, /^foo::bar\(int\) · symbol/);
  assert.equal(detail.fields.find(({ label }) => label === 'Mangled name')?.value, '_ZN3foo3barEi');
  await session.dispose();
});

test('a filter finds either form, whole cells too', async () => {
  const session = await openLocal(memoryInput(image.bytes));
  const found = async (filter: string) =>
    (await session.rows({ ...query, filter })).rows.map(({ cells }) => cells[0]);
  assert.deepEqual(await found('foo::bar'), ['foo::bar(int)']);
  assert.deepEqual(await found('3bar'), ['foo::bar(int)']);
  assert.deepEqual(await found('name:=mycrate::main'), ['mycrate::main']);
  assert.deepEqual(await found('name:=_rnvc7mycrate4main'), ['mycrate::main']);
  assert.deepEqual(await found('std::vector<int>::push'), ['std::vector<int>::push(int&&)']);
  assert.deepEqual(await found('foo::baz'), []);
  // A word that is written for a type alone.
  assert.deepEqual((await found('(int)')).length, 1);
  await session.dispose();
});

test('sorting, copies and what is found by a name go by the mangled one', async () => {
  const session = await openLocal(memoryInput(image.bytes));
  const sort = { column: 'name', descending: false };
  const { rows } = await session.rows({ ...query, filter: 'defined', sort });
  const mangled = rows.map((row) => row.mangled?.name ?? row.cells[0] ?? '');
  assert.deepEqual(mangled, [...mangled].sort());
  const { text } = await session.copy({ ...query, filter: 'foo::bar', format: 'text' });
  assert.match(text, /^_ZN3foo3barEi\t/);
  const json = JSON.parse((await session.copy({ ...query, filter: 'foo::bar', format: 'json' })).text);
  assert.equal((Array.isArray(json) ? json[0] : json).name, '_ZN3foo3barEi');
  assert.ok((await session.find('symbols', '_ZN3foo3barEi')) > 0);
  assert.equal(await session.find('symbols', 'foo::bar(int)'), -1);
  await session.dispose();
});

test('JSON has them beside the mangled ones when asked, text in their place; without it neither', async () => {
  const { subject } = await reportOf(image.bytes);
  const options = { selection: [], asVdso: false };
  const decoder = new TextDecoder();
  const written = (demangle: boolean, as: typeof reportJson | typeof reportText): string => {
    const report = makeReport(subject.image, subject.source, subject.host, { ...options, demangle }, 'test');
    let text = '';
    for (const piece of as(report)) text += decoder.decode(piece, { stream: true });
    return text;
  };
  const symbols = (demangle: boolean) =>
    JSON.parse(written(demangle, reportJson)).symbols as { name: string; demangled?: string }[];
  const of = (all: ReturnType<typeof symbols>, name: string) =>
    all.find((each) => each.name === name)?.demangled;
  assert.equal(of(symbols(true), '_ZN3foo3barEi'), 'foo::bar(int)');
  assert.equal(of(symbols(true), 'zlib_version'), undefined);
  assert.ok(symbols(false).every((each) => !('demangled' in each)));
  assert.match(written(true, reportText), /foo::bar\(int\)/);
  assert.doesNotMatch(written(false, reportText), /foo::bar\(int\)/);
});

test('a filter demangles so many names and no more, and none for a word that is an identifier', () => {
  let read = 0;
  const name = (row: number) => {
    read++;
    return `_ZN1a${`zq${row}`.length}zq${row}Ev`;
  };
  const holds = () => undefined;
  const scoped = sourceNameTest(name, holds)('a::', false);
  assert.ok(scoped(7));
  for (let row = 1; row < MAX_FILTER_NAMES; row++) assert.ok(scoped(row));
  assert.equal(read, MAX_FILTER_NAMES);
  assert.equal(scoped(1), false);
  assert.equal(sourceNameTest(name, holds)('zq1', false)(1), false);
  assert.equal(read, MAX_FILTER_NAMES);
});

test('names without what a demangled one must have are not even read', () => {
  const never = (): string => assert.fail('read');
  assert.equal(sourceNameTest(never, (_row, word) => word.length > 2)('foo::', false)(1), false);
  assert.equal(sourceNameTest(never, (_row, word) => word.length === 2)('foo::', false)(1), false);
  const lambda = sourceNameTest(() => '_ZZ1fvENKUliE0_clEi')("'lambda0'(int)::", false);
  assert.ok(lambda(1));
});
