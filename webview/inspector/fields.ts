/** Labelled values, steps of a replay, and the button that leads from either to its bytes. */
import type { FieldView, ReplayView, StepView } from '../../src/protocol.ts';
import { eventRange, type InspectorApi } from '../context.ts';
import { h } from '../dom.ts';
import { icon, outcomeIcon } from '../icons.ts';
import { text } from '../text.ts';
import { iconButton, linkButton } from '../widgets.ts';
import { copyLinks } from './copyReplay.ts';

/** @returns undefined when the item names no bytes */
export function bytesButton(
  inspector: InspectorApi,
  label: string,
  item: { offset?: number; length?: number },
): HTMLElement | undefined {
  const range = eventRange(item);
  if (range === undefined) return undefined;
  const button = iconButton(icon('bytes'), text.bytesAt(label), () =>
    inspector.showBytes(label, range, button),
  );
  button.classList.add('bytes-button');
  return button;
}

/** The value, with what leads somewhere as links; a text that is not in it is left alone. */
export function fieldValue(
  inspector: InspectorApi,
  { value, links = [] }: FieldView,
): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const { text: name, to } of links) {
    const at = value.indexOf(name, from);
    if (at < 0) continue;
    parts.push(
      value.slice(from, at),
      linkButton(name, () => inspector.follow(to)),
    );
    from = at + name.length;
  }
  return [...parts, value.slice(from)];
}

export function fieldList(inspector: InspectorApi, fields: readonly FieldView[]): HTMLElement {
  const list = h('dl', { class: 'fields' });
  for (const field of fields) {
    list.append(
      h(
        'div',
        { class: 'field', title: field.explain === '' ? undefined : field.explain },
        h('dt', {}, field.label),
        h(
          'dd',
          {},
          h('span', { class: 'mono' }, ...fieldValue(inspector, field)),
          bytesButton(inspector, field.label, field),
        ),
      ),
    );
  }
  return list;
}

const stepMarks = {
  pass: { icon: 'check', label: text.stepPass },
  fail: { icon: 'cross', label: text.stepFail },
  info: { icon: 'dot', label: text.stepInfo },
} as const;

export function stepList(inspector: InspectorApi, steps: readonly StepView[]): HTMLElement {
  const list = h('ol', { class: 'steps' });
  for (const step of steps) {
    const mark = stepMarks[step.result];
    list.append(
      h(
        'li',
        { class: `step step-${step.result}` },
        h('span', { class: 'step-mark' }, icon(mark.icon, mark.label)),
        h('span', { class: 'step-text' }, step.text),
        bytesButton(inspector, step.text, step),
      ),
    );
  }
  return list;
}

/** One consumer's lookup: outcome and reason first, the steps folded inside, where there are any. */
export function replayItem(inspector: InspectorApi, replay: ReplayView, open: boolean): HTMLElement {
  const { outcome, title, why, steps, consumer } = replay;
  const folds = steps.length > 0;
  return h(
    folds ? 'details' : 'div',
    { class: 'replay', open: folds && open },
    h(
      folds ? 'summary' : 'div',
      { class: `replay-head outcome-${outcome}` },
      h('span', { class: 'replay-icon' }, outcomeIcon(outcome)),
      h('span', { class: 'replay-title' }, title),
      folds && h('span', { class: 'replay-fold' }, icon('right')),
      h('span', { class: 'replay-why' }, why),
    ),
    folds && stepList(inspector, steps),
    folds &&
      h(
        'p',
        { class: 'replay-links' },
        consumer !== undefined && consumerLink(inspector, consumer),
        ...copyLinks(inspector, replay),
      ),
  );
}

function consumerLink(inspector: InspectorApi, consumer: string): HTMLElement {
  return linkButton(text.showConsumer, () => inspector.follow({ consumer }), icon('go'));
}
