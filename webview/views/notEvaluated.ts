/** Shown instead of verdicts for a file that the kernel never maps as a vDSO. */
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';
import { button } from '../widgets.ts';

export function evaluateButton(context: Context): HTMLElement {
  return button(text.evaluate, () => context.apply(context.host.call('configure', [{ asVdso: true }])));
}

export function offerEvaluation(context: Context): HTMLElement {
  return h(
    'div',
    { class: 'not-evaluated' },
    h('h3', {}, text.notEvaluated),
    h('p', {}, text.notEvaluatedWhy),
    evaluateButton(context),
  );
}
