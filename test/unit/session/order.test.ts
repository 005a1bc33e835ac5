import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import type { RowQuery, RowView } from '../../../src/report/viewModel/table.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { fileInput, libc, memoryInput, noLibc } from './support.ts';

async function all(
  session: Session,
  query: Omit<RowQuery, 'start' | 'count'>,
  step: number,
): Promise<RowView[]> {
  const rows: RowView[] = [];
  for (;;) {
    const window = await session.rows({ ...query, start: rows.length, count: step });
    rows.push(...window.rows);
    if (window.rows.length === 0) {
      assert.equal(rows.length, window.matchCount);
      return rows;
    }
  }
}

const tables = [
  'symbols',
  'versions',
  'gnuBuckets',
  'gnuBloom',
  'segments',
  'sections',
  'dynamic',
  'relocations',
  'notes',
] as const;

test('every sort of every table is a stable permutation, and descending reverses its keys', {
  skip: noLibc,
}, async () => {
  const session = await openSession(await fileInput(libc ?? ''));
  const views = (await session.summary()).tables;
  for (const table of tables) {
    const view = views.find(({ id }) => id === table);
    if (view === undefined) continue;
    const plain = await all(session, { table, filter: '' }, 1000);
    assert.deepEqual(
      plain.map(({ index }) => index),
      Array.from({ length: view.rowCount }, (_, i) => i),
    );
    for (const [position, column] of view.columns.entries()) {
      for (const descending of [false, true]) {
        const sorted = await all(
          session,
          { table, filter: '', sort: { column: column.id, descending } },
          997,
        );
        const indices = sorted.map(({ index }) => index);
        assert.deepEqual(
          indices.toSorted((a, b) => a - b),
          plain.map(({ index }) => index),
          `${table}.${column.id}`,
        );
        for (const [i, row] of sorted.entries()) {
          const before = sorted[i - 1];
          if (before === undefined || before.cells[position] !== row.cells[position]) continue;
          assert.ok(before.index < row.index, `${table}.${column.id}: equal rows keep their order`);
        }
      }
    }
  }
  await session.dispose();
});

test('numbers sort as numbers and names by code unit', { skip: noLibc }, async () => {
  const session = await openSession(await fileInput(libc ?? ''));
  const cells = async (column: string, descending: boolean) => {
    const position = (await session.summary()).tables[0]?.columns.findIndex(({ id }) => id === column) ?? -1;
    const rows = await all(session, { table: 'symbols', filter: '', sort: { column, descending } }, 5000);
    return rows.map((row) => row.cells[position] ?? '');
  };
  for (const column of ['value', 'size', 'gnuHash', 'index']) {
    const up = (await cells(column, false)).map(BigInt);
    assert.ok(
      up.every((value, i) => i === 0 || (up[i - 1] ?? 0n) <= value),
      `${column} ascends`,
    );
    const down = (await cells(column, true)).map(BigInt);
    assert.ok(
      down.every((value, i) => i === 0 || (down[i - 1] ?? 0n) >= value),
      `${column} descends`,
    );
  }
  const names = await cells('name', false);
  assert.ok(names.every((name, i) => i === 0 || (names[i - 1] ?? '') <= name));
  await session.dispose();
});

test('a filter keeps exactly the rows that hold all its words, in any case', {
  skip: noLibc,
}, async () => {
  const session = await openSession(await fileInput(libc ?? ''));
  const plain = await all(session, { table: 'symbols', filter: '' }, 5000);
  for (const filter of [
    'mutex',
    'MUTEX weak',
    '  glibc_2.34   func ',
    'no such symbol',
    '0x',
    'mutex mutexattr',
    'p',
    'pt',
    'pth',
  ]) {
    const words = filter.toLowerCase().trim().split(/\s+/);
    const expected = plain.filter(({ cells }) =>
      words.every((word) => cells.some((cell) => cell.toLowerCase().includes(word))),
    );
    const found = await all(session, { table: 'symbols', filter }, 333);
    assert.deepEqual(found, expected, filter);
    const sorted = await all(
      session,
      { table: 'symbols', filter, sort: { column: 'name', descending: true } },
      100,
    );
    assert.deepEqual(
      sorted.map(({ index }) => index).toSorted((a, b) => a - b),
      expected.map(({ index }) => index),
      filter,
    );
    for (const [at, row] of sorted.entries()) {
      if (at % 40 !== 0) continue;
      const query = {
        table: 'symbols',
        filter,
        sort: { column: 'name', descending: true },
        start: 0,
        count: 0,
      } as const;
      assert.equal(await session.locate(query, row.index), at);
    }
  }
  await session.dispose();
});

