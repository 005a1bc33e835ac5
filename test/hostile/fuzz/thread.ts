/** Runs inputs, one after the other, in a thread that can be ended when one of them hangs (driver.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCorpus } from './corpus/corpus.ts';
import { inputNumber } from './inputs.ts';
import { rooms } from './rooms.ts';

export interface ThreadStart {
  readonly seed: number;
  readonly first: number;
  /** Up to this one, which is not run. */
  readonly end: number;
  readonly room: string | undefined;
  /** [number of the input that runs, how many have run], for the one who watches. */
  readonly progress: SharedArrayBuffer;
}

export type FromThread =
  | { readonly type: 'done'; readonly counts: readonly RoomCounts[] }
  | {
      readonly type: 'failed';
      readonly input: number;
      readonly error: unknown;
      readonly counts: readonly RoomCounts[];
    };

export interface RoomCounts {
  readonly room: string;
  readonly inputs: number;
  /** How often each thing was met. */
  readonly met: ReadonlyMap<string, number>;
  readonly milliseconds: number;
  readonly slowest: { readonly input: number; readonly milliseconds: number };
}

const start = workerData as ThreadStart;
const progress = new BigInt64Array(start.progress);
const counts = new Map<
  string,
  {
    inputs: number;
    met: Map<string, number>;
    milliseconds: number;
    slowest: { input: number; milliseconds: number };
  }
>();
let stopped = false;
parentPort?.on('message', () => {
  stopped = true;
});

function send(message: FromThread): void {
  parentPort?.postMessage(message);
  parentPort?.close();
}

function counted(): RoomCounts[] {
  return [...counts].map(([room, count]) => ({ room, ...count }));
}

async function run(): Promise<void> {
  const corpus = await loadCorpus();
  const room = rooms.find(({ name }) => name === start.room);
  for (let number = start.first; number < start.end && !stopped; number++) {
    Atomics.store(progress, 0, BigInt(number));
    Atomics.store(progress, 1, BigInt(number - start.first + 1));
    const begun = performance.now();
    const { room: chosen, input, random } = inputNumber(number, start.seed, { rooms, room, corpus });
    try {
      const met = await chosen.run(input, random);
      count(chosen.name, number, performance.now() - begun, met);
    } catch (error) {
      send({ type: 'failed', input: number, error: plain(error), counts: counted() });
      return;
    }
    // Messages arrive between inputs.
    if (number % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  send({ type: 'done', counts: counted() });
}

function count(room: string, input: number, milliseconds: number, met: Iterable<string>): void {
  const known = counts.get(room) ?? {
    inputs: 0,
    met: new Map(),
    milliseconds: 0,
    slowest: { input, milliseconds: 0 },
  };
  counts.set(room, known);
  known.inputs++;
  known.milliseconds += milliseconds;
  if (milliseconds > known.slowest.milliseconds) known.slowest = { input, milliseconds };
  for (const each of met) known.met.set(each, (known.met.get(each) ?? 0) + 1);
}

/** An error that survives the way to another thread, with its stack and cause. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const copy = new Error(error.message, error.cause === undefined ? {} : { cause: plain(error.cause) });
  copy.stack = error.stack ?? copy.message;
  return copy;
}

await run();
