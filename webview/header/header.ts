/** The first lines: what this image is, from where, is it healthy, and who gets what from it. */
import type { FieldView, ImageSummary, Tone } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, toneIconName } from '../icons.ts';
import { openMenuBelow } from '../menu.ts';
import { text } from '../text.ts';
import { dropdown, iconButton, linkButton } from '../widgets.ts';
import { chipList } from './chips.ts';

export function makeHeader(context: Context): HTMLElement {
  const { summary } = context;
  return h(
    'header',
    { class: 'image-header' },
    h(
      'div',
      { class: 'header-title' },
      h('h1', { class: 'clip', title: summary.title }, summary.title),
      h('span', { class: 'origin', title: summary.origin }, summary.origin),
      h('span', { class: 'format' }, summary.format),
      h('span', { class: 'header-tools' }, healthButton(context), moreButton(context)),
    ),
    factLine(summary.facts),
    (summary.chips.length > 0 || summary.asVdso) && chipLine(context),
  );
}

function factLine(facts: readonly (FieldView & { readonly tone: Tone })[]): HTMLElement | undefined {
  if (facts.length === 0) return undefined;
  const list = h('dl', { class: 'facts', 'aria-label': text.factsLabel });
  for (const fact of facts) {
    const name = toneIconName(fact.tone);
    list.append(
      h(
        'div',
        {
          class: `fact tone-${fact.tone}`,
          title: fact.explain === '' ? fact.value : `${fact.value}\n${fact.explain}`,
        },
        h('dt', {}, fact.label),
        h('dd', {}, name !== undefined && icon(name), h('span', { class: 'clip' }, fact.value)),
      ),
    );
  }
  return list;
}

function chipLine(context: Context): HTMLElement {
  const { summary } = context;
  return h(
    'div',
    { class: 'chip-line' },
    chipList(context),
    releaseDropdown(context),
    summary.role === 'elf' && summary.asVdso && evaluatedNote(context),
  );
}

function evaluatedNote(context: Context): HTMLElement {
  const stop = linkButton(text.stopEvaluating, () =>
    context.apply(context.host.call('configure', [{ asVdso: false }])),
  );
  return h('span', { class: 'note' }, text.evaluatedAnyway, ' ', stop);
}

/** The first consumer with several releases: Go. The others' are in the Consumers tab. */
function releaseDropdown(context: Context): HTMLElement | undefined {
  const consumer = context.summary.consumers.find(({ releases }) => releases.length > 1);
  return consumer === undefined ? undefined : chooseRelease(context, consumer);
}

export function chooseRelease(
  context: Context,
  consumer: ImageSummary['consumers'][number],
  where = 'header',
): HTMLElement {
  // Newest first: that is what most readers want to see.
  const options = [...consumer.releases].reverse().map((release) => ({
    value: release,
    text: `${consumer.name} ${release}`,
  }));
  const element = dropdown(text.releaseOf(consumer.name), options, consumer.release, (release) =>
    context.apply(context.host.call('chooseRelease', [consumer.id, release])),
  );
  // The focus goes to the select inside when the header is made anew.
  element.querySelector('select')?.setAttribute('data-focus', `release-${where}-${consumer.id}`);
  return element;
}

function healthButton(context: Context): HTMLElement {
  const { health } = context.summary;
  return h(
    'button',
    {
      class: `health tone-${health.tone}`,
      type: 'button',
      title: text.showProblems,
      'data-focus': 'health',
      onclick: () => context.go({ tab: 'problems' }),
    },
    icon(toneIconName(health.tone) ?? 'info'),
    h('span', {}, health.text),
  );
}

function moreButton(context: Context): HTMLElement {
  const run = (action: 'saveImage' | 'saveReport' | 'retry') => () => {
    context.host.call('run', [action]).catch(context.report);
  };
  const button = iconButton(icon('more'), text.more, () =>
    openMenuBelow(button, text.more, [
      { label: text.saveImage, run: run('saveImage') },
      { label: text.saveReport, run: run('saveReport') },
      { label: text.reload, run: run('retry'), separated: true },
    ]),
  );
  button.setAttribute('aria-haspopup', 'menu');
  button.dataset['focus'] = 'more';
  return button;
}
