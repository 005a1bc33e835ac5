/** One chip per consumer: icon and words. What two lines cannot hold is behind a chip that says how many. */
import type { ChipView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { outcomeIcon } from '../icons.ts';
import { text } from '../text.ts';

const lines = 2;

export function chipList(context: Context): HTMLElement {
  const { chips, consumers } = context.summary;
  const more = consumers.length > chips.length;
  const items = chips.map((chip) => h('li', {}, makeChip(context, chip)));
  const all = h(
    'button',
    { class: 'chip chip-all', type: 'button', onclick: () => context.go({ tab: 'consumers' }) },
    text.allChips(consumers.length),
  );
  const allItem = h('li', { hidden: !more }, all);
  const list = h('ul', { class: 'chips', 'aria-label': text.chipsLabel }, ...items, allItem);
  let width = -1;
  const observer = new ResizeObserver(() => {
    if (list.clientWidth === width) return;
    width = list.clientWidth;
    fitLines(items, allItem, more);
  });
  observer.observe(list);
  return list;
}

/**
 * Hides what would start a third line: from the end, and what is well before what is not. `more`: there are
 * consumers without a chip, so that the one for all is always needed.
 */
function fitLines(items: readonly HTMLElement[], all: HTMLElement, more: boolean): void {
  for (const item of items) item.hidden = false;
  all.hidden = !more;
  const tops = [...new Set(items.map((item) => item.offsetTop))].sort((a, b) => a - b);
  const limit = tops[lines];
  if (limit === undefined) return;
  all.hidden = false;
  const isWell = (item: HTMLElement): boolean => item.querySelector('.tone-good, .tone-muted') !== null;
  const order = [...items].reverse().sort((a, b) => Number(isWell(b)) - Number(isWell(a)));
  for (const item of order) {
    if (all.offsetTop < limit) return;
    item.hidden = true;
  }
}

function makeChip(context: Context, chip: ChipView): HTMLElement {
  return h(
    'button',
    {
      class: `chip tone-${chip.tone} outcome-${chip.outcome}`,
      type: 'button',
      title: chip.tooltip,
      'data-focus': `chip-${chip.consumer}`,
      'data-consumer': chip.consumer,
      onclick: () => context.go({ tab: 'consumers', consumer: chip.consumer }),
    },
    outcomeIcon(chip.outcome),
    h('span', { class: 'chip-label' }, chip.label),
    ' ',
    h('span', { class: 'chip-text' }, chip.text),
  );
}
