/**
 * The image drawn to scale: one lane for the mapping or file, one for segments, one for tables and sections.
 * Regions that overlap are stacked within their lane. One tab stop; arrow keys move between regions.
 */
import type { MapRegionView } from '../../src/protocol.ts';
import { type Context, eventRange } from '../context.ts';
import { h, uniqueId } from '../dom.ts';
import { text } from '../text.ts';

export function memoryMapElement(context: Context): HTMLElement {
  const { memoryMap: map } = context.summary;
  const caption = h('p', { class: 'map-caption', 'aria-live': 'polite' }, text.memoryMapHint);
  const captionId = uniqueId('map');
  caption.id = captionId;
  const buttons: HTMLElement[] = [];
  const lanes = [...new Set(map.regions.map((region) => region.lane))].sort((a, b) => a - b);
  const strip = h('div', { class: 'map-lanes' });
  for (const lane of lanes) {
    const rows = stack(map.regions.filter((region) => region.lane === lane));
    const field = h('div', { class: 'map-rows' });
    for (const row of rows) {
      const line = h('div', { class: 'map-row' });
      for (const region of row) {
        const made = regionButton(context, region, caption);
        buttons.push(made);
        line.append(made);
      }
      field.append(line);
    }
    const name = text.lanes[lane] ?? '';
    strip.append(h('div', { class: 'map-lane', role: 'group', 'aria-label': name }, laneName(name), field));
  }
  rove(strip, buttons);
  return h(
    'div',
    { class: 'map' },
    strip,
    h(
      'div',
      { class: 'map-axis mono', 'aria-hidden': 'true' },
      h('span', {}, map.fromLabel),
      h('span', {}, map.toLabel),
    ),
    caption,
    map.note !== undefined && h('p', { class: 'note' }, map.note),
  );
}

function laneName(name: string): HTMLElement {
  return h('span', { class: 'map-lane-name', 'aria-hidden': 'true' }, name);
}

/** Rows of regions that do not overlap: each goes to the first row where it fits. */
function stack(regions: readonly MapRegionView[]): readonly MapRegionView[][] {
  const rows: MapRegionView[][] = [];
  const ends: number[] = [];
  const sorted = [...regions].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const region of sorted) {
    let at = ends.findIndex((end) => end <= region.start);
    if (at < 0) at = rows.length;
    ends[at] = Math.max(region.end, region.start);
    const row = rows[at];
    if (row === undefined) rows.push([region]);
    else row.push(region);
  }
  return rows;
}

function regionButton(context: Context, region: MapRegionView, caption: HTMLElement): HTMLElement {
  const range = eventRange(region);
  const button = h(
    'button',
    {
      class: `map-region map-${region.kind}`,
      type: 'button',
      tabindex: -1,
      'aria-label': text.region(region.label, region.text),
      title: `${region.label}\n${region.text}`,
      'aria-disabled': range === undefined,
      onclick: () => {
        if (range !== undefined) context.inspector.showBytes(region.label, range, button);
      },
    },
    h('span', {}, region.label),
  );
  button.style.left = `${clamp(region.start) * 100}%`;
  button.style.width = `${Math.max(0, clamp(region.end) - clamp(region.start)) * 100}%`;
  const describe = (): void => {
    caption.replaceChildren(h('strong', {}, region.label), ' ', h('span', { class: 'mono' }, region.text));
  };
  button.addEventListener('mouseenter', describe);
  button.addEventListener('focus', describe);
  return button;
}

function clamp(fraction: number): number {
  return Math.max(0, Math.min(fraction, 1));
}

/** Arrow keys, Home and End move the focus; only the last focused region is a tab stop. */
function rove(strip: HTMLElement, buttons: readonly HTMLElement[]): void {
  const [first] = buttons;
  if (first !== undefined) first.tabIndex = 0;
  strip.addEventListener('keydown', (event) => {
    const now = buttons.findIndex((button) => button.matches(':focus'));
    if (now < 0) return;
    const to = {
      ArrowRight: now + 1,
      ArrowDown: now + 1,
      ArrowLeft: now - 1,
      ArrowUp: now - 1,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    const next = to === undefined ? undefined : buttons[to];
    if (next === undefined) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
