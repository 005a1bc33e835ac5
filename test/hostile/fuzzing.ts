/** Mutates images and reads them, until time is up or an input breaks a promise. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exercise, exerciseSource } from './exercise.ts';
import { exerciseGlance } from './exerciseGlance.ts';
import { hostileSource } from './hostileSource.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { fuzzSeeds } from './seeds.ts';

/** The report costs more than the reading; it is made of one input in so many. */
const REPORT_EVERY = 10;
/** One input in so many is read piece by piece, from a source that may fail or shrink. */
const PIECEMEAL_EVERY = 5;

/** One input in so many is also glanced at, from such a source. */
const GLANCE_EVERY = 5;

export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Stop after so many inputs, whatever the time. */
  readonly count?: number;
  /** Only this input. */
  readonly only?: number;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly seconds: number;
  /** How often each problem was met, to see how deep the inputs go. */
  readonly codes: ReadonlyMap<string, number>;
  readonly failure?: {
    readonly input: number;
    readonly from: string;
    readonly file: string;
    readonly error: unknown;
  };
}

/** Input N depends on the seed and N alone, so that any of them can be made again. */
export async function fuzz({
  seed,
  seconds,
  count = Number.POSITIVE_INFINITY,
  only,
}: FuzzOptions): Promise<FuzzResult> {
  const seeds = fuzzSeeds();
  const codes = new Map<string, number>();
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const first = only ?? 0;
  const last = only === undefined ? count : only + 1;
  let input = first;
  for (; input < last && (only !== undefined || elapsed() < seconds); input++) {
    const random = new Random(seed + Math.imul(input, 0x9e3779b1));
    const from = random.pick(seeds);
    const bytes = mutate(from, random);
    try {
      const report = input % REPORT_EVERY === 0 || only !== undefined;
      const piecemeal = input % PIECEMEAL_EVERY === 1;
      const { codes: found } = piecemeal
        ? await exerciseSource(hostileSource(bytes, random))
        : await exercise(bytes, { report });
      if (input % GLANCE_EVERY === 2) await exerciseGlance(hostileSource(bytes, random));
      for (const code of found) codes.set(code, (codes.get(code) ?? 0) + 1);
    } catch (error) {
      const file = path.join(tmpdir(), `fuzz-${seed}-${input}.elf`);
      writeFileSync(file, bytes);
      const failure = { input, from: from.name, file, error };
      return { inputs: input - first + 1, seconds: elapsed(), codes, failure };
    }
  }
  return { inputs: input - first, seconds: elapsed(), codes };
}

export function describeResult({ inputs, seconds, codes, failure }: FuzzResult, seed: number): string {
  const rate = Math.round(inputs / Math.max(seconds, 0.001));
  const lines = [
    `fuzz: seed ${seed}, ${inputs} inputs in ${seconds.toFixed(1)} s (${rate} a second), ${codes.size} kinds of problems met`,
  ];
  if (failure !== undefined) {
    lines.push(`input ${failure.input}, made from ${failure.from}, is in ${failure.file}`);
    lines.push(`again: npm run fuzz -- --seed ${seed} --only ${failure.input}`);
  }
  return lines.join('\n');
}
