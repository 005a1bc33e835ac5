/** The first two lines: what this image is, from where, is it healthy; and who gets what from it. */
import type { FactView, ImageSummary } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, toneIconName } from '../icons.ts';
import { type MenuItem, openMenuBelow } from '../menu.ts';
import { text } from '../text.ts';
import { hasClock } from '../views/registry.ts';
import { iconButton } from '../widgets.ts';
import { chipList } from './chips.ts';

/** Where there is something to go to. */
interface Ways {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

interface Header {
  readonly element: HTMLElement;
  readonly showWays: (ways: Ways) => void;
}

export function makeHeader(context: Context, step: (by: -1 | 1) => void): Header {
  const { summary } = context;
  const { title, soname, chips, clock } = summary;
  const back = stepButton('back', 'left', () => step(-1));
  const forward = stepButton('forward', 'right', () => step(1));
  const element = h(
    'header',
    { class: 'image-header' },
    h(
      'div',
      { class: 'header-title' },
      h('h1', { class: 'clip', title: `${title}\n${summary.origin}` }, title),
      soname !== undefined && h('span', { class: 'soname clip', title: text.sonameIs(soname) }, soname),
      briefly(summary),
      h('span', { class: 'header-tools' }, healthButton(context), back, forward, moreButton(context)),
    ),
    (chips.length > 0 || clock !== undefined) &&
      h('div', { class: 'chip-line' }, chipList(context), clock !== undefined && clockButton(context, clock)),
  );
  return {
    element,
    showWays({ canGoBack, canGoForward }) {
      for (const button of [back, forward]) button.hidden = !canGoBack && !canGoForward;
      // Not disabled: the focus would be lost at the end of the way.
      back.setAttribute('aria-disabled', String(!canGoBack));
      forward.setAttribute('aria-disabled', String(!canGoForward));
    },
  };
}

/** What does not fit on the line drops out whole. */
function briefly({ brief, origin, format }: ImageSummary): HTMLElement {
  const facts = brief.map((fact) => h('li', {}, fact));
  return h('ul', { class: 'brief', title: `${origin}\n${format}`, 'aria-label': text.factsLabel }, ...facts);
}

/** What the clock source tells, until the code or a measurement is known. */
function clockButton(context: Context, atOpen: FactView): HTMLElement {
  const element = h('button', {
    type: 'button',
    'data-focus': 'clock',
    onclick: () => context.go({ tab: hasClock(context.summary) ? 'clock' : 'overview' }),
  });
  context.clock.follow(element, () => {
    const { view } = context.clock;
    const fact = view?.fact ?? atOpen;
    const age = view?.measured === undefined ? '' : ` · ${text.clock.ago(Date.now() - view.measured.at)}`;
    const name = toneIconName(fact.tone);
    element.className = `clock tone-${fact.tone}`;
    element.title = `${text.labelled(fact.label, `${fact.value}${age}`)}\n${fact.explain}`;
    element.replaceChildren(
      ...(name === undefined ? [] : [icon(name)]),
      h('span', { class: 'clip' }, `${fact.value}${age}`),
    );
  });
  return element;
}

function healthButton(context: Context): HTMLElement {
  const { health } = context.summary;
  return h(
    'button',
    {
      class: `health tone-${health.tone}`,
      type: 'button',
      title: `${health.text}\n${text.showProblems}`,
      'data-focus': 'health',
      onclick: () => context.go({ tab: 'problems' }),
    },
    icon(toneIconName(health.tone) ?? 'info'),
    h('span', {}, health.short),
  );
}

/** Seen once something was followed. */
function stepButton(name: 'back' | 'forward', look: 'left' | 'right', run: () => void): HTMLElement {
  const button = iconButton(icon(look), text[name], run);
  button.dataset['focus'] = name;
  return button;
}

function moreButton(context: Context): HTMLElement {
  const run = (action: 'compare' | 'saveImage' | 'saveReport' | 'retry') => () => {
    context.host.call('run', [action]).catch(context.report);
  };
  const button = iconButton(icon('more'), text.more, () =>
    openMenuBelow(button, text.more, [
      { label: text.compare, run: run('compare') },
      { label: text.saveImage, run: run('saveImage') },
      { label: text.saveReport, run: run('saveReport') },
      ...evaluation(context),
      { label: text.reload, run: run('retry'), separated: true },
    ]),
  );
  button.setAttribute('aria-haspopup', 'menu');
  button.dataset['focus'] = 'more';
  return button;
}

/** Of a file that no kernel maps. */
function evaluation({ summary, apply, host }: Context): MenuItem[] {
  const { role, asVdso, checking } = summary;
  if (role !== 'elf' || checking !== undefined) return [];
  const run = () => apply(host.call('configure', [{ asVdso: !asVdso }]));
  return [{ label: asVdso ? text.stopEvaluating : text.evaluate, run, separated: true }];
}
