/** Rows, copies and places of a table, from any row on; and of a table that an image does not have. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from '../../../src/session/openSession.ts';
import { OrderCache } from '../../../src/session/rows/order.ts';
import { SliceScheduler } from '../../../src/session/rows/sliceScheduler.ts';
import { TableQueries } from '../../../src/session/rows/tableQueries.ts';
import { english } from '../../../src/session/words.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { memoryInput } from './support.ts';

const all = { table: 'dynamic', start: 0, count: 100, filter: '' } as const;

test('a copy of some rows is these rows, and says nothing of others', async () => {
  const session = await openSession(memoryInput(vdsoImage({ arch: 'amd64' }).bytes));
  const whole = await session.copy({ ...all, format: 'text' });
  const lines = whole.text.trimEnd().split('\n');
  assert.ok(lines.length > 6);
  assert.equal(whole.note, undefined);
  for (const [start, count] of [
    [0, 2],
    [3, 2],
    [lines.length - 1, 5],
  ] as const) {
    const { text, note } = await session.copy({ ...all, start, count, format: 'text' });
    assert.deepEqual(text.trimEnd().split('\n'), lines.slice(start, start + count));
    assert.equal(note, undefined);
    const window = await session.rows({ ...all, start, count });
    assert.deepEqual([window.start, window.rows.length], [start, lines.slice(start, start + count).length]);
    assert.deepEqual([window.matchCount, window.rowCount], [lines.length, lines.length]);
  }
  await session.dispose();
});

test('of a table that is not there nothing is shown, copied, located or found', async () => {
  const queries = new TableQueries(
    undefined,
    new OrderCache(),
    new SliceScheduler(),
    english.session,
    () => undefined,
  );
  assert.deepEqual(await queries.rows({ ...all, start: 5 }), {
    table: 'dynamic',
    start: 0,
    rows: [],
    matchCount: 0,
    rowCount: 0,
  });
  assert.deepEqual(await queries.copy({ ...all, format: 'text' }), { text: '' });
  assert.equal(await queries.locate(all, 0), -1);
  assert.equal(await queries.find(''), -1);
});
