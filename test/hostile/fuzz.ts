/**
 * `npm run fuzz -- [--seconds N] [--seed S] [--count N] [--room NAME] [--only INPUT] [--met]`. An input that breaks a
 * promise or hangs is kept in out/fuzz and its number printed: `--seed S --room NAME --only NUMBER` makes it again.
 */
import { parseArgs } from 'node:util';
import { loadCorpus } from './fuzz/corpus/corpus.ts';
import { describeResult, fuzz } from './fuzz/driver.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string' },
    room: { type: 'string' },
    met: { type: 'boolean' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
for (const { what, why } of (await loadCorpus()).missing) console.warn(`NOT MADE: ${what}: ${why}`);
const PROGRESS_MS = 60_000;
let told = performance.now();
const result = await fuzz({
  seed,
  seconds:
    values.count !== undefined && values.seconds === '60' ? Number.POSITIVE_INFINITY : Number(values.seconds),
  ...(values.count === undefined ? {} : { count: Number(values.count) }),
  ...(values.only === undefined ? {} : { only: Number(values.only) }),
  ...(values.room === undefined ? {} : { room: values.room }),
  progress(inputs) {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    console.log(`  ${inputs} inputs`);
  },
});
console.log(describeResult(result, seed));
if (values.met) {
  for (const { room, met } of result.counts) {
    for (const [what, count] of [...met].sort((a, b) => b[1] - a[1]))
      console.log(`  ${room} ${count} ${what}`);
  }
}
if (result.failure !== undefined) {
  console.error(result.failure.error);
  process.exitCode = 1;
}
