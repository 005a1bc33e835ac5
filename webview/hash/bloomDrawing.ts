/** Words of the bloom filter as squares, one per bit; windowed. */
import type { BloomView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h, setText, svg } from '../dom.ts';
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
  return svg(
    'svg',
    { width, height: square + 2, role: 'img', 'aria-label': text.bitsSet(set, bits.length) },
    svg('path', { class: 'bit-unset', d: squares('0') }),
    svg('path', { class: 'bit-set', d: squares('1') }),
  );
}
