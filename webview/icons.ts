/** Icons as strokes on a 16 × 16 field in the text's colour, so that every theme and forced colours work. */
import type { Outcome, Tone } from '../src/protocol.ts';
import { svg } from './dom.ts';

const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  dash: 'M4 8h8',
  dot: 'M8 7.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  half: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 2.5v11M8 5h4.6M8 8h5.4M8 11h4.6',
  back: 'M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7',
  stop: 'M5.5 2.5h5l3 3v5l-3 3h-5l-3-3v-5zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  loop: 'M12.8 6.2A5.2 5.2 0 1 0 13.2 8M13 2.8v3.4H9.6',
  question: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.8M8 12v.4',
  warning: 'M8 2.3l6.2 11.2H1.8zM8 6.3v3.4M8 11.4v.4',
  info: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.2v3.6M8 5v.4',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  chevronDown: 'M3.5 6L8 10.5 12.5 6',
  up: 'M8 12.5v-9M4.5 7L8 3.5 11.5 7',
  down: 'M8 3.5v9M4.5 9L8 12.5 11.5 9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  bytes: 'M2.5 4.5h4v7h-4zM11 4v8M9.5 5.2L11 4M9.5 12h3',
  kernel: 'M8.5 3H13v10H8.5M2.5 8H10M7.5 5.5L10 8l-2.5 2.5',
  counter: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2.2 1.6',
  go: 'M3 8h9.5M9 4.5L12.5 8 9 11.5',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName, label?: string): SVGSVGElement {
  const told = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label };
  const look = { viewBox: '0 0 16 16', class: `icon icon-${name}`, ...told };
  return svg('svg', look, svg('path', { d: paths[name] }));
}

const outcomeIcons: Readonly<Record<Outcome, IconName>> = {
  found: 'check',
  partial: 'half',
  fallback: 'back',
  refuses: 'warning',
  crash: 'stop',
  hang: 'loop',
  unknown: 'question',
  'not-applicable': 'dash',
  'not-in-catalogue': 'question',
};

export function outcomeIcon(outcome: Outcome): SVGSVGElement {
  return icon(outcomeIcons[outcome]);
}

const toneIcons: Readonly<Record<Tone, IconName | undefined>> = {
  good: 'check',
  warn: 'warning',
  bad: 'stop',
  muted: undefined,
  plain: undefined,
};

export function toneIconName(tone: Tone): IconName | undefined {
  return toneIcons[tone];
}
