/** Bytes of a range as offset, hexadecimal and text. */
import type { BytesView } from '../../src/protocol.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';

export function hexDump(view: BytesView): HTMLElement {
  const table = h('table', { class: 'hex mono', 'aria-label': view.title });
  const body = h('tbody');
  for (const row of view.rows) {
    body.append(
      h(
        'tr',
        {},
        h('th', { scope: 'row', class: 'hex-offset' }, row.offset),
        h('td', { class: 'hex-bytes' }, row.hex),
        h('td', { class: 'hex-text' }, row.ascii),
      ),
    );
  }
  table.append(body);
  return h(
    'section',
    { class: 'bytes', 'aria-label': text.bytes },
    h('h3', {}, text.bytes, h('span', { class: 'bytes-title' }, view.title)),
    h('div', { class: 'hex-scroll', tabindex: 0, role: 'group', 'aria-label': view.title }, table),
    view.note !== undefined && h('p', { class: 'note' }, view.note),
  );
}
