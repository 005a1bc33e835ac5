import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeResult, fuzz } from './fuzzing.ts';

const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 10);

test('mutated images keep every promise', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
  const result = await fuzz({ seed, seconds: SECONDS });
  console.log(describeResult(result, seed));
  if (result.failure !== undefined)
    throw new Error(describeResult(result, seed), { cause: result.failure.error });
  assert.ok(result.inputs > 100);
  assert.ok(result.codes.size > 20, 'the mutations reach into the tables');
});
