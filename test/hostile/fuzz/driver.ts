/** Runs inputs until time is up or one breaks a promise; ends a thread in which one hangs, and says which. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadCorpus } from './corpus/corpus.ts';
import { inputNumber, type Numbered } from './inputs.ts';
import { rooms } from './rooms.ts';
import type { FromThread, RoomCounts, ThreadStart } from './thread.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Stop after so many inputs, whatever the time. */
  readonly count?: number;
  /** Only this input. */
  readonly only?: number;
  /** Only this room. */
  readonly room?: string;
  /** Called now and then with the number of inputs so far. */
  readonly progress?: (inputs: number) => void;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly seconds: number;
  readonly counts: readonly RoomCounts[];
  readonly failure?: Failure;
}

export interface Failure {
  readonly input: number;
  readonly room: string;
  readonly from: string;
  /** The input itself. */
  readonly file: string;
  readonly error: unknown;
}

/** Failing inputs; out/ is no part of the repository. */
const KEPT = path.resolve(import.meta.dirname, '../../../out/fuzz');
const WATCH_MS = 200;
const SHORTEST_LIMIT_MS = 1000 * Math.min(...rooms.map(({ limitSeconds }) => limitSeconds));
/** Megabytes of JavaScript's heap: an input that needs more over-allocates. */
const HEAP_LIMIT = 2048;

export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, seconds, count = Number.MAX_SAFE_INTEGER, only, room } = options;
  if (room !== undefined && !rooms.some(({ name }) => name === room))
    throw new Error(`No room ${room}. There are: ${rooms.map(({ name }) => name).join(', ')}.`);
  // What takes a while the first time is no hang.
  const corpus = await loadCorpus();
  const wanted = rooms.find(({ name }) => name === room);
  const made = (number: number) => inputNumber(number, seed, { rooms, room: wanted, corpus });
  const first = only ?? 0;
  const end = only === undefined ? count : only + 1;
  const begun = performance.now();
  const watched = new Watched({ seed, first, end, room, progress: new SharedArrayBuffer(16) });
  const ticking = setInterval(() => {
    options.progress?.(watched.inputs);
    if (only === undefined && performance.now() - begun > seconds * 1000) watched.stop();
    watched.look((number) => made(number).room.limitSeconds);
  }, WATCH_MS);
  try {
    const { type, counts, ...rest } = await watched.ended;
    const elapsed = (performance.now() - begun) / 1000;
    const result = { inputs: watched.inputs, seconds: elapsed, counts };
    if (type === 'done') return result;
    const { input, error } = rest as { input: number; error: unknown };
    return { ...result, failure: { ...keep(input, seed, made(input)), error } };
  } finally {
    clearInterval(ticking);
  }
}

/** A thread, and the input in it. */
class Watched {
  readonly ended: Promise<FromThread>;
  readonly #progress: BigInt64Array;
  readonly #start: ThreadStart;
  readonly #worker: Worker;
  #fail: (message: FromThread) => void = () => undefined;
  #seen = -1;
  #since = performance.now();

  constructor(start: ThreadStart) {
    this.#start = start;
    this.#progress = new BigInt64Array(start.progress);
    Atomics.store(this.#progress, 0, BigInt(-1));
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT },
    });
    this.ended = new Promise((resolve) => {
      this.#fail = resolve;
      this.#worker.on('message', resolve);
      this.#worker.on('error', (error) => resolve(this.#failed(error)));
      this.#worker.on('exit', (code) => resolve(this.#failed(new Error(`the thread ended (${code})`))));
    });
  }

  get inputs(): number {
    return Number(Atomics.load(this.#progress, 1));
  }

  stop(): void {
    this.#worker.postMessage('stop');
  }

  /** Ends the thread when its input takes too long. */
  look(limitOf: (number: number) => number): void {
    const number = this.#number;
    const now = performance.now();
    if (number !== this.#seen) {
      this.#seen = number;
      this.#since = now;
    }
    if (number < 0 || now - this.#since < SHORTEST_LIMIT_MS) return;
    const limit = limitOf(number);
    if (now - this.#since < limit * 1000) return;
    this.#fail(this.#failed(new Error(`hangs: it has not ended after ${limit} seconds`)));
    void this.#worker.terminate();
  }

  get #number(): number {
    return Number(Atomics.load(this.#progress, 0));
  }

  #failed(error: unknown): FromThread {
    return { type: 'failed', input: Math.max(this.#start.first, this.#number), error, counts: [] };
  }
}

function keep(number: number, seed: number, { room, input }: Numbered): Omit<Failure, 'error'> {
  mkdirSync(KEPT, { recursive: true });
  const file = path.join(KEPT, `${room.name}-${seed}-${number}.${input.kind}`);
  writeFileSync(file, input.bytes);
  return { input: number, room: room.name, from: input.from, file };
}

export function describeResult({ inputs, seconds, counts, failure }: FuzzResult, seed: number): string {
  const rate = Math.round(inputs / Math.max(seconds, 0.001));
  const lines = [`fuzz: seed ${seed}, ${inputs} inputs in ${seconds.toFixed(1)} s (${rate} a second)`];
  for (const { room, inputs: number, met, milliseconds, slowest } of counts.toSorted(
    (a, b) => b.inputs - a.inputs,
  )) {
    lines.push(
      `  ${room.padEnd(10)}${String(number).padStart(9)} inputs${(milliseconds / number).toFixed(2).padStart(9)} ms each` +
        `, slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.input}), ${met.size} kinds of outcomes`,
    );
  }
  if (failure !== undefined) {
    const { input, room, from, file } = failure;
    lines.push(
      `input ${input} of room ${room}, made from ${from}, is in ${path.relative(process.cwd(), file)}`,
    );
    lines.push(`again: npm run fuzz -- --seed ${seed} --room ${room} --only ${input}`);
  }
  return lines.join('\n');
}
