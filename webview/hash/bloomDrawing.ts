/** Words of the bloom filter as squares, one per bit; windowed. */
import type { BloomView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h, setText } from '../dom.ts';
import { text } from '../english.ts';
import { messageOf } from '../host.ts';
import { Grid } from '../table/grid.ts';
import { WindowCache } from '../table/windowCache.ts';

const rowHeight = 26;
const square = 9;
const step = 11;
const byteGap = 4;

export function bloomDrawing(context: Context, words: number): View {
  const { host, store } = context;
  const trouble = h('p', { class: 'drawing-trouble', role: 'alert', hidden: true });
  const cache = new WindowCache<BloomView>(
    (start, count, signal) => host.call('bloom', [start, count], signal),
    (start, count) => grid.refresh(start, count),
    (error) => {
      context.report(error);
      trouble.hidden = false;
      trouble.textContent = text.rowsFailed(messageOf(error));
    },
  );
  const open = async (row: number, takeFocus: boolean): Promise<void> => {
    const query = { table: 'gnuBloom' as const, filter: '', start: row, count: 1 };
    const window = await host.call('rows', [query]);
    context.inspector.open('gnuBloom', window.rows[0], grid.element, takeFocus);
  };
  const grid: Grid = new Grid({
    label: text.bloomWords,
    rowHeight,
    head: [],
    cellCount: () => 3,
    fill: (element, row) => fillWord(element, row, cache.get(row)),
    visible: (first, last) => cache.need(first, last, words),
    moved: () => undefined,
    opened: (row, _cell, how) => void open(row, how === 'key').catch(context.report),
    escaped: () => context.inspector.close(),
    scrolled: () => {
      store.view.drawings['bloom'] = grid.firstRow();
      store.save();
    },
  });
  grid.element.classList.add('bloom');
  const resize = new ResizeObserver(() => {
    if (grid.element.clientHeight === 0) return;
    resize.disconnect();
    grid.start();
    grid.setCount(words);
    grid.scrollToRow(store.view.drawings['bloom'] ?? 0);
  });
  resize.observe(grid.element);
  return {
    element: h(
      'div',
      { class: 'drawing' },
      h('p', { class: 'drawing-hint' }, text.bloomHint),
      grid.element,
      trouble,
    ),
    dispose() {
      resize.disconnect();
      cache.dispose();
      grid.dispose();
    },
  };
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
  const [index, value, bits] = element.children;
  if (!index || !value || !bits) return;
  setText(index, String(row));
  setText(value, word?.word ?? text.loadingRow);
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
