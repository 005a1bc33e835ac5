/** Lets so many in at once; the others wait in the order in which they came, or leave when they are no longer wanted. */
import { cancelled } from '../cancellation.ts';

export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(runToEnd: number) {
    this.#free = runToEnd;
  }

  /** Resolves with what ends the turn; rejects with a SessionError "cancelled". */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw cancelled();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    return () => this.#next();
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(cancelled());
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(enter);
    });
  }

  /** The turn passes to who waits longest. */
  #next(): void {
    const enter = this.#waiting.shift();
    if (enter === undefined) this.#free++;
    else enter();
  }
}
