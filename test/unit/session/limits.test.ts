/** What a session does with tables of millions of rows, and with questions that nobody should ask. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_COPY_ROWS } from '../../../src/report/tables/copy.ts';
import type { SessionFailureCode } from '../../../src/session/failures.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { MAX_FILTERED_ROWS } from '../../../src/session/rows/filterRows.ts';
import { MAX_TEXT_BYTES, PackedTexts } from '../../../src/session/rows/packedTexts.ts';
import { MAX_FILTER_CHARACTERS } from '../../../src/session/rows/parseFilter.ts';
import { NaturalOrder, rowsOf } from '../../../src/session/rows/rowOrder.ts';
import { MAX_SORTED_ROWS } from '../../../src/session/rows/sortOrder.ts';
import { MAX_ROWS } from '../../../src/session/rows/tableQueries.ts';
import { SessionError } from '../../../src/session/sessionError.ts';
import { buildImage, machines } from '../../support/elf/index.ts';
import { memoryInput } from './support.ts';

const all = { table: 'relocations', filter: '', start: 0, count: Number.POSITIVE_INFINITY } as const;
const byOffset = { column: 'offset', descending: true } as const;

/** An image with a table of DT_RELR that has `words` full bitmaps: 63 relocations each. */
async function withRelocations(words: number): Promise<{ session: Session; rows: number }> {
  const { bytes } = buildImage({
    class: 64,
    littleEndian: true,
    machine: machines.x86_64,
    dataSize: 64,
    relocations: { relr: [0, ...Array.from({ length: words }, () => 2n ** 64n - 1n)] },
  });
  return { session: await openSession(memoryInput(bytes)), rows: 1 + 63 * words };
}

function tooLong(code: SessionFailureCode, pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof SessionError && error.code === code && pattern.test(error.message);
}

test('16 million relocations in 2 MB: the last row at once, and a sentence instead of gigabytes', async () => {
  const { session, rows } = await withRelocations(260_000);
  assert.ok(rows > MAX_FILTERED_ROWS);
  const last = await session.rows({ ...all, start: rows - 2, count: 10 });
  assert.deepEqual(
    last.rows.map(({ index }) => index),
    [rows - 2, rows - 1],
  );
  assert.equal(await session.locate(all, rows - 1), rows - 1);
  await assert.rejects(
    session.rows({ ...all, sort: byOffset }),
    tooLong('tooLongToSort', /16,380,001 rows .* sort: at most 4,000,000/),
  );
  await assert.rejects(
    session.rows({ ...all, filter: '0x' }),
    tooLong('tooLongToFilter', /16,380,001 rows .* filter: at most 16,000,000/),
  );
  await session.dispose();
});

test('a copy has no more rows than a spreadsheet, and says how many', async () => {
  const { session } = await withRelocations(17_000);
  const { text, note } = await session.copy({ ...all, format: 'text', columns: ['table'] });
  assert.equal(text.split('\n').length, MAX_COPY_ROWS);
  assert.match(note ?? '', /^The first 1,048,576 of 1,071,001 rows were copied/);
  await session.dispose();
});

test('a table is sorted up to the limit, and a copy of all that fits has no note', async () => {
  const { session, rows } = await withRelocations(800);
  assert.ok(rows < MAX_SORTED_ROWS);
  const first = await session.rows({ ...all, sort: byOffset, count: 1 });
  assert.equal(first.rows[0]?.index, rows - 1);
  const { text, note } = await session.copy({ ...all, format: 'text', columns: ['index'] });
  assert.equal(text.split('\n').length, rows);
  assert.equal(note, undefined);
  await session.dispose();
});

test('texts are sorted up to the room for them', () => {
  const texts = new PackedTexts(3);
  const long = 'x'.repeat(MAX_TEXT_BYTES / 8);
  assert.equal(texts.add(long), true);
  assert.equal(texts.add('x'.repeat(MAX_TEXT_BYTES / 3)), false);
  assert.equal(texts.add('short'), true);
});

const numbers = [Number.NaN, -1, -1e300, 0.5, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test('starts and counts that make no sense get what there is', async () => {
  const { session, rows } = await withRelocations(200);
  assert.ok(rows > MAX_ROWS);
  for (const start of numbers) {
    for (const count of numbers) {
      const window = await session.rows({ ...all, start, count });
      assert.ok(window.rows.length <= MAX_ROWS && window.matchCount === rows, `rows ${start}, ${count}`);
      assert.ok((await session.bytes(start, count)).rows.length <= 4096);
      for (const kind of ['gnu', 'sysv'] as const) await session.chains(kind, start, count);
      await session.bloom(start, count);
      await session.copy({ ...all, start, count, format: 'json', columns: ['index'] });
    }
    if (start !== 0) assert.match((await session.detail('relocations', start)).title, /^There is no row/);
    assert.equal(await session.locate(all, start), -1);
  }
  const filter = 'x'.repeat(MAX_FILTER_CHARACTERS + 1);
  await assert.rejects(
    session.rows({ ...all, filter }),
    tooLong('filterTooLong', /1,001 characters; at most 1,000/),
  );
  await session.dispose();
});

test('the order of the file takes no memory, and is an order like any other', () => {
  const order = new NaturalOrder(10_000);
  const real = Uint32Array.from({ length: 10_000 }, (_, at) => at);
  for (const [start, end] of [
    [0, 3],
    [9_998, 20_000],
    [20_000, 30_000],
    [5, 5],
    [0, 10_000],
  ] as const) {
    assert.deepEqual(order.subarray(start, end), real.subarray(start, end));
    assert.deepEqual([...rowsOf(order, start, end)], [...real.subarray(start, end)]);
  }
  assert.equal(order.indexOf(9_999), 9_999);
  for (const row of [-1, 10_000, 0.5, Number.NaN]) assert.equal(order.indexOf(row), -1);
});
