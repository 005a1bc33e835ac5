/** The clock's tab: its script is loaded when it is first looked at. */
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';

export function clockPage(context: Context): View {
  const element = h('div', { class: 'parts' });
  const ready = import('./clockParts.ts').then(({ clockParts }) => {
    element.replaceChildren(clockParts(context));
  });
  return { element, ready };
}
