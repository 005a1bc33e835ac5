/** A search of a consumer, step by step. */
import type { Outcome } from '../../consumers/model.ts';

export interface StepView {
  readonly text: string;
  readonly result: 'pass' | 'fail' | 'info';
  readonly offset?: number;
  readonly length?: number;
}

export interface ReplayView {
  readonly title: string;
  readonly outcome: Outcome;
  readonly why: string;
  readonly steps: readonly StepView[];
  /** Whose it is, where that has a page of its own. */
  readonly consumer?: string;
  /** Shows it in a terminal. */
  readonly command?: string;
}
