/** Why there is no image, and what can be done: shown in place of everything else. */
import type { FailureView } from '../src/protocol.ts';
import { h } from './dom.ts';
import type { Host } from './host.ts';
import { icon } from './icons.ts';
import { button } from './widgets.ts';

export function failureElement(
  host: Host,
  failure: FailureView,
  report: (error: unknown) => void,
): HTMLElement {
  const actions = failure.actions.map(({ id, label }, at) =>
    button(label, () => void host.call('run', [id]).catch(report), at === 0 ? 'primary' : 'secondary'),
  );
  return h(
    'main',
    { class: 'failure tone-warn' },
    h('div', { class: 'failure-icon' }, icon('warning')),
    h('h1', {}, failure.title),
    h('p', { role: 'alert' }, failure.sentence),
    ...(failure.also ?? []).map((each) => h('p', {}, each)),
    actions.length > 0 && h('div', { class: 'failure-actions' }, ...actions),
  );
}
