/** Who gets what: a line for each consumer that does not get everything, the worst first, and one for what is alike. */
import { type ConsumerView, type Outcome, worstFirst } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { outcomeIcon } from '../icons.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

/** Outcomes that are told of all that have them in one sentence. */
const summed: Readonly<Partial<Record<Outcome, (consumers: number) => string>>> = {
  found: text.findEverything,
  'not-applicable': text.haveNoPort,
  'not-in-catalogue': text.notInCatalogue,
};

export function verdictList(context: Context, consumers: readonly ConsumerView[]): HTMLElement {
  const list = h('ul', { class: 'verdicts' });
  const rest = new Map<Outcome, ConsumerView[]>();
  for (const consumer of worstFirst(consumers)) {
    if (summed[consumer.outcome] === undefined) list.append(h('li', {}, verdict(context, consumer)));
    else rest.set(consumer.outcome, [...(rest.get(consumer.outcome) ?? []), consumer]);
  }
  for (const [outcome, alike] of rest) {
    const [only] = alike;
    const item =
      alike.length === 1 && only !== undefined ? verdict(context, only) : sum(context, outcome, alike);
    list.append(h('li', {}, item));
  }
  return list;
}

export function verdict(context: Context, consumer: ConsumerView): HTMLElement {
  return h(
    'button',
    {
      class: `verdict tone-${consumer.tone}`,
      type: 'button',
      onclick: () => context.go({ tab: 'consumers', consumer: consumer.id }),
    },
    outcomeIcon(consumer.outcome),
    h('span', { class: 'verdict-name' }, label(consumer)),
    h('span', { class: 'verdict-outcome' }, consumer.outcomeText),
    h('span', { class: 'verdict-why' }, consumer.why),
  );
}

function sum(context: Context, outcome: Outcome, alike: readonly ConsumerView[]): HTMLElement {
  const names = alike.map((consumer) => {
    const open = () => context.go({ tab: 'consumers', consumer: consumer.id });
    const link = linkButton(label(consumer), open);
    link.title = consumer.why;
    return h('li', {}, link);
  });
  const needs = outcome === 'found' && alike[0]?.wholeImage === true;
  const sentence = needs ? text.haveAllTheyNeed : summed[outcome];
  return h(
    'div',
    { class: `verdict-sum outcome-${outcome}` },
    outcomeIcon(outcome),
    h('span', {}, sentence?.(alike.length)),
    h('ul', { class: 'verdict-names' }, ...names),
  );
}

function label({ name, release }: ConsumerView): string {
  return `${name} ${release}`.trim();
}
