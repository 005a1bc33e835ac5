/**
 * `npm run fuzz -- [--seconds N] [--seed S] [--count N] [--only INPUT]`. A failing input is kept in a file and
 * its number printed: `--seed S --only NUMBER` makes it again.
 */
import { parseArgs } from 'node:util';
import { describeResult, fuzz } from './fuzzing.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    count: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const result = await fuzz({
  seed,
  seconds: Number(values.seconds),
  ...(values.count === undefined ? {} : { count: Number(values.count) }),
  ...(values.only === undefined ? {} : { only: Number(values.only) }),
});
console.log(describeResult(result, seed));
for (const [code, count] of [...result.codes].sort((a, b) => b[1] - a[1])) console.log(`  ${count} ${code}`);
if (result.failure !== undefined) {
  console.error(result.failure.error);
  process.exitCode = 1;
}
