/** A framed part of a page, under its title. */
import { type Child, h } from '../dom.ts';

export function card(title: string, look: '' | 'wide', ...content: readonly Child[]): HTMLElement {
  return h('section', { class: `card ${look}`, 'aria-label': title }, h('h2', {}, title), ...content);
}
