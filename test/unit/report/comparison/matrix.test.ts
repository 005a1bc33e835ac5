/** A matrix of images that have more rows than it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import { MOST_MATRIX_ROWS, makeMatrix } from '../../../../src/report/comparison/matrix.ts';
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
