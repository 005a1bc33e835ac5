/** Lines of jumps beside the instructions: one picture a row, which the rows above and below continue. */
import { ARROW } from '../../src/protocol.ts';

/** Pixels of a row. */
export const rowHeight = 22;
/** Pixels of a column. */
const STEP = 8;
const HALF = rowHeight / 2;
const NAMESPACE = 'http://www.w3.org/2000/svg';

export function gutterWidth(columns: number): number {
  return columns === 0 ? 0 : columns * STEP + STEP;
}

export function gutter(arrows: readonly number[]): SVGSVGElement {
  const width = gutterWidth(arrows.length);
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('class', 'jumps');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(rowHeight));
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', arrows.map((bits, at) => lineOf(bits, at * STEP + STEP / 2 + 0.5, width)).join(''));
  svg.append(path);
  return svg;
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
