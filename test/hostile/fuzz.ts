/**
 * `npm run fuzz -- [--seconds N | --count N] [--seed S] [--from N] [--room NAME] [--only INPUT] [--keep-going] [--met]`.
 * An input that breaks a promise or hangs is kept in out/fuzz and its number printed: `--seed S --room NAME --only
 * NUMBER` makes it again. `--keep-going` goes on after it, `--met` says what the inputs met.
 */
import { parseArgs } from 'node:util';
import { describeResult, fuzz } from './fuzz/driver.ts';

/** Failures after which it is enough, with --keep-going. */
const ENOUGH = 100;
const DEFAULT_SECONDS = 60;
const PROGRESS_MS = 60_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string' },
    room: { type: 'string' },
    'keep-going': { type: 'boolean' },
    met: { type: 'boolean' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const count = values.only === undefined ? values.count : '1';
const seconds = Number(values.seconds ?? (count === undefined ? DEFAULT_SECONDS : Number.POSITIVE_INFINITY));
let told = performance.now();
const result = await fuzz({
  seed,
  seconds,
  first: Number(values.only ?? values.from ?? 0),
  ...(count === undefined ? {} : { count: Number(count) }),
  ...(values.room === undefined ? {} : { room: values.room }),
  ...(values['keep-going'] ? { failures: ENOUGH } : {}),
  found: ({ room, input, error }) => console.error(`room ${room}, input ${input}:`, error),
  progress(inputs) {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    console.log(`  ${inputs} inputs`);
  },
});
console.log(describeResult(result, seed));
if (values.met) {
  for (const { room, met } of result.counts) {
    for (const [what, times] of [...met].sort((a, b) => b[1] - a[1]))
      console.log(`  ${room} ${times} ${what}`);
  }
}
if (result.failures.length > 0) process.exitCode = 1;
