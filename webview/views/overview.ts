/** The whole image on one page: who gets what, health, the map, and what the header had no room for. */
import type { ConsumerView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { icon, outcomeIcon, toneIconName } from '../icons.ts';
import { fieldList } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';
import { memoryMapElement } from './memoryMap.ts';
import { offerEvaluation } from './notEvaluated.ts';

export function overviewView(context: Context): View {
  const { summary } = context;
  return {
    element: h(
      'div',
      { class: 'page overview' },
      card(text.whoGetsWhat, 'wide', consumerRows(context)),
      card(text.memoryMap, 'wide', memoryMapElement(context)),
      card(text.health, '', health(context)),
      summary.facts.length > 0 && card(text.facts, '', fieldList(context.inspector, summary.facts)),
      card(text.header, '', fieldList(context.inspector, summary.header)),
    ),
  };
}

function card(title: string, look: '' | 'wide', content: HTMLElement): HTMLElement {
  return h('section', { class: `card ${look}`, 'aria-label': title }, h('h2', {}, title), content);
}

function consumerRows(context: Context): HTMLElement {
  const { consumers, role, asVdso } = context.summary;
  if (role === 'elf' && !asVdso) return offerEvaluation(context);
  if (consumers.length === 0) return h('p', { class: 'note' }, text.noConsumers);
  const list = (some: readonly ConsumerView[]): HTMLElement =>
    h('ul', { class: 'verdicts' }, ...some.map((consumer) => verdict(context, consumer)));
  const whole = consumers.filter(({ wholeImage }) => wholeImage);
  if (whole.length === 0) return list(consumers);
  return h(
    'div',
    {},
    list(consumers.filter(({ wholeImage }) => !wholeImage)),
    h('h3', {}, text.wholeImage),
    list(whole),
  );
}

function verdict(context: Context, consumer: ConsumerView): HTMLElement {
  const open = (): void => context.go({ tab: 'consumers', consumer: consumer.id });
  return h(
    'li',
    {},
    h(
      'button',
      { class: `verdict tone-${consumer.tone}`, type: 'button', onclick: open },
      outcomeIcon(consumer.outcome),
      h('span', { class: 'verdict-name' }, `${consumer.name} ${consumer.release}`),
      h('span', { class: 'verdict-outcome' }, consumer.outcomeText),
      h('span', { class: 'verdict-why' }, consumer.why),
    ),
  );
}

function health(context: Context): HTMLElement {
  const { health: state } = context.summary;
  const show = linkButton(text.showProblems, () => context.go({ tab: 'problems' }));
  const any = state.errors + state.warnings + state.notes > 0;
  return h(
    'div',
    { class: `health-card tone-${state.tone}` },
    icon(toneIconName(state.tone) ?? 'info'),
    h('span', {}, state.text),
    any && show,
  );
}