test('rows are found by name, also by names that are keys of every object', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64', exports: ['__proto__', '__vdso_clock_gettime'] });
  const session = await openSession(memoryInput(bytes));
  const index = await session.find('symbols', '__proto__');
  const window = await session.rows({ table: 'symbols', filter: '', start: index, count: 1 });
  assert.equal(window.rows[0]?.cells[0], '__proto__');
  assert.equal(await session.find('symbols', 'constructor'), -1);
  assert.ok((await session.find('versions', 'LINUX_2.6')) > 0);
  await session.dispose();
});

test("each consumer's keys are found by their symbol, and by their variable where it has one", async () => {
  const input = memoryInput(vdsoImage({ arch: 'amd64' }).bytes);
  const selection = catalog.map(({ id }) => ({ id }));
  const session = await openSession({ ...input, options: { ...input.options, selection } });
  const query = { table: 'keys', filter: '', start: 0, count: 1000 } as const;
  const { rows } = await session.rows(query);
  const { consumers } = await session.summary();
  for (const { id, name } of consumers) {
    for (const { index, cells } of rows) {
      // Where there is no variable the key is the symbol.
      const [key = '', , consumer = '', symbol = ''] = cells;
      const variable = key === symbol ? '' : key;
      if (!consumer.startsWith(`${name} `)) continue;
      assert.equal(await session.find('keys', symbol, id), index, `${symbol} of ${id}`);
      const first = rows.find((row) => row.cells[2] === consumer && row.cells[0] === variable);
      if (variable !== '') assert.equal(await session.find('keys', variable, id), first?.index);
    }
  }
  const shared = rows.filter(({ cells }) => cells[0] === 'vdso_clock_gettime');
  assert.deepEqual(
    await Promise.all(['mlibc', 'gramine'].map((id) => session.find('keys', 'vdso_clock_gettime', id))),
    shared.map(({ index }) => index),
  );
  assert.equal(await session.find('keys', 'vdso_clock_gettime', 'go'), -1);
  await session.dispose();
});

test('windows outside the table are empty, not errors', async () => {
  const session = await openSession(memoryInput(vdsoImage({ arch: 'amd64' }).bytes));
  const ask = (start: number, count: number) => session.rows({ table: 'symbols', filter: '', start, count });
  assert.equal((await ask(1e9, 10)).rows.length, 0);
  assert.equal((await ask(-5, 2)).rows[0]?.index, 0);
  assert.equal((await ask(0, -1)).rows.length, 0);
  const missing = await session.rows({ table: 'symtab', filter: '', start: 0, count: 10 });
  assert.deepEqual([missing.rows.length, missing.rowCount], [0, 0]);
  const unknown = await session.rows({
    table: 'symbols',
    filter: '',
    sort: { column: 'nonsense', descending: true },
    start: 0,
    count: 3,
  });
  assert.deepEqual(
    unknown.rows.map(({ index }) => index),
    [0, 1, 2],
  );
  await session.dispose();
});

test('work that is no longer wanted stops', { skip: noLibc }, async () => {
  const session = await openSession(await fileInput(libc ?? ''));
  const query = { table: 'symbols', filter: 'x', start: 0, count: 1 } as const;
  await assert.rejects(session.rows(query, AbortSignal.abort()), { name: 'SessionError', code: 'cancelled' });
  assert.ok((await session.rows(query)).matchCount > 0, 'and can be asked for again');
  await session.dispose();
});
