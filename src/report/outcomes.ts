/** How outcomes look: the tone beside their words. */
import type { Outcome } from '../consumers/model.ts';
import type { Tone } from './view.ts';

const TONES: Readonly<Record<Outcome, Tone>> = {
  found: 'good',
  partial: 'warn',
  fallback: 'warn',
  crash: 'bad',
  hang: 'bad',
  unknown: 'warn',
  'not-applicable': 'muted',
};

export function outcomeTone(outcome: Outcome): Tone {
  return TONES[outcome];
}
