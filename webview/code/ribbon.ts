/**
 * The ways of each function as a ribbon, to the scale of the longest. One tab stop: left and right go through the parts
 * of a function, up and down to others; a part leads to its instructions, and what it is stands below in words.
 */
import type { RibbonLaneView, RibbonRegionView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, toneIconName } from '../icons.ts';
import { say } from './words.ts';

export function ribbonElement(context: Context, lanes: readonly RibbonLaneView[]): HTMLElement {
  const caption = h('p', { class: 'map-caption', 'aria-live': 'polite' }, say.ribbonHint);
  const rows: HTMLElement[][] = [];
  const list = h('div', { class: 'ribbon' });
  for (const lane of lanes) {
    const buttons = lane.regions.map((region) => regionButton(context, lane, region, caption));
    if (buttons.length > 0) rows.push(buttons);
    const name = toneIconName(lane.tone);
    list.append(
      h(
        'div',
        { class: 'ribbon-lane', role: 'group', 'aria-label': `${lane.name}: ${lane.text}` },
        h(
          'div',
          { class: `ribbon-name tone-${lane.tone}`, 'aria-hidden': 'true' },
          name !== undefined && icon(name),
          h('span', { class: 'mono clip', title: lane.name }, lane.name),
          h('span', { class: 'ribbon-text clip', title: lane.text }, lane.text),
        ),
        h('div', { class: 'ribbon-strip' }, ...buttons),
      ),
    );
  }
  rove(list, rows);
  const key = h(
    'ul',
    { class: 'ribbon-key', 'aria-hidden': 'true' },
    ...Object.entries(say.kinds).map(([kind, what]) =>
      h('li', {}, h('span', { class: `ribbon-region ribbon-${kind}` }), what),
    ),
  );
  return h('div', { class: 'map' }, list, caption, key);
}

function regionButton(
  context: Context,
  lane: RibbonLaneView,
  { kind, start, end, text, place }: RibbonRegionView,
  caption: HTMLElement,
): HTMLElement {
  const say = (): void => caption.replaceChildren(h('strong', {}, lane.name), ` · ${text}`);
  const button = h('button', {
    class: `ribbon-region ribbon-${kind}`,
    type: 'button',
    tabindex: -1,
    'aria-label': `${lane.name}: ${text}`,
    onclick: () => context.go({ tab: 'code', part: 'listing', place }),
    onfocus: say,
    onmouseenter: say,
  });
  button.style.left = `${start * 100}%`;
  button.style.width = `${(end - start) * 100}%`;
  return button;
}

function rove(list: HTMLElement, rows: readonly HTMLElement[][]): void {
  let active = rows[0]?.[0];
  if (active !== undefined) active.tabIndex = 0;
  const to = (next: HTMLElement | undefined): void => {
    if (next === undefined || active === undefined) return;
    active.tabIndex = -1;
    next.tabIndex = 0;
    active = next;
    next.focus();
  };
  list.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && active !== undefined && target !== active) to(target);
  });
  list.addEventListener('keydown', (event) => {
    const row = rows.findIndex((each) => active !== undefined && each.includes(active));
    const at = active === undefined ? -1 : (rows[row]?.indexOf(active) ?? -1);
    const move: Readonly<Record<string, () => HTMLElement | undefined>> = {
      ArrowRight: () => rows[row]?.[at + 1],
      ArrowLeft: () => rows[row]?.[at - 1],
      ArrowDown: () => rows[row + 1]?.[0],
      ArrowUp: () => rows[row - 1]?.[0],
      Home: () => rows[row]?.[0],
      End: () => rows[row]?.at(-1),
    };
    const next = move[event.key];
    if (next === undefined) return;
    event.preventDefault();
    to(next());
  });
}
