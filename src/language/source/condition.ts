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
