/** Beside a drawn hash table: its figures, where runtime keys land, and how long the chains are. */
import type { HashView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, toneIconName } from '../icons.ts';
import { fieldList } from '../inspector/fields.ts';
import { text } from '../text.ts';

const mostBars = 100;

export function hashFacts(
  context: Context,
  hash: HashView,
  showKey: (key: HashView['keys'][number]) => void,
): HTMLElement {
  return h(
    'div',
    { class: 'hash-facts', role: 'region', 'aria-label': hash.title, tabindex: 0 },
    fieldList(context.inspector, hash.fields),
    hash.keys.length > 0 && h('h2', {}, text.keyLands),
    hash.keys.length > 0 && keyList(hash, showKey),
    hash.histogram.length > 0 && h('h2', {}, text.histogram),
    hash.histogram.length > 0 && bars(hash),
  );
}

function keyList(hash: HashView, showKey: (key: HashView['keys'][number]) => void): HTMLElement {
  const items = hash.keys.map((key) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          class: `landing tone-${key.tone}`,
          type: 'button',
          title: key.text,
          onclick: () => showKey(key),
        },
        icon(toneIconName(key.tone) ?? 'dash'),
        h('span', { class: 'mono clip' }, key.symbol),
        h('span', { class: 'landing-bucket' }, text.bucket(key.bucket)),
        h('span', { class: 'landing-text clip' }, key.text),
      ),
    ),
  );
  return h('ul', { class: 'landings' }, ...items);
}

function bars(hash: HashView): HTMLElement {
  const most = hash.histogram.reduce((max, bar) => Math.max(max, bar.buckets), 1);
  const list = h('ul', { class: 'histogram' });
  for (const bar of hash.histogram.slice(0, mostBars)) {
    const fill = h('span', { class: `bar-fill${bar.chainLength === 0 ? ' is-empty' : ''}` });
    fill.style.width = `${(bar.buckets / most) * 100}%`;
    list.append(
      h(
        'li',
        { title: bar.text },
        h('span', { class: 'bar-label' }, text.chainLength(bar.chainLength)),
        h('span', { class: 'bar', 'aria-hidden': 'true' }, fill),
        h('span', { class: 'bar-count' }, text.count(bar.buckets)),
        h('span', { class: 'visually-hidden' }, bar.text),
      ),
    );
  }
  return list;
}
