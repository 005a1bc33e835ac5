/** Work that several may wait for: done once, and given up when the last of them has left. */
import { unlessAborted } from '../cancellation.ts';

export class SharedTask<Result> {
  readonly #work: (signal: AbortSignal) => Promise<Result>;
  #running:
    | { readonly result: Promise<Result>; readonly controller: AbortController; waiting: number }
    | undefined;
  /** Set when it is done. */
  result: Result | undefined;

  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#work = work;
  }

  /** Rejects as the work does, which is begun anew the next time, or with a SessionError "cancelled". */
  async wait(signal?: AbortSignal): Promise<Result> {
    if (this.result !== undefined) return this.result;
    this.#running ??= this.#begin();
    const running = this.#running;
    running.waiting++;
    try {
      return await unlessAborted(running.result, signal);
    } finally {
      if (--running.waiting === 0) {
        running.controller.abort();
        if (this.#running === running) this.#running = undefined;
      }
    }
  }

  #begin() {
    const controller = new AbortController();
    const result = this.#work(controller.signal).then((found) => {
      this.result = found;
      return found;
    });
    // Whoever waits hears of it; the last one may have left.
    result.catch(() => undefined);
    return { result, controller, waiting: 0 };
  }
}
