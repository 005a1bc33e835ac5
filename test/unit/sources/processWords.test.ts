/** Words of a process's memory: in its byte order, and none where it cannot be read whole. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsIn } from '../../../src/sources/processWords.ts';

/** Bytes 1, 2, 3, … from 0x1000 on, 16 of them. */
const memory = {
  read: async (target: Uint8Array, position: bigint) => {
    const at = Number(position - 0x1000n);
    if (at < 0) throw new Error('EIO');
    const count = Math.max(0, Math.min(target.length, 16 - at));
    for (let i = 0; i < count; i++) target[i] = at + i + 1;
    return count;
  },
  close: async () => undefined,
};

test('words of either size and order, and none where memory ends or is not there', async () => {
  for (const [size, littleEndian, first, second] of [
    [8, true, 0x0807060504030201n, 0x100f0e0d0c0b0a09n],
    [8, false, 0x0102030405060708n, 0x090a0b0c0d0e0f10n],
    [4, true, 0x04030201n, 0x0c0b0a09n],
    [4, false, 0x01020304n, 0x090a0b0cn],
  ] as const)
    assert.deepEqual(await wordsIn(memory, [0x1000n, 0x1008n, 0x100en, 0x2000n, 0n], size, littleEndian), [
      first,
      second,
      undefined,
      undefined,
      undefined,
    ]);
});
