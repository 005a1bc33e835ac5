/** Shown instead of verdicts for a file that the kernel never maps as a vDSO. */
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';
import { button, linkButton } from '../widgets.ts';

export function evaluateButton(context: Context): HTMLElement {
  return button(text.evaluate, () => context.apply(context.host.call('configure', [{ asVdso: true }])));
}

/** Above verdicts on a file that no kernel maps; undefined above others. */
export function evaluatedNote(context: Context): HTMLElement | undefined {
  const { role, asVdso } = context.summary;
  if (role !== 'elf' || !asVdso) return undefined;
  const stop = linkButton(text.stopEvaluating, () =>
    context.apply(context.host.call('configure', [{ asVdso: false }])),
  );
  return h('p', { class: 'note evaluated' }, text.evaluatedAnyway, ' ', stop);
}

export function offerEvaluation(context: Context): HTMLElement {
  const program = context.summary.consumers.length > 0;
  return h(
    'div',
    { class: 'not-evaluated' },
    !program && h('h3', {}, text.notEvaluated),
    h('p', {}, program ? text.programNotEvaluated : text.notEvaluatedWhy),
    evaluateButton(context),
  );
}
