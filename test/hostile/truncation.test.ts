/** Images cut at every length: each is read, none throws. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullImage, shapeName, shapes, vdsoImage } from '../support/elf/index.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { noVdso } from '../support/machine.ts';
import { exercise } from './exercise.ts';

const live = liveVdsoBytes();

async function cutEverywhere(bytes: Uint8Array): Promise<void> {
  for (let length = 0; length < bytes.length; length++) {
    const { codes } = await exercise(bytes.subarray(0, length)).catch((error: unknown) => {
      throw new Error(`cut to ${length} bytes`, { cause: error });
    });
    // Only trailing padding can go unnoticed.
    if (codes.size === 0)
      assert.ok(
        bytes.subarray(length).every((byte) => byte === 0),
        `cut to ${length} bytes`,
      );
  }
}

test('the live vDSO, cut at every length', {
  skip: noVdso,
}, async () => {
  await cutEverywhere(live ?? new Uint8Array());
});

test('a built vDSO, cut at every length', () => cutEverywhere(vdsoImage({ arch: 's390x' }).bytes));

for (const shape of shapes) {
  test(`an image with every table, ${shapeName(shape)}, cut at every length`, () =>
    cutEverywhere(fullImage(shape).bytes));
}
