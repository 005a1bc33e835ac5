/** One consumer: its verdict, the matrix of keys and checks, and the lookup of the chosen key step by step. */
import type { ConsumerDetailView, KeyView } from '../../src/protocol.ts';
import { type Context, keptKey, type View } from '../context.ts';
import { h } from '../dom.ts';
import { outcomeIcon } from '../icons.ts';
import { replayItem } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { chooseRelease } from './chooseRelease.ts';
import { keyMatrix } from './keyMatrix.ts';
import { keyReplayElement } from './keyReplay.ts';

export function consumerPage(context: Context, consumer: ConsumerDetailView): View {
  const { store } = context;
  const rows = [...(consumer.version === undefined ? [] : [consumer.version]), ...consumer.keys];
  const replay = h('div', { class: 'key-replay-place' });
  const show = (key: KeyView): void => {
    store.view.parts[keptKey(consumer.id)] = key.symbol;
    store.save();
    replay.replaceChildren(keyReplayElement(context, key));
    matrix.mark(key);
  };
  const matrix = keyMatrix(context.inspector, consumer, rows, show);
  const kept = store.view.parts[keptKey(consumer.id)];
  const first = rows.find((key) => key.symbol === kept) ?? consumer.keys[0] ?? rows[0];
  if (first !== undefined) show(first);
  return {
    element: h(
      'div',
      { class: 'page consumer-page' },
      heading(context, consumer),
      h('p', { class: 'consumer-why' }, consumer.why),
      consumer.quirks.length > 0 && quirks(consumer),
      rows.length > 0 && matrix.element,
      rows.length > 0 && replay,
      consumer.preparation.steps.length > 0 &&
        h(
          'section',
          { class: 'preparation' },
          h('h3', {}, text.preparation),
          replayItem(context.inspector, consumer.preparation, false),
        ),
    ),
  };
}

function heading(context: Context, consumer: ConsumerDetailView): HTMLElement {
  const arch = consumer.arch === '' ? undefined : h('span', { class: 'note' }, consumer.arch);
  return h(
    'div',
    { class: 'consumer-heading' },
    h('h2', {}, `${consumer.name} ${consumer.release}`),
    arch,
    h(
      'span',
      { class: `outcome-tag tone-${consumer.tone}` },
      outcomeIcon(consumer.outcome),
      h('span', {}, consumer.outcomeText),
    ),
    consumer.releases.length > 1 && chooseRelease(context, consumer),
  );
}

function quirks(consumer: ConsumerDetailView): HTMLElement {
  return h(
    'details',
    { class: 'quirks' },
    h('summary', {}, text.goodToKnow),
    h('ul', {}, ...consumer.quirks.map((quirk) => h('li', {}, quirk))),
  );
}
