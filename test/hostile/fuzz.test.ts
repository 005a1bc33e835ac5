import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeResult, fuzz } from './fuzz/driver.ts';

/** What ten seconds come to where nothing else runs: on a busy machine so many seconds say little. */
const INPUTS = 800;

test('hostile input keeps every promise in every room', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
  const result = await fuzz({ seed, seconds: Number.POSITIVE_INFINITY, count: INPUTS });
  console.log(describeResult(result, seed));
  const [failure] = result.failures;
  if (failure !== undefined) throw new Error(describeResult(result, seed), { cause: failure.error });
  assert.equal(result.inputs, INPUTS);
  const elf = result.counts.find(({ room }) => room === 'elf');
  assert.ok((elf?.met.size ?? 0) > 20, 'the mutations reach into the tables');
});
