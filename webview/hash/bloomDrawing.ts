/** Words of the bloom filter as squares, one per bit; windowed. */
import type { BloomView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h, setText } from '../dom.ts';
import { text } from '../text.ts';
import { makeDrawing } from './drawing.ts';

const rowHeight = 26;
const square = 9;
const step = 11;
const byteGap = 4;

export function bloomDrawing(context: Context, words: number): View {
  const drawing = makeDrawing<BloomView>(context, {
    name: 'bloom',
    look: 'bloom',
    label: text.bloomWords,
    count: words,
    rowHeight,
    load: (start, count, signal) => context.host.call('bloom', [start, count], signal),
    fill: fillWord,
    target: (row) => ({ table: 'gnuBloom', index: row }),
  });
  drawing.element.prepend(h('p', { class: 'drawing-hint' }, text.bloomHint));
  return drawing;
}

function fillWord(element: HTMLElement, row: number, word: BloomView | undefined): void {
  if (element.children.length === 0) {
    element.className = 'grid-row bloom-row';
    element.append(
      h('div', { class: 'bloom-index mono', role: 'gridcell' }),
      h('div', { class: 'bloom-word mono', role: 'gridcell' }),
      h('div', { class: 'bloom-bits', role: 'gridcell' }),
    );
  }
  const [index, value, bits] = [...element.children] as HTMLElement[];
  if (!index || !value || !bits) return;
  setText(index, String(row));
  setText(value, word?.word ?? text.loadingRow);
  // As wide as any word of the table, so that bits stand below bits.
  if (word !== undefined) value.style.minWidth = `${word.bits.length / 4 + 2}ch`;
  bits.replaceChildren(...(word === undefined ? [] : [drawBits(word.bits)]));
}

/** Two paths, set and unset bits: 64 elements per word would be slow to scroll. */
function drawBits(bits: string): SVGSVGElement {
  const x = (at: number): number => at * step + Math.floor(at / 8) * byteGap + 1;
  const squares = (which: string): string =>
    [...bits].map((bit, at) => (bit === which ? `M${x(at)} 1h${square}v${square}h-${square}z` : '')).join('');
  const set = [...bits].filter((bit) => bit === '1').length;
  const width = x(bits.length) + 1;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(square + 2));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', text.bitsSet(set, bits.length));
  for (const [which, name] of [
    ['0', 'bit-unset'],
    ['1', 'bit-set'],
  ] as const) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', squares(which));
    svg.append(path);
  }
  return svg;
}
