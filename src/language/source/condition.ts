/** A part of a source that only some architectures get. */
import type { AbiRow } from '../../consumers/abi.ts';

export interface Condition {
  /** Offsets of the part. */
  readonly start: number;
  readonly end: number;
  /** The architectures that may get it. */
  readonly rows: readonly AbiRow[];
}

/** Whether something holds on an architecture; undefined where its name does not say. */
export type Truth = boolean | undefined;

export function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

export function some(truths: readonly Truth[]): Truth {
  return negated(every(truths.map(negated)));
}

export function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
