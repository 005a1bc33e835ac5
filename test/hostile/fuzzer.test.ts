/** The fuzzer itself: it finds what throws and what hangs, says which input it was, and makes it again. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { fuzz } from './fuzz/driver.ts';

const module = new URL('./fuzz/faultyRooms.ts', import.meta.url).href;
const seed = 7;

for (const [room, message, wanted] of [
  ['throwing', /three/, 2],
  ['hanging', /has not ended/, 1],
] as const) {
  test(`an input that is ${room} is found, kept and made again`, { timeout: 120_000 }, async () => {
    const all = await fuzz({ seed, seconds: 60, count: 60, failures: wanted, module, room });
    assert.equal(all.failures.length, wanted);
    for (const { input, file, error } of all.failures) {
      assert.match(String(error), message);
      assert.deepEqual([...readFileSync(file)], [3]);
      const again = await fuzz({ seed, seconds: 60, first: input, count: 1, module, room });
      assert.equal(again.failures[0]?.input, input);
      rmSync(file);
    }
    assert.equal(all.inputs, (all.failures.at(-1)?.input ?? 0) + 1);
  });
}

test('which room an input is for is a matter of its number', async () => {
  const rooms = async () => (await fuzz({ seed: 8, seconds: 60, count: 2, module })).counts;
  assert.deepEqual(
    (await rooms()).map(({ room, inputs }) => [room, inputs]),
    (await rooms()).map(({ room, inputs }) => [room, inputs]),
  );
});

test('its seconds are those of its inputs: a thread that is long in coming takes none of them', async () => {
  const { inputs } = await fuzz({ seed: 9, seconds: 0.001, module, room: 'throwing' });
  assert.ok(inputs > 0);
});
