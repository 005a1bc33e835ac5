/** Long work lets others run, and hears that nobody wants it any more. */
import type { Scheduler } from '../../elf/reading/scheduler.ts';

export class Pace {
  readonly #scheduler: Scheduler | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(scheduler?: Scheduler, signal?: AbortSignal) {
    this.#scheduler = scheduler;
    this.#signal = signal;
  }

  /** To be awaited every some milliseconds of work. Rejects when the work is no longer wanted. */
  async step(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (this.#scheduler?.due === true) await this.#scheduler.yieldIfDue();
  }
}
