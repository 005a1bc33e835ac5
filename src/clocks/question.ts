/** What is asked about a process's clocks, and the answer. */
import type { ClockPath } from '../code/clocks.ts';
import type { PageName } from '../code/pages.ts';
import type { CodePath } from '../code/paths.ts';
import type { Cause } from './cause.ts';
import type { MachineFacts } from './machineFacts.ts';
import type { Measurement, Samples } from './measurement.ts';
import type { ProcessFacts } from './processFacts.ts';

/** What is known of an image's code. */
export interface ClockCode {
  readonly clocks: readonly ClockPath[];
  readonly clockFunction?: string;
  /** Value of its symbol, where its functions were followed. */
  readonly clockAddress?: bigint;
  /** Named pages that it reads; absent where the layout is not known. */
  readonly pages?: readonly PageName[];
  /** What its exported functions do, each address once; absent where the clocks alone were followed. */
  readonly functions?: readonly FunctionPath[];
}

export interface FunctionPath {
  /** Of its symbol. */
  readonly value: bigint;
  readonly path: CodePath;
  readonly counters: readonly string[];
}

export interface ClockQuestion {
  readonly machine: MachineFacts;
  readonly process: ProcessFacts;
  /** Absent where there is no image, or nobody has asked its code. */
  readonly code?: ClockCode;
  /** gVisor's image reads the clocks in its own way and asks no clock source. */
  readonly ownClocks: boolean;
  /** Runtimes that make system calls for want of a function that they find, by their names. */
  readonly unserved: readonly { readonly runtime: string; readonly calls: readonly string[] }[];
  /** Of the process that asks, where it stands for the one that is asked about. */
  readonly measured?: Measurement;
  /** Why the figures of the process that asks say nothing of the other one. */
  readonly leftOut?: LeftOut;
}

/** What of it is found out in a worker: what the image's code can do, and samples where they are wanted. */
export interface ClockParts {
  readonly code?: ClockCode;
  readonly samples?: Samples;
  /** Samples were wanted, and this platform has no system call to compare with. */
  readonly noTiming?: true;
}

export type LeftOut = 'image' | 'time-namespace' | 'tracer' | 'no-vdso' | 'platform';

/** Where calls of REALTIME and MONOTONIC end: all in user space, all in the kernel, or it cannot be told. */
export type ClockEnd = 'user' | 'kernel' | 'unclear';

export interface ClockExplanation {
  readonly verdict: ClockEnd;
  readonly causes: readonly Cause[];
  readonly measured?: Measurement;
  readonly leftOut?: LeftOut;
}
