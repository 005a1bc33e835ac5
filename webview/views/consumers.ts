/** Consumers: all keys in one table, and a page per consumer with its matrix and replays. */
import type { ConsumerView } from '../../src/protocol.ts';
import { consumerPage } from '../consumers/consumerPage.ts';
import { type Context, keptKey, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { outcomeIcon } from '../icons.ts';
import { lookupFrame } from '../lookup/lookupFrame.ts';
import type { PageLocation } from '../place.ts';
import { scrollStrip } from '../strip.ts';
import { text } from '../text.ts';
import { evaluateButton, evaluatedNote, offerEvaluation } from './notEvaluated.ts';
import { tableView } from './tableView.ts';

const allKeys = '';

export function consumersView(context: Context): View {
  const { summary, store } = context;
  const { consumers } = summary;
  const offered = summary.role === 'elf' && !summary.asVdso;
  if (offered && consumers.length === 0) {
    return { element: h('div', { class: 'page' }, offerEvaluation(context)) };
  }
  if (consumers.length === 0) {
    return { element: h('div', { class: 'page' }, h('p', { class: 'note' }, text.noConsumers)) };
  }
  let view: View | undefined;
  const content = h('div', { class: 'consumer-content' });
  const frame = lookupFrame(context, 'consumers', content, store.view.consumer ?? consumers[0]?.id);
  const list = h('div', { class: 'consumer-list', role: 'group', 'aria-label': text.consumers });

  let opened = false;
  const open = (id: string): void => {
    const consumer = consumers.find((each) => each.id === id);
    view?.dispose?.();
    context.inspector.hide();
    if (opened) {
      frame.close();
      frame.choose(id);
    }
    opened = true;
    store.view.consumer = consumer?.id ?? allKeys;
    store.save();
    const load = consumer && loadConsumer(context, consumer.id);
    view = load ?? tableView(context, 'keys');
    content.replaceChildren(view.element);
    for (const item of list.querySelectorAll<HTMLElement>('[data-consumer]')) {
      item.setAttribute('aria-pressed', String(item.dataset['consumer'] === store.view.consumer));
    }
  };

  const item = (consumer: ConsumerView) => listItem(consumer, open);
  const whole = consumers.filter(({ wholeImage }) => wholeImage);
  list.append(...consumers.filter(({ wholeImage }) => !wholeImage).map(item));
  if (whole.length > 0)
    list.append(h('h3', { class: 'consumer-list-title' }, text.wholeImage), ...whole.map(item));
  if (tableWithId(summary, 'keys') !== undefined) list.append(allKeysItem(open));
  // A Go program's own keys need no image of their own; the catalogue's consumers do.
  if (offered) list.append(evaluateButton(context));
  open(store.view.consumer ?? consumers[0]?.id ?? allKeys);
  const note = evaluatedNote(context);
  return {
    element: h(
      'div',
      { class: 'consumers' },
      scrollStrip(list),
      h('div', { class: 'consumer-side' }, note, frame.element),
    ),
    ...(view?.ready && { ready: view.ready }),
    focusFilter() {
      if (content.hidden) {
        frame.focus();
        return true;
      }
      return view?.focusFilter?.() ?? false;
    },
    show(place: PageLocation) {
      if (place.table === 'keys') {
        open(allKeys);
        view?.show?.(place);
      } else if (place.consumer !== undefined) {
        if (place.name !== undefined) store.view.parts[keptKey(place.consumer)] = place.name;
        open(place.consumer);
      }
    },
    here: () => view?.here?.() ?? { consumer: store.view.consumer ?? allKeys },
    dispose() {
      frame.dispose();
      view?.dispose?.();
    },
  };
}

/** Its page, as soon as the host has sent it. */
function loadConsumer(context: Context, id: string): View {
  const element = h('div', { class: 'consumer-content' });
  const ready = context.host.call('consumer', [id]).then(
    (consumer) => element.replaceChildren(...(consumer ? [consumerPage(context, consumer).element] : [])),
    (error: unknown) => element.replaceChildren(h('p', { role: 'alert' }, messageOf(error))),
  );
  return { element, ready };
}

function listItem(consumer: ConsumerView, open: (id: string) => void): HTMLElement {
  return h(
    'button',
    {
      class: `consumer-item tone-${consumer.tone}`,
      type: 'button',
      'data-consumer': consumer.id,
      'data-focus': `consumer-${consumer.id}`,
      title: consumer.outcomeText,
      onclick: () => open(consumer.id),
    },
    outcomeIcon(consumer.outcome),
    h('span', { class: 'consumer-item-name clip' }, `${consumer.name} ${consumer.release}`),
    ' ',
    h('span', { class: 'consumer-item-outcome clip' }, consumer.outcomeText),
  );
}

function allKeysItem(open: (id: string) => void): HTMLElement {
  return h(
    'button',
    { class: 'consumer-item is-all', type: 'button', 'data-consumer': allKeys, onclick: () => open(allKeys) },
    h('span', { class: 'consumer-item-name' }, text.allKeys),
  );
}
