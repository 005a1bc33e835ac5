/** What the page of a matrix is told: lists, rows, why of a cell, where it leads, copies, and what a save writes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMatrix } from '../../../src/report/comparison/matrix.ts';
import { matrixJson, matrixText } from '../../../src/report/output/matrixReport.ts';
import type { RowQuery } from '../../../src/report/viewModel/table.ts';
import { isCancelled } from '../../../src/session/cancellation.ts';
import { type MatrixImages, MatrixSession } from '../../../src/session/matrixSession.ts';
import { english } from '../../../src/session/words.ts';
import { fewImages, manyImages, matrixOf } from '../../support/manyImages.ts';
import { abortsAfter } from './support.ts';

const all: RowQuery = { table: 'matrix', filter: '', start: 0, count: 1000 };
const OLD = 'file:///boot/vdso-6.6.so';

async function rowNamed(session: MatrixSession, name: string) {
  const { rows } = await session.rows(all);
  const row = rows.find(({ cells }) => cells[0]?.startsWith(name));
  assert.ok(row, name);
  return row;
}

test('an image a column, held against the first one until somebody wants another; what was not read is one', async () => {
  const session = matrixOf(await fewImages());
  const { title, choice, table, about, kept } = await session.choose({});
  assert.equal(title, 'Images side by side');
  assert.deepEqual(choice, { rows: 'consumers', baseline: 'file:///boot/vdso-7.2.so', shown: '' });
  assert.deepEqual(
    table.columns.map(({ title }) => title),
    ['Consumers', 'Differs', 'Baseline: vdso-7.2.so', 'vdso-6.6.so', 'web-1', 'cut.so'],
  );
  assert.deepEqual(kept, ['file:///boot']);
  assert.ok(about.paragraphs.includes('* is not as in the baseline.'));
  assert.equal(table.columns.at(-1)?.explain, '/boot/cut.so ends within its header.');
  for (const each of [
    '/boot/cut.so ends within its header.',
    'One file of the folder could not be looked into.',
  ])
    assert.ok(about.paragraphs.includes(each), each);
  const go = await rowNamed(session, 'Go ');
  assert.deepEqual(go.cells.slice(1), [
    'in 2 of 3',
    'found',
    'partly found (2 of 3) *',
    'partly found (2 of 3) *',
    'not read',
  ]);
  assert.deepEqual(go.others, [3, 4]);
  assert.deepEqual(go.outcomes?.slice(2), ['found', 'partial', 'partial', null]);
  const same = await rowNamed(session, 'CRIU');
  assert.equal(same.cells[1], 'same');
  assert.equal(same.others, undefined);
});

test('another baseline, none, and only what differs', async () => {
  const session = matrixOf(await fewImages());
  const { table, choice } = await session.choose({ baseline: OLD, shown: 'differing' });
  assert.equal(choice.baseline, OLD);
  assert.equal(table.columns[3]?.title, 'Baseline: vdso-6.6.so');
  const { rows } = await session.rows(all);
  assert.ok(rows.length > 0 && rows.every(({ cells }) => cells[1] === 'in 1 of 3'), String(rows.length));
  const { about } = await session.choose({ baseline: '' });
  assert.ok(!about.paragraphs.includes('* is not as in the baseline.'));
  const go = await rowNamed(session, 'Go ');
  assert.equal(go.cells[1], '2 answers');
  assert.equal(go.others, undefined);
});

test('each option of each list can be chosen, and is chosen then', async () => {
  const session = matrixOf(await fewImages());
  const { lists } = await session.choose({});
  for (const { id, options } of lists)
    for (const { value } of options)
      assert.equal((await session.choose({ [id]: value })).choice[id as 'rows'], value, id);
});

test('what a kept choice names and nobody knows counts as not chosen', async () => {
  const { choice } = await matrixOf(await fewImages()).choose({
    rows: 'toString',
    baseline: 'x',
    shown: 'y',
  });
  assert.deepEqual(choice, { rows: 'consumers', baseline: 'file:///boot/vdso-7.2.so', shown: '' });
});

test('a cell says why, what the baseline has, and leads to the image and to the comparison', async () => {
  const session = matrixOf(await fewImages());
  await session.choose({});
  const { index } = await rowNamed(session, 'Go ');
  const detail = await session.detail(index, 3);
  assert.match(detail?.title ?? '', /^Go .* in vdso-6\.6\.so$/);
  assert.match(detail?.paragraphs[0] ?? '', /^Partly found \(2 of 3\)\. .+\.$/);
  assert.equal(detail?.paragraphs[1], 'In the baseline, vdso-7.2.so: found.');
  assert.deepEqual(
    detail?.fields.flatMap(({ links }) => links ?? []).map(({ to }) => to),
    [
      { row: index, column: 3, opens: 'image' },
      { row: index, column: 3, opens: 'comparison' },
    ],
  );
  assert.deepEqual(
    detail?.replays.filter(({ outcome }) => outcome !== 'found').map(({ title, why }) => [title, why]),
    [['__vdso_getrandom', 'Falls back. In the baseline: found.']],
  );
  const place = await session.place(index, 3);
  assert.equal(place?.id, OLD);
  assert.equal(place?.baseline, 'file:///boot/vdso-7.2.so');
  assert.equal(place?.of.kind === 'consumer' && place.of.consumer.id, 'go');
  assert.equal(place?.key, '__vdso_getrandom');
  assert.equal((await session.place(index, 2))?.key, undefined);
});

test('the baseline leads to itself alone, a report to its comparison alone, and what was not read says why', async () => {
  const session = matrixOf(await fewImages());
  await session.choose({});
  const leads = async (column: number) =>
    (await session.detail(0, column))?.fields.flatMap(({ links }) => links ?? []).map(({ text }) => text);
  assert.deepEqual(await leads(2), ['Open vdso-7.2.so']);
  assert.deepEqual(await leads(4), ['Compare web-1 with vdso-7.2.so']);
  const report = await session.detail(0, 4);
  assert.ok(report?.fields.some(({ value }) => value.startsWith('A saved report has no bytes')));
  assert.deepEqual((await session.detail(0, 5))?.paragraphs, ['/boot/cut.so ends within its header.']);
  assert.equal(await session.place(0, 5), undefined);
  assert.equal(await session.place(0, 1), undefined);
  assert.equal(await session.place(1e6, 2), undefined);
  assert.equal(await session.detail(1e6, 2), undefined);
});

test('a row says which images have which answer', async () => {
  const session = matrixOf(await fewImages());
  await session.choose({});
  const { index } = await rowNamed(session, 'Go ');
  const fields = (await session.detail(index, 0))?.fields.map(({ label, value }) => [label, value]);
  assert.deepEqual(fields, [
    ['found', 'vdso-7.2.so'],
    ['partly found (2 of 3)', 'vdso-6.6.so, web-1'],
  ]);
});

test('symbols and clocks have details of their cells too', async () => {
  const session = matrixOf(await fewImages());
  await session.choose({ rows: 'symbols' });
  const { index, cells, outcomes } = await rowNamed(session, '__vdso_getrandom');
  assert.deepEqual(cells.slice(1, 4), ['in 2 of 3', 'LINUX_2.6', 'absent *']);
  assert.equal(outcomes?.length, 6);
  assert.equal((await session.detail(index, 3))?.paragraphs[0], 'Absent.');
  await session.choose({ rows: 'clocks' });
  assert.equal((await session.rows(all)).table, 'matrix');
});

test('code is read when clocks are asked for and does for all rows; who leaves cancels nothing', async () => {
  const few = await fewImages();
  const reads: boolean[] = [];
  let answer: (images: MatrixImages) => void = () => undefined;
  const session = new MatrixSession(
    {
      read(code) {
        reads.push(code);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      generator: 'x',
      kept: [],
    },
    english,
  );
  const controller = new AbortController();
  const left = session.choose({}, controller.signal);
  const stays = session.choose({});
  controller.abort();
  await assert.rejects(left, isCancelled);
  answer(few);
  await stays;
  const clocks = session.choose({ rows: 'clocks' });
  answer(few);
  await clocks;
  await session.choose({ rows: 'symbols' });
  assert.deepEqual(reads, [false, true]);
});

/** A session whose looks end when they are told to, and what each was for. */
function looking() {
  const reads: boolean[] = [];
  const answers: { resolve(images: MatrixImages): void; reject(error: Error): void }[] = [];
  const session = new MatrixSession(
    {
      read(code) {
        reads.push(code);
        return new Promise((resolve, reject) => answers.push({ resolve, reject }));
      },
      generator: 'x',
      kept: [],
    },
    english,
  );
  return { session, reads, answers };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('clocks that are asked for while images are read wait for that: nothing is read twice at once', async () => {
  const few = await fewImages();
  const { session, reads, answers } = looking();
  const consumers = session.choose({});
  const clocks = [session.choose({ rows: 'clocks' }), session.choose({ rows: 'clocks', shown: 'differing' })];
  await turn();
  assert.deepEqual(reads, [false]);
  answers[0]?.resolve(few);
  assert.equal((await consumers).choice.rows, 'consumers');
  await turn();
  assert.deepEqual(reads, [false, true]);
  // Nobody who wants no code waits for it.
  assert.equal((await session.choose({ rows: 'symbols' })).choice.rows, 'symbols');
  answers[1]?.resolve(few);
  for (const each of clocks) assert.equal((await each).choice.rows, 'clocks');
  assert.deepEqual(reads, [false, true]);
});

test('clocks that nobody waits for any more when the images are read are not read', async () => {
  const few = await fewImages();
  const { session, reads, answers } = looking();
  const consumers = session.choose({});
  const controller = new AbortController();
  const clocks = session.choose({ rows: 'clocks' }, controller.signal);
  controller.abort();
  await assert.rejects(clocks, isCancelled);
  answers[0]?.resolve(few);
  await consumers;
  await turn();
  assert.deepEqual(reads, [false]);
});

test('what ends the look that clocks wait for ends them too, and both are tried again', async () => {
  const few = await fewImages();
  const { session, reads, answers } = looking();
  const failing = [session.choose({}), session.choose({ rows: 'clocks' })];
  assert.deepEqual(reads, [false]);
  answers[0]?.reject(new Error('no'));
  for (const each of failing) await assert.rejects(each, /no/);
  const clocks = session.choose({ rows: 'clocks' });
  answers[1]?.resolve(few);
  await clocks;
  assert.deepEqual(reads, [false, true]);
});

test('a look that fails is tried again, and what was there before stays', async () => {
  const few = await fewImages();
  let fails = true;
  const session = new MatrixSession(
    {
      read: async (code) => {
        if (code === fails) throw new Error('no');
        return few;
      },
      generator: 'x',
      kept: [],
    },
    english,
  );
  await session.choose({});
  await assert.rejects(session.choose({ rows: 'clocks' }), /no/);
  assert.ok((await rowNamed(session, 'Go ')).cells.length > 0);
  fails = false;
  assert.equal((await session.choose({ rows: 'clocks' })).choice.rows, 'clocks');
});

test('what is saved is what the terminal writes', async () => {
  const few = await fewImages();
  const session = matrixOf(few);
  await session.choose({});
  const made = makeMatrix(
    few.images.map(({ image }) => image),
    'consumers',
    0,
  );
  const text = Buffer.concat(await session.export('text')).toString();
  assert.equal(text, [...matrixText(english, made)].map((line) => `${line}\n`).join(''));
  const json = Buffer.concat(await session.export('json')).toString();
  assert.equal(
    json,
    Buffer.concat(Array.from(matrixJson(english, made, 'test 1'), (piece) => piece.slice())).toString(),
  );
});

test('200 × 200 cells are told in windows', async () => {
  const session = matrixOf(await manyImages(200, 200));
  const { table } = await session.choose({ rows: 'symbols' });
  assert.equal(table.rowCount, 200);
  assert.equal(table.columns.length, 202);
  const { rows } = await session.rows({ ...all, start: 150, count: 20 });
  assert.equal(rows.length, 20);
  assert.equal(rows[0]?.cells.length, 202);
  const { text } = await session.copy({
    ...all,
    start: 4,
    count: 1,
    format: 'text',
    columns: ['name', 'file:///fleet/host-4.so'],
  });
  assert.equal(text, 'name_004\tLINUX_9 *');
});

test('what is done with the column of an image stays its own when others share a column, or are gone', async () => {
  const { images, ...rest } = await fewImages();
  const ids = async (session: MatrixSession) =>
    (await session.choose({})).table.columns.slice(2).map(({ id }) => id);
  assert.deepEqual(await ids(matrixOf({ images, ...rest })), [...images.map(({ id }) => id), 'unread-1']);
  assert.deepEqual(await ids(matrixOf({ images: images.slice(1), ...rest })), [
    OLD,
    'file:///boot/web-1.json',
    'unread-1',
  ]);
});

test('of one image alone the only cell is the first one that is told', async () => {
  const { images } = await fewImages();
  const session = matrixOf({ images: images.slice(0, 1), unread: [], notes: [] });
  const { opensAt, table } = await session.choose({});
  assert.equal(table.columns.length, 3);
  assert.deepEqual(opensAt, { row: 0, column: 2 });
});

test('where nothing could be read, or no code is known, that stands in the place of rows', async () => {
  const { images, unread } = await fewImages();
  const none = await matrixOf({ images: [], unread, notes: [] }).choose({});
  assert.equal(none.table.emptyText, '/boot/cut.so ends within its header.');
  const reports = matrixOf({ images: images.slice(2), unread: [], notes: [] });
  const clocks = await reports.choose({ rows: 'clocks' });
  assert.equal(clocks.table.rowCount, 0);
  assert.equal(clocks.table.emptyText, english.report.comparison.clocksNeedCode);
});

test('an image that shares its column with a report can be opened', async () => {
  const { images } = await fewImages();
  const [now, before, report] = images;
  assert.ok(now && before && report);
  const same = { ...report.image, buildId: before.image.buildId ?? '' };
  const found = [now, { ...report, image: same }, before];
  const session = matrixOf({ images: found, unread: [], notes: [] });
  const { table } = await session.choose({});
  assert.deepEqual(
    table.columns.map(({ title }) => title),
    ['Consumers', 'Differs', 'Baseline: vdso-7.2.so', 'web-1 +1'],
  );
  const links = (await session.detail(0, 3))?.fields.flatMap((each) => each.links ?? []);
  assert.deepEqual(
    links?.map(({ text }) => text),
    ['Open web-1 +1', 'Compare web-1 +1 with vdso-7.2.so'],
  );
  assert.equal((await session.place(0, 3))?.id, OLD);
});

test('thousands of versions of one name and of keys of one consumer are told in part', async () => {
  const { images } = await fewImages();
  const [first, second] = images;
  assert.ok(first && second);
  const [name] = first.image.exports;
  const [go] = first.image.consumers;
  assert.ok(name && go);
  const many = {
    ...first.image,
    exports: Array.from({ length: 20_000 }, (_, at) => ({ ...name, version: `${at} ${'v'.repeat(1000)}` })),
    consumers: [
      {
        ...go,
        keys: Array.from({ length: 20_000 }, (_, at) => ({
          symbol: `key_${at}`,
          outcome: 'found' as const,
        })),
      },
    ],
  };
  const session = matrixOf({ images: [{ ...first, image: many }, second], unread: [], notes: [] });
  await session.choose({ rows: 'symbols' });
  const { cells } = await rowNamed(session, name.name);
  assert.match(cells[2] ?? '', /^0 v+… \(\+746\), .*, \+19,988 more$/);
  assert.ok((cells[2] ?? '').length < 12 * 300, `${cells[2]?.length}`);
  await session.choose({ rows: 'consumers' });
  const detail = await session.detail(0, 2);
  assert.equal(detail?.replays.length, 200);
  assert.ok(detail?.paragraphs.includes('19,800 keys more are left out.'), detail?.paragraphs.join());
});

test('rows whose cells are told alike, though they are not, are rows that differ', async () => {
  const { images } = await fewImages();
  const [first, second] = images;
  const [name] = first?.image.exports ?? [];
  assert.ok(first && second && name);
  const versions = (last: string) =>
    [...Array.from({ length: 30 }, (_, at) => `A_${at}`).sort(), last].map((version) => ({
      ...name,
      version,
    }));
  const found = [first, second].map((each, at) => ({
    ...each,
    image: { ...each.image, exports: versions(`B_${at}`) },
  }));
  const session = matrixOf({ images: found, unread: [], notes: [] });
  await session.choose({ rows: 'symbols', shown: 'differing' });
  const { rows } = await session.rows(all);
  assert.deepEqual(
    rows.map(({ cells }) => cells[1]),
    ['in 1 of 2'],
  );
});

test('a save or a copy of many cells hears in the middle that nobody wants it', async () => {
  const session = matrixOf(await manyImages(100, 400));
  await session.choose({ rows: 'symbols' });
  for (const save of [
    (signal: AbortSignal) => session.export('json', signal),
    (signal: AbortSignal) => session.export('text', signal),
    (signal: AbortSignal) => session.copy({ ...all, count: 400, format: 'json' }, signal),
  ]) {
    const { signal, state } = abortsAfter(Number.POSITIVE_INFINITY);
    await save(signal);
    assert.ok(state.asked > 10, `it looked ${state.asked} times`);
    await assert.rejects(save(abortsAfter(state.asked / 2).signal), isCancelled);
  }
});
