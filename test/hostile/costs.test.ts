/**
 * What images cost that were made to cost much: by counting, never by time. Each family is measured at two sizes; what
 * it costs may grow as the file does, and stays in proportion to the file.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { families } from './costFamilies.ts';
import { costOf, type Measure, measures } from './costOf.ts';

/** Of each measure, the most that a file may cost: so much for any, and so much for each of its bytes. */
const BOUNDS: Readonly<Record<Measure, readonly [base: number, perByte: number]>> = {
  work: [1 << 12, 6],
  memory: [1 << 10, 3],
  steps: [1 << 10, 0.5],
  rows: [1 << 12, 16],
  json: [1 << 21, 48],
  text: [1 << 21, 48],
  copied: [1 << 16, 256],
  shown: [1 << 22, 0],
};

/** The smaller size, the larger one as a multiple of it, and what may be lost to rounding and to constant parts. */
const SIZE = 250;
const TIMES = 4;
const SLACK = 1.3;

for (const [name, family] of Object.entries(families)) {
  test(name, async () => {
    const [small, large] = [family(SIZE), family(SIZE * TIMES)];
    const [less, more] = [await costOf(small), await costOf(large)];
    for (const measure of measures) {
      const [base, perByte] = BOUNDS[measure];
      const most = base + perByte * large.length;
      assert.ok(more[measure] <= most, `${measure}: ${more[measure]} of ${most} for ${large.length} bytes`);
      const linear = SLACK * TIMES * less[measure] + 1024;
      assert.ok(
        more[measure] <= linear,
        `${measure}: from ${less[measure]} to ${more[measure]} for ${TIMES} times as many`,
      );
    }
  });
}
