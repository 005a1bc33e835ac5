import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineTable, type SortKeys, tableOf } from '../../../src/report/tables/table.ts';
import { isCancelled } from '../../../src/session/cancellation.ts';
import { matchingRows } from '../../../src/session/rows/filterRows.ts';
import { OrderCache } from '../../../src/session/rows/order.ts';
import { parseFilter } from '../../../src/session/rows/parseFilter.ts';
import { SliceScheduler } from '../../../src/session/rows/sliceScheduler.ts';
import { sortedBy } from '../../../src/session/rows/sortOrder.ts';
import { english } from '../../../src/session/words.ts';
import { Random } from '../../hostile/random.ts';

const rows = 700;

/** What Array.prototype.sort, which is stable, makes of the same keys. */
function expected<Key>(indices: Uint32Array, key: (index: number) => Key, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  return [...indices].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -sign : x > y ? sign : 0;
  });
}

async function check<Key>(keys: SortKeys, key: (index: number) => Key, indices: Uint32Array): Promise<void> {
  for (const descending of [false, true]) {
    const sorted = await sortedBy(indices, keys, descending, new SliceScheduler());
    assert.deepEqual([...sorted], expected(indices, key, descending), `${keys.kind} ${descending}`);
  }
}

test('any keys sort as Array.sort would, and equal ones keep their order', async () => {
  const random = new Random(7);
  const pick = <Value>(values: readonly Value[]): Value => values[random.below(values.length)] as Value;
  const doubles = [0, -0, 1, -1, 1.5, -1.5, 2 ** 31, 2 ** 32, -(2 ** 40), 1e300, -1e300, 5e-324, Infinity];
  const longs = [0n, 1n, 255n, 0xffffffffn, 0x100000000n, 1n << 63n, (1n << 64n) - 1n];
  const heads = [
    '',
    'a',
    'ab',
    'abc',
    'abcd',
    'abcde',
    '_ZN7library',
    'é',
    'ÿ',
    'Ā',
    '日本',
    '\u{1f600}',
    '\uffff',
  ];
  for (const alphabet of [heads.slice(0, 7), heads.slice(0, 9), heads]) {
    // Negative zero stays as it is: it is equal to zero.
    const numbers = Array.from({ length: rows }, () => pick(doubles) + (random.below(3) || -0));
    const bigints = Array.from({ length: rows }, () =>
      BigInt.asUintN(64, pick(longs) + BigInt(random.below(3))),
    );
    const texts = Array.from({ length: rows }, () => pick(alphabet) + pick(alphabet) + pick(alphabet));
    for (const size of [0, 1, 2, 23, 24, 25, rows]) {
      const indices = Uint32Array.from({ length: size }, () => random.below(rows));
      await check({ kind: 'number', at: (i) => numbers[i] ?? 0 }, (i) => numbers[i], indices);
      await check({ kind: 'bigint', at: (i) => bigints[i] ?? 0n }, (i) => bigints[i], indices);
      await check({ kind: 'text', at: (i) => texts[i] ?? '' }, (i) => texts[i], indices);
    }
  }
});

test('a sort that is withdrawn asks a few thousand more rows for their keys, and not all', async () => {
  let withdrawn = new AbortController();
  let asked = 0;
  const at = () => {
    if (++asked === 100) withdrawn.abort();
    return asked;
  };
  const all = Uint32Array.from({ length: 50_000 }, (_, i) => i);
  for (const keys of [
    { kind: 'number', at },
    { kind: 'bigint', at: () => BigInt(at()) },
    { kind: 'text', at: () => String(at()) },
  ] as const) {
    [withdrawn, asked] = [new AbortController(), 0];
    await assert.rejects(sortedBy(all, keys, false, new SliceScheduler(withdrawn.signal)), isCancelled);
    assert.ok(asked < 5000, `${keys.kind}: ${asked}`);
  }
});

test('texts longer than the memory set aside for them sort too, narrow and wide', async () => {
  for (const last of ['z', '\u{1f600}']) {
    const texts = Array.from({ length: 40 }, (_, i) => `${'x'.repeat(5000)}${(i * 7) % 40}${last}`);
    const indices = Uint32Array.from(texts, (_, i) => i);
    await check({ kind: 'text', at: (i) => texts[i] ?? '' }, (i) => texts[i], indices);
  }
});

test('hints of columns change nothing of what a filter finds', async () => {
  const cells = Array.from({ length: 500 }, (_, i) => [
    `Name ${i}`,
    ['FUNC', 'Object', 'İ'][i % 3] ?? '',
    `0x${(i * 37).toString(16)}`,
  ]);
  const table = defineTable({
    id: 'symbols',
    words: english,
    rows: tableOf(cells.map((_, i) => i)),
    columns: [
      {
        id: 'name',
        width: 1,
        cell: (i) => cells[i]?.[0] ?? '',
        holds: (i, word) =>
          i % 2 === 0
            ? undefined
            : Buffer.from((cells[i]?.[0] ?? '').toLowerCase()).includes(Buffer.from(word)),
      },
      { id: 'type', width: 1, cell: (i) => cells[i]?.[1] ?? '', code: (i) => i % 3 },
      { id: 'value', width: 1, cell: (i) => cells[i]?.[2] ?? '', characters: '0123456789abcdefx' },
    ],
    json: (i) => i,
  });
  const all = Uint32Array.from(cells, (_, i) => i);
  for (const filter of [
    'name',
    'NAME 12',
    'func',
    'object 0x',
    'i',
    'İ',
    '1f',
    'ab',
    'x7 func',
    'e 4',
    'none',
    'é',
  ]) {
    const words = filter.toLowerCase().split(' ');
    const found = await matchingRows(table, parseFilter(filter, table.view), all, new SliceScheduler());
    const wanted = [...all].filter((i) =>
      words.every((word) => cells[i]?.some((cell) => cell.toLowerCase().includes(word))),
    );
    assert.deepEqual([...found], wanted, filter);
  }
});

test('the orders of the last few questions are kept, those before are found anew', async () => {
  let asked = 0;
  const table = defineTable({
    id: 'symbols',
    words: english,
    rows: tableOf(Array.from({ length: 100 }, (_, i) => i)),
    columns: [{ id: 'name', width: 1, cell: (i) => String(++asked && i) }],
    json: (i) => i,
  });
  const orders = new OrderCache();
  const asks = async (filter: string) => {
    const before = asked;
    await orders.order(table, { table: 'symbols', filter, start: 0, count: 1 }, new SliceScheduler());
    return asked > before;
  };
  // None of them narrows another.
  const filters = Array.from({ length: 20 }, (_, i) => `x${i}y`);
  for (const filter of filters) assert.ok(await asks(filter), filter);
  assert.ok(!(await asks(filters.at(-1) ?? '')) && !(await asks(filters.at(-12) ?? '')));
  assert.ok(await asks(filters.at(-13) ?? ''));
});
