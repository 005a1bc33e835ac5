import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AddressRange, StretchRuns } from '../../../src/elf/headers/stretchRuns.ts';
import { Random } from '../../hostile/random.ts';

test('the range of the lowest rank that holds an address, whatever overlaps', () => {
  const random = new Random(5);
  for (let round = 0; round < 300; round++) {
    const ranges: AddressRange[] = Array.from({ length: random.below(24) }, (_, rank) => {
      const start = BigInt(random.below(60));
      return { start, end: start + 1n + BigInt(random.below(20)), rank };
    });
    const runs = new StretchRuns(ranges);
    for (let address = 0n; address < 90n; address++) {
      const expected = ranges.find(({ start, end }) => address >= start && address < end);
      assert.equal(runs.at(address), expected?.rank, `round ${round}, address ${address}`);
    }
  }
});
