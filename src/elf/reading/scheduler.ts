import type { Allocator } from './allocation.ts';
import type { Budget } from './budget.ts';

/**
 * Lets others run during long work: reading a large image takes the thread for some hundred milliseconds. It also
 * carries the wish for the work: who withdraws it is heard here (session/rows/sliceScheduler.ts).
 */
export interface Scheduler {
  /** Time to let others run; cheap to ask every few thousand steps. */
  readonly due: boolean;
  /** Rejects when the work is no longer wanted; `due` is true then. */
  yieldIfDue(): Promise<void>;
}

export interface Meters {
  readonly allocator: Allocator;
  readonly budget: Budget;
  readonly scheduler?: Scheduler | undefined;
}
