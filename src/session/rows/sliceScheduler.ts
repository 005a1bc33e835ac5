/**
 * Long loops in slices: a sort or a filter of 500,000 rows must neither hold the thread nor outlive the wish for
 * it. `due` is cheap enough to be asked every few hundred rows.
 */
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { cancelled } from '../cancellation.ts';
import { nextTurn } from './nextTurn.ts';

/** Longest time a loop keeps the thread, in milliseconds; half a frame. */
const SLICE_MS = 8;

export class SliceScheduler implements Scheduler {
  private readonly signals: readonly (AbortSignal | undefined)[];
  private sliceEnd = performance.now() + SLICE_MS;

  /** The work is wanted for as long as no signal has aborted. */
  constructor(...signals: readonly (AbortSignal | undefined)[]) {
    this.signals = signals;
  }

  get due(): boolean {
    return performance.now() >= this.sliceEnd || this.aborted;
  }

  /** Lets others run. Throws a SessionError "cancelled" when the work is no longer wanted. */
  async yieldIfDue(): Promise<void> {
    this.check();
    await nextTurn();
    this.check();
    this.sliceEnd = performance.now() + SLICE_MS;
  }

  /** Does work that comes in slices. */
  async run<Result>(work: Generator<void, Result>): Promise<Result> {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (this.due) await this.yieldIfDue();
    }
  }

  check(): void {
    if (this.aborted) throw cancelled();
  }

  private get aborted(): boolean {
    return this.signals.some((signal) => signal?.aborted);
  }
}
