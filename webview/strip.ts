/** A row of things that scrolls sideways where it is too narrow for them, and says so at the edge where more are. */
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** What must not go out of sight when the row gets narrower. */
const chosen = '[aria-selected="true"], [aria-pressed="true"]';
/** Of what is seen when a sign is pressed, so much stays. */
const kept = 0.2;

/**
 * @param list scrolls; its items are reached with the keyboard by themselves
 * @param turns whether the wheel scrolls it sideways: not where it would keep the page around it from scrolling
 * @returns what to put into the page
 */
export function scrollStrip(list: HTMLElement, turns = true): HTMLElement {
  const sign = (name: 'left' | 'right', direction: number): HTMLElement => {
    const scroll = () => list.scrollBy({ left: direction * list.clientWidth * (1 - kept) });
    return h('span', { class: `strip-more is-${name}`, 'aria-hidden': 'true', onclick: scroll }, icon(name));
  };
  const strip = h('div', { class: 'strip' }, list, sign('left', -1), sign('right', 1));
  const look = (): void => {
    const { scrollLeft, scrollWidth, clientWidth } = list;
    // Positions are rounded.
    strip.classList.toggle('has-left', scrollLeft > 1);
    strip.classList.toggle('has-right', scrollLeft + clientWidth < scrollWidth - 1);
  };
  const turn = (event: WheelEvent): void => {
    if (event.deltaX === 0 && !event.ctrlKey) list.scrollLeft += event.deltaY;
  };
  list.classList.add('strip-list');
  list.addEventListener('scroll', look, { passive: true });
  if (turns) list.addEventListener('wheel', turn, { passive: true });
  let width = 0;
  const resized = (): void => {
    const isOther = list.clientWidth !== width;
    width = list.clientWidth;
    if (isOther) list.querySelector(chosen)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    look();
  };
  new ResizeObserver(resized).observe(list);
  new MutationObserver(look).observe(list, { childList: true, subtree: true, characterData: true });
  return strip;
}
