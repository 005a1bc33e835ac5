/** The clock's tab: the verdict, what decides it, what to do. Nothing is measured before somebody asks for it. */
import type { ClockView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { icon, toneIconName } from '../icons.ts';
import { text } from '../text.ts';
import { button, linkButton } from '../widgets.ts';
import { card } from './card.ts';

export function clockParts(context: Context): View {
  const { clock, summary } = context;
  const status = h('div', { class: 'clock-status', role: 'status' });
  const content = h('div', { class: 'clock-content' });
  let busy = false;
  const measure = button(text.clock.measure, () => run(true), 'primary');
  measure.dataset['focus'] = 'measure';

  const ask = async (now: boolean): Promise<void> => {
    busy = true;
    show();
    try {
      await clock.ask(now);
      busy = false;
      show();
    } catch (error) {
      busy = false;
      show();
      status.replaceChildren(h('p', { class: 'clock-failed' }, text.clock.failed(messageOf(error))));
      context.report(error);
    }
  };
  const run = (now: boolean): void => {
    if (!busy) ask(now).catch(context.report);
  };

  const show = (): void => {
    const { view } = clock;
    measure.toggleAttribute('disabled', busy);
    measure.textContent = busy
      ? text.clock.asking
      : view?.measured === undefined
        ? text.clock.measure
        : text.clock.measureAgain;
    const known = view ?? { tone: summary.clock?.tone ?? 'plain', text: summary.clock?.value ?? '' };
    status.className = `clock-status tone-${known.tone}`;
    status.replaceChildren(
      icon(toneIconName(known.tone) ?? 'info'),
      h('p', { class: 'clock-verdict' }, known.text),
    );
    content.replaceChildren(...(view === undefined ? [h('p', {}, text.clock.asking)] : parts(context, view)));
  };
  const element = h(
    'div',
    { class: 'page clock-page' },
    card(text.clock.title, '', status, measure),
    content,
  );
  clock.follow(element, show);
  if (clock.view === undefined) run(false);
  return { element };
}

function parts(context: Context, view: ClockView): HTMLElement[] {
  const { measured, leftOut, causes, advice, noAdvice } = view;
  return [
    ...(measured === undefined
      ? []
      : [
          h(
            'p',
            { class: 'note' },
            text.clock.measured(text.clock.ago(Date.now() - measured.at), measured.text),
          ),
        ]),
    ...(leftOut === undefined ? [] : [h('p', { class: 'note' }, leftOut)]),
    card(
      text.clock.advice,
      '',
      advice.length === 0
        ? h('p', {}, noAdvice)
        : h('ul', { class: 'clock-advice' }, ...advice.map((each) => adviceItem(context, each))),
    ),
    card(
      text.clock.causes,
      '',
      h('ol', { class: 'clock-causes' }, ...causes.map((cause) => causeItem(context, cause))),
    ),
  ];
}

function causeItem(
  { go }: Context,
  { code, tone, effect, text: sentence, evidence, place }: ClockView['causes'][number],
): HTMLElement {
  const show = (): void => go({ tab: 'code', part: 'listing', ...(place === undefined ? {} : { place }) });
  return h(
    'li',
    { class: `clock-cause tone-${tone}`, 'data-cause': code },
    h('span', { class: 'clock-effect' }, icon(toneIconName(tone) ?? 'info'), h('span', {}, effect)),
    h(
      'div',
      {},
      h('p', {}, sentence),
      evidence !== undefined && h('p', { class: 'clock-evidence mono' }, evidence),
      place !== undefined && h('p', {}, linkButton(text.code.show, show, icon('go'))),
    ),
  );
}

function adviceItem(
  { host, report }: Context,
  { text: sentence, command }: ClockView['advice'][number],
): HTMLElement {
  if (command === undefined) return h('li', {}, h('p', {}, sentence));
  const copy = button(text.clock.copy, () => {
    host.call('copyText', [command]).then(() => {
      copy.textContent = text.copied;
      copy.setAttribute('aria-label', text.clock.copiedCommand(command));
    }, report);
  });
  copy.setAttribute('aria-label', text.clock.copyCommand(command));
  return h(
    'li',
    {},
    h('p', {}, sentence),
    h('div', { class: 'clock-command' }, h('code', { class: 'mono', tabindex: 0 }, command), copy),
  );
}
