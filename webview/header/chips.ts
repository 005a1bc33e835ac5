/** One line of chips, one per consumer, the worst first: icon and words. What does not fit is counted by the last one. */
import { type ChipView, type ConsumerView, worstFirst } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h, setText } from '../dom.ts';
import { outcomeIcon } from '../icons.ts';
import { text } from '../text.ts';

export function chipList(context: Context): HTMLElement {
  const { chips, consumers } = context.summary;
  const items = chips.map((chip) => h('li', {}, makeChip(context, chip)));
  const rest = h('button', {
    class: 'chip chip-rest',
    type: 'button',
    'data-focus': 'chip-rest',
    onclick: () => context.go({ tab: 'consumers' }),
  });
  const restItem = h('li', {}, rest);
  const list = h('ul', { class: 'chips', 'aria-label': text.chipsLabel }, ...items, restItem);
  /** Shows so many chips, and tells what the others are. */
  const show = (count: number): void => {
    items.forEach((item, at) => {
      item.hidden = at >= count;
    });
    const told = new Set(chips.slice(0, count).map(({ consumer }) => consumer));
    const others = consumers.filter(({ id }) => !told.has(id));
    restItem.hidden = others.length === 0;
    setText(rest, restText(others));
  };
  let width = -1;
  const observer = new ResizeObserver(() => {
    if (list.clientWidth === width || list.clientWidth === 0) return;
    width = list.clientWidth;
    show(items.length);
    if (list.scrollWidth <= width) return;
    // Those that have room without the last one, measured at once: each try lays the page out.
    const end = list.getBoundingClientRect().left + width + 1;
    let count = items.filter((item) => item.getBoundingClientRect().right <= end).length;
    for (show(count); count > 0 && list.scrollWidth > width; show(count)) count -= 1;
  });
  observer.observe(list);
  show(items.length);
  return list;
}

/** "+22", and what the worst of them does when that is the end of a program. */
function restText(others: readonly ConsumerView[]): string {
  const [worst] = worstFirst(others);
  if (worst === undefined || worst.tone !== 'bad') return text.moreChips(others.length);
  const alike = others.filter(({ outcome }) => outcome === worst.outcome).length;
  return text.moreChipsWorst(others.length, alike, worst.outcomeText);
}

function makeChip(context: Context, chip: ChipView): HTMLElement {
  // That all is found is said by the icon; whoever does not see it hears the words.
  const quiet = chip.outcome === 'found' ? ' visually-hidden' : '';
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
    h('span', { class: `chip-text${quiet}` }, chip.text),
  );
}
