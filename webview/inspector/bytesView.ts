/** Bytes of a range as offset, hexadecimal and text: sixteen on a line, or eight where there is no room for as many. */
import type { BytesView } from '../../src/protocol.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';

const half = 8;

/** @param cursor what stands below the dump, and says what a byte of it belongs to */
export function hexDump(
  view: BytesView,
  cursor: (table: HTMLElement, scroll: HTMLElement) => HTMLElement,
): HTMLElement {
  // Roles, since rows are laid out as grids of their own.
  const table = h('div', { class: 'hex mono', role: 'table', 'aria-label': view.title });
  for (const row of view.rows) {
    const bytes = row.hex.split(/ +/);
    const halves = (items: readonly string[], between: string) =>
      [items.slice(0, half), items.slice(half)].map((some) => h('span', {}, some.join(between)));
    table.append(
      h(
        'div',
        { class: 'hex-row', role: 'row' },
        h('span', { class: 'hex-offset', role: 'rowheader' }, row.offset),
        h('span', { class: 'hex-bytes', role: 'cell' }, ...halves(bytes, ' ')),
        h('span', { class: 'hex-text', role: 'cell' }, ...halves([...row.ascii], '')),
      ),
    );
  }
  const scroll = h(
    'div',
    { class: 'hex-scroll', tabindex: 0, role: 'group', 'aria-label': view.title },
    table,
  );
  return h(
    'section',
    { class: 'bytes', 'aria-label': text.bytes },
    h('h3', {}, text.bytes, h('span', { class: 'bytes-title' }, view.title)),
    scroll,
    cursor(table, scroll),
    view.note !== undefined && h('p', { class: 'note' }, view.note),
  );
}
