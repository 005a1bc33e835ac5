/** Runs inputs, one after the other, in a thread that can be ended when one of them hangs (watched.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCorpus } from './corpus/corpus.ts';
import type { Missing } from './corpus/made.ts';
import { Counts, type RoomCounts } from './counts.ts';
import { inputNumber, roomNamed } from './inputs.ts';
import type { Room } from './room.ts';

export interface ThreadStart {
  readonly seed: number;
  readonly first: number;
  /** Up to this one, which is not run. */
  readonly end: number;
  readonly room: string | undefined;
  /** Address of the module with the rooms. */
  readonly module: string;
  /** [number of the input that runs, how many were begun, seconds that it may take], for the one who watches. */
  readonly progress: SharedArrayBuffer;
}

export type FromThread =
  /** Now and then, of the inputs since the last time. */
  | { readonly type: 'counts'; readonly counts: readonly RoomCounts[] }
  /** Of the corpus, before the first input. */
  | { readonly type: 'missing'; readonly missing: readonly Missing[] }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly input: number; readonly error: unknown };

const TELL_MS = 2000;

const start = workerData as ThreadStart;
const progress = new BigInt64Array(start.progress);
let counts = new Counts();
let told = performance.now();
let stopped = false;
parentPort?.on('message', () => {
  stopped = true;
});

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

function tell(): void {
  send({ type: 'counts', counts: counts.rooms() });
  counts = new Counts();
  told = performance.now();
}

async function run(): Promise<FromThread> {
  const { rooms } = (await import(start.module)) as { rooms: readonly Room[] };
  const corpus = await loadCorpus();
  send({ type: 'missing', missing: corpus.missing });
  const room = roomNamed(start.room, rooms);
  for (let number = start.first; number < start.end && !stopped; number++) {
    Atomics.store(progress, 0, BigInt(number));
    Atomics.store(progress, 1, BigInt(number - start.first + 1));
    const begun = performance.now();
    const { room: chosen, input, random } = inputNumber(number, start.seed, { rooms, room, corpus });
    Atomics.store(progress, 2, BigInt(chosen.limitSeconds));
    try {
      const met = new Map<string, number>();
      for (const each of await chosen.run(input, random)) met.set(each, (met.get(each) ?? 0) + 1);
      const milliseconds = performance.now() - begun;
      counts.add({
        room: chosen.name,
        inputs: 1,
        met,
        milliseconds,
        slowest: { input: number, milliseconds },
      });
    } catch (error) {
      return { type: 'failed', input: number, error: plain(error) };
    }
    if (performance.now() - told > TELL_MS) tell();
    // Messages arrive between inputs.
    if (number % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { type: 'done' };
}

/** An error that survives the way to another thread, with its stack and cause. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const copy = new Error(error.message, error.cause === undefined ? {} : { cause: plain(error.cause) });
  copy.stack = error.stack ?? copy.message;
  return copy;
}

const end = await run();
tell();
send(end);
parentPort?.close();
