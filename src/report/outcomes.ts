/** How outcomes look: the tone beside their words. */
import type { ConsumerFinding, Outcome } from '../consumers/model.ts';
import type { Tone } from './viewModel/tone.ts';

const TONES: Readonly<Record<Outcome, Tone>> = {
  found: 'good',
  partial: 'warn',
  fallback: 'warn',
  refuses: 'warn',
  crash: 'bad',
  hang: 'bad',
  unknown: 'warn',
  'not-applicable': 'muted',
  'not-in-catalogue': 'muted',
};

export function outcomeTone(outcome: Outcome): Tone {
  return TONES[outcome];
}

/** What a reader should see first. */
const WORST_FIRST: readonly Outcome[] = [
  'crash',
  'hang',
  'refuses',
  'fallback',
  'partial',
  'unknown',
  'found',
  'not-applicable',
  'not-in-catalogue',
];

/** Orders by outcome, the worst first; what is alike stays in its order. */
export function worstFirst<Item extends { readonly outcome: Outcome }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
}

/** Of a requirement: whatever its failure is called elsewhere, here it is what somebody said must not be. */
export function requirementTone(fulfilled: boolean): Tone {
  return fulfilled ? 'good' : 'bad';
}

/** What somebody will not believe without knowing how it is known. */
export function isBadEnd(outcome: Outcome): boolean {
  return outcome === 'refuses' || outcome === 'crash' || outcome === 'hang';
}

/** What a consumer's keys are. */
export function nounOf({ wholeImage }: Pick<ConsumerFinding, 'wholeImage'>): 'key' | 'need' {
  return wholeImage === undefined ? 'key' : 'need';
}
