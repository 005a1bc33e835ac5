/** Runs inputs until time is up or enough of them have broken a promise. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadCorpus } from './corpus/corpus.ts';
import type { Missing } from './corpus/made.ts';
import { Counts, type RoomCounts } from './counts.ts';
import { inputNumber, type Numbered, roomNamed } from './inputs.ts';
import type { Room } from './room.ts';
import { Watched } from './watched.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** The first input's number. */
  readonly first?: number;
  /** Stop after so many inputs, whatever the time. */
  readonly count?: number;
  /** Only this room. */
  readonly room?: string;
  /** Go on after inputs that break a promise, up to so many. Default: 1. */
  readonly failures?: number;
  /** Address of a module with other rooms, for a test of the fuzzer itself. */
  readonly module?: string;
  /** Called for each input that breaks a promise. */
  readonly found?: (failure: Failure) => void;
  /** Called now and then with the number of inputs so far. */
  readonly progress?: (inputs: number) => void;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly seconds: number;
  readonly counts: readonly RoomCounts[];
  readonly failures: readonly Failure[];
  /** What the corpus lacks. */
  readonly missing: readonly Missing[];
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
const ROOMS = new URL('./rooms.ts', import.meta.url).href;

export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, seconds, first = 0, count = Number.MAX_SAFE_INTEGER, room, failures: most = 1 } = options;
  const { module = ROOMS } = options;
  // Since the first input: loading a thread takes seconds where the machine is busy.
  let begun: number | undefined;
  const elapsed = () => (begun === undefined ? 0 : (performance.now() - begun) / 1000);
  const counts = new Counts();
  const failures: Failure[] = [];
  let missing: readonly Missing[] = [];
  let inputs = 0;
  while (failures.length < most && inputs < count && elapsed() < seconds) {
    const watched = new Watched({ seed, first: first + inputs, end: first + count, room, module }, counts);
    const watching = setInterval(() => {
      if (watched.inputs > 0) begun ??= performance.now();
      options.progress?.(inputs + watched.inputs);
      if (elapsed() > seconds) watched.stop();
      watched.look();
    }, WATCH_MS);
    const end = await watched.ended.finally(() => clearInterval(watching));
    inputs += watched.inputs;
    missing = watched.missing;
    if (end.type === 'done') break;
    const failure = { ...keep(end.input, seed, await made(end.input, seed, module, room)), error: end.error };
    failures.push(failure);
    options.found?.(failure);
  }
  return { inputs, seconds: elapsed(), counts: counts.rooms(), failures, missing };
}

/** The input that a thread made, once more. What it takes to make one is loaded here only when one has failed. */
async function made(number: number, seed: number, module: string, room?: string): Promise<Numbered> {
  const { rooms } = (await import(module)) as { rooms: readonly Room[] };
  return inputNumber(number, seed, { rooms, room: roomNamed(room, rooms), corpus: await loadCorpus() });
}

function keep(number: number, seed: number, { room, input }: Numbered): Omit<Failure, 'error'> {
  mkdirSync(KEPT, { recursive: true });
  const file = path.join(KEPT, `${room.name}-${seed}-${number}.${input.kind}`);
  writeFileSync(file, input.bytes);
  return { input: number, room: room.name, from: input.from, file };
}

export function describeResult(
  { inputs, seconds, counts, failures, missing }: FuzzResult,
  seed: number,
): string {
  const rate = Math.round(inputs / Math.max(seconds, 0.001));
  const lines = missing.map(({ what, why }) => `NOT MADE: ${what}: ${why}`);
  lines.push(`fuzz: seed ${seed}, ${inputs} inputs in ${seconds.toFixed(1)} s (${rate} a second)`);
  for (const { room, inputs: number, met, milliseconds, slowest } of counts) {
    lines.push(
      `  ${room.padEnd(10)}${String(number).padStart(9)} inputs${(milliseconds / number).toFixed(2).padStart(9)} ms each` +
        `, slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.input}), ${met.size} kinds of outcomes`,
    );
  }
  for (const { input, room, from, file } of failures) {
    lines.push(
      `input ${input} of room ${room}, made from ${from}, is in ${path.relative(process.cwd(), file)}`,
    );
    lines.push(`again: npm run fuzz -- --seed ${seed} --room ${room} --only ${input}`);
  }
  return lines.join('\n');
}
