import type { FactView } from './fields.ts';
import type { Tone } from './tone.ts';

/** Why clock calls are slow, or are not. */
export interface ClockView {
  readonly verdict: 'user' | 'kernel' | 'unclear';
  readonly tone: Tone;
  readonly text: string;
  /** How, and when in milliseconds since the epoch. */
  readonly measured?: { readonly text: string; readonly at: number };
  /** Why the figures of the process that measures say nothing of this one. */
  readonly leftOut?: string;
  readonly causes: readonly {
    readonly code: string;
    readonly tone: Tone;
    /** "slow", "may be slow", "no cause" */
    readonly effect: string;
    readonly text: string;
    /** A file, and what it says. */
    readonly evidence?: string;
    /** Where the code is that it speaks of (see InstructionQuery). */
    readonly place?: string;
  }[];
  /** Commands are for a POSIX shell. */
  readonly advice: readonly { readonly text: string; readonly command?: string }[];
  /** Stands where there is none. */
  readonly noAdvice: string;
  /** What the header says from now on. */
  readonly fact: FactView;
}
