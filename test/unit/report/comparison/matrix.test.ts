/** A matrix of images that have more rows than it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import {
  MATRIX_ROWS,
  MOST_MATRIX_ROWS,
  makeMatrix,
  matrixInSlices,
} from '../../../../src/report/comparison/matrix.ts';
import { comparedOf } from '../../../support/compared.ts';
import { vdsoImage } from '../../../support/elf/index.ts';

test('a matrix makes no cells of rows that it leaves out', async () => {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  let made = 0;
  const clocks = Array.from({ length: MOST_MATRIX_ROWS + 7 }, (_, id) => ({
    id,
    name: `clock ${id}`,
    get path() {
      made++;
      return 'user' as const;
    },
    counters: [],
  }));
  const images: ComparedImage[] = [1, 2].map((size) => ({ ...image, size, code: { functions: [], clocks } }));
  const { lines, leftOut } = makeMatrix(images, 'clocks');
  assert.equal(lines.length, MOST_MATRIX_ROWS);
  assert.equal(lines.at(-1)?.of.kind, 'clock');
  assert.equal(leftOut, 7);
  assert.equal(made, images.length * MOST_MATRIX_ROWS);
});

test('clocks stand in the order of their numbers, those of processes and descriptors last', async () => {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  const clocks = [-29, 5, -14, 1].map((id) => ({ id, name: `${id}`, path: 'user' as const, counters: [] }));
  const { lines } = makeMatrix([{ ...image, code: { functions: [], clocks } }], 'clocks');
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['1', '5', '-14', '-29'],
  );
});

test('symbols stand by name, however many images have however many; more than a matrix has are counted', async () => {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  const [one] = image.exports;
  assert.ok(one);
  const named = (from: number, version: string): ComparedImage => ({
    ...image,
    buildId: version,
    exports: Array.from({ length: MOST_MATRIX_ROWS }, (_, at) => ({
      ...one,
      name: `n${String(from + 2 * at).padStart(6, '0')}`,
      version,
    })),
  });
  const twice = named(1, 'B');
  const images = [
    named(0, 'A'),
    { ...twice, exports: twice.exports.flatMap((each) => [each, each, { ...each, version: 'C' }]) },
  ];
  const { lines, leftOut } = makeMatrix(images, 'symbols');
  assert.equal(leftOut, MOST_MATRIX_ROWS);
  assert.deepEqual(
    lines.map(({ id }) => id),
    Array.from({ length: MOST_MATRIX_ROWS }, (_, at) => `n${String(at).padStart(6, '0')}`),
  );
  const cells = [
    [{ kind: 'symbol', versions: ['A'] }, { kind: 'absent' }],
    [{ kind: 'absent' }, { kind: 'symbol', versions: ['B', 'C'] }],
  ];
  assert.deepEqual(
    lines.map((line) => line.cells),
    lines.map((_, at) => cells[at % 2]),
  );
});

test('names of many images are gathered in slices, an image each', async () => {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  const images = Array.from({ length: 50 }, (_, at) => ({ ...image, buildId: `${at}` }));
  for (const rows of MATRIX_ROWS) {
    const looked: number[] = [];
    const watched = images.map((each, at) => ({
      ...each,
      get exports() {
        looked.push(at);
        return each.exports;
      },
      get consumers() {
        looked.push(at);
        return each.consumers;
      },
      get code() {
        looked.push(at);
        return each.code ?? { functions: [], clocks: [] };
      },
    }));
    const work = matrixInSlices(watched, rows);
    work.next();
    assert.deepEqual([...new Set(looked)], [0], rows);
  }
});

test('names that no two images share are put in order in slices, and nothing grows by all of them at once', async (t) => {
  const image = await comparedOf(vdsoImage({ arch: 'amd64' }).bytes);
  const [one] = image.exports;
  assert.ok(one);
  const [count, each] = [9, 20_000];
  const images = Array.from({ length: count }, (_, at) => ({
    ...image,
    buildId: `${at}`,
    exports: Array.from({ length: each }, (_, name) => ({ ...one, name: `${each + name} ${at}` })),
  }));
  // A set or a map that is full is copied into one of twice its size in one go.
  let largest = 0;
  const { add } = Set.prototype;
  const { set } = Map.prototype;
  t.mock.method(Set.prototype, 'add', function (this: Set<unknown>, value: unknown) {
    largest = Math.max(largest, this.size);
    return add.call(this, value);
  });
  t.mock.method(Map.prototype, 'set', function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    largest = Math.max(largest, this.size);
    return set.call(this, key, value);
  });
  const work = matrixInSlices(images, 'symbols');
  let slices = 0;
  let step = work.next();
  for (; step.done !== true; step = work.next()) slices++;
  t.mock.restoreAll();
  const { lines, leftOut } = step.value;
  assert.deepEqual(
    lines.map(({ id }) => id),
    Array.from({ length: MOST_MATRIX_ROWS }, (_, at) => `${each + Math.floor(at / count)} ${at % count}`),
  );
  assert.equal(leftOut, count * each - MOST_MATRIX_ROWS);
  assert.ok(largest <= MOST_MATRIX_ROWS, `${largest}`);
  // Every name is met when two images are put together, when two of these are, and so on.
  const ofLines = 2 * MOST_MATRIX_ROWS + 2 * count;
  assert.ok(slices - ofLines > (count * each * Math.log2(count)) / 5000, `${slices}`);
});
