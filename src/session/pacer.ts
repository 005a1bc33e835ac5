/**
 * Long loops in slices: a sort or a filter of 500,000 rows must neither hold the thread nor outlive the wish for
 * it. `due` is cheap enough to be asked every few hundred rows.
 */
import { setImmediate } from 'node:timers/promises';
import { sentences } from './english.ts';
import type { CancelSignal } from './model.ts';
import { SessionError } from './sessionError.ts';

/** Longest time a loop keeps the thread, in milliseconds; half a frame. */
const SLICE_MS = 8;

export class Pacer {
  private readonly signal: CancelSignal | undefined;
  private sliceEnd = performance.now() + SLICE_MS;

  constructor(signal?: CancelSignal) {
    this.signal = signal;
  }

  get due(): boolean {
    return performance.now() >= this.sliceEnd;
  }

  /** Lets others run. Throws a SessionError "cancelled" when the work is no longer wanted. */
  async breathe(): Promise<void> {
    this.check();
    await setImmediate();
    this.check();
    this.sliceEnd = performance.now() + SLICE_MS;
  }

  /** Does work that comes in slices. */
  async run<Result>(work: Generator<void, Result>): Promise<Result> {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (this.due) await this.breathe();
    }
  }

  check(): void {
    if (this.signal?.aborted) throw new SessionError('cancelled', sentences.cancelled);
  }
}
