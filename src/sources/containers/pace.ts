/** Long work lets others run, hears that nobody wants it any more, and keeps no more than there is room for. */
import type { Scheduler } from '../../elf/reading/scheduler.ts';
import { Memory } from './memory.ts';

export class Pace {
  readonly memory: Memory;
  readonly #scheduler: Scheduler | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(scheduler?: Scheduler, signal?: AbortSignal, memory = new Memory()) {
    this.memory = memory;
    this.#scheduler = scheduler;
    this.#signal = signal;
  }

  /** To be awaited every some milliseconds of work. Rejects when the work is no longer wanted. */
  async step(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (this.#scheduler?.due === true) await this.#scheduler.yieldIfDue();
  }
}
