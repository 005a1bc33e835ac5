/** A thread that runs inputs, and the one it is at: ended from outside when that takes too long. */
import { Worker } from 'node:worker_threads';
import type { Missing } from './corpus/made.ts';
import type { Counts } from './counts.ts';
import type { FromThread, ThreadStart } from './thread.ts';

/** Megabytes of JavaScript's heap: an input that needs more over-allocates. */
const HEAP_LIMIT = 2048;

export type End = Extract<FromThread, { readonly type: 'done' | 'failed' }>;

export class Watched {
  readonly ended: Promise<End>;
  readonly #progress = new BigInt64Array(new SharedArrayBuffer(24));
  readonly #first: number;
  readonly #worker: Worker;
  #end: (end: End) => void = () => undefined;
  #missing: readonly Missing[] = [];
  #seen = -1;
  #since = performance.now();

  constructor(start: Omit<ThreadStart, 'progress'>, counts: Counts) {
    this.#first = start.first;
    this.#progress[0] = -1n;
    const workerData: ThreadStart = { ...start, progress: this.#progress.buffer as SharedArrayBuffer };
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT },
    });
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
      this.#worker.on('message', (message: FromThread) => {
        if (message.type === 'counts') for (const each of message.counts) counts.add(each);
        else if (message.type === 'missing') this.#missing = message.missing;
        else resolve(message);
      });
      this.#worker.on('error', (error) => resolve(this.#failed(error)));
      this.#worker.on('exit', (code) => resolve(this.#failed(new Error(`the thread ended (${code})`))));
    });
  }

  /** Inputs begun. */
  get inputs(): number {
    return Number(Atomics.load(this.#progress, 1));
  }

  /** What the corpus lacks; nothing before the first input. */
  get missing(): readonly Missing[] {
    return this.#missing;
  }

  /** After the input it is at. */
  stop(): void {
    this.#worker.postMessage('stop');
  }

  /** Ends the thread when its input takes too long. */
  look(): void {
    const number = this.#number;
    const now = performance.now();
    if (number !== this.#seen) {
      this.#seen = number;
      this.#since = now;
    }
    const limit = Number(Atomics.load(this.#progress, 2));
    if (number < 0 || limit === 0 || now - this.#since < limit * 1000) return;
    this.#end(this.#failed(new Error(`hangs: it has not ended after ${limit} seconds`)));
    void this.#worker.terminate();
  }

  get #number(): number {
    return Number(Atomics.load(this.#progress, 0));
  }

  #failed(error: unknown): End {
    return { type: 'failed', input: Math.max(this.#first, this.#number), error };
  }
}
