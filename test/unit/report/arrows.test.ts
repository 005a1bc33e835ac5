/** Which column each jump's line has, and what of it passes a row. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARROW, ARROW_COLUMNS, Arrows, type Jump } from '../../../src/report/arrows.ts';

const { up, down, from, to } = ARROW;
const rows = (jumps: readonly Jump[], count: number) => {
  const arrows = new Arrows(jumps);
  return Array.from({ length: count }, (_, row) => arrows.at(row));
};

test('of two lines that begin in one row the longer one is the outer', () => {
  assert.deepEqual(
    rows(
      [
        { from: 0, to: 1 },
        { from: 3, to: 0 },
      ],
      4,
    ),
    [
      [down | to, down | from],
      [up | down, up | to],
      [up | down, 0],
      [up | from, 0],
    ],
  );
});

test('jumps to one row share a line, and a line has the column again that another has left', () => {
  const jumps = [
    { from: 0, to: 2 },
    { from: 1, to: 2 },
    { from: 3, to: 4 },
  ];
  assert.deepEqual(rows(jumps, 5), [[down | from], [up | down | from], [up | to], [down | from], [up | to]]);
});

test('a jump to itself is an end without a line, and what has no column is not drawn', () => {
  assert.deepEqual(rows([{ from: 0, to: 0 }], 2), [[from | to], [0]]);
  const nested = Array.from({ length: 9 }, (_, at) => ({ from: at, to: 40 - at }));
  const arrows = new Arrows(nested);
  assert.equal(arrows.columns, ARROW_COLUMNS);
  assert.equal(arrows.at(20).filter((bits) => bits === (up | down)).length, ARROW_COLUMNS);
});
