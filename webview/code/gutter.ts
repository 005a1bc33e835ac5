/** Lines of jumps beside the instructions: one picture a row, which the rows above and below continue. */
import { ARROW } from '../../src/protocol.ts';
import { svg } from '../dom.ts';

/** Pixels of a row. */
export const rowHeight = 22;
/** Pixels of a column. */
const STEP = 8;
const HALF = rowHeight / 2;

export function gutterWidth(columns: number): number {
  return columns === 0 ? 0 : columns * STEP + STEP;
}

export function gutter(arrows: readonly number[]): SVGSVGElement {
  const width = gutterWidth(arrows.length);
  const d = arrows.map((bits, at) => lineOf(bits, at * STEP + STEP / 2 + 0.5, width)).join('');
  return svg('svg', { class: 'jumps', width, height: rowHeight, 'aria-hidden': 'true' }, svg('path', { d }));
}

function lineOf(bits: number, x: number, width: number): string {
  if (bits === 0) return '';
  const { up, down, from, to } = ARROW;
  const vertical = `M${x} ${(bits & up) !== 0 ? 0 : HALF}V${(bits & down) !== 0 ? rowHeight : HALF}`;
  const across = (bits & (from | to)) === 0 ? '' : `M${x} ${HALF}H${width - 1}`;
  const head =
    (bits & to) === 0 ? '' : `M${width - 5} ${HALF - 3.5}L${width - 1} ${HALF}L${width - 5} ${HALF + 3.5}`;
  return vertical + across + head;
}
