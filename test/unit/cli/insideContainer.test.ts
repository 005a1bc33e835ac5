/** Of the images of a container some are kept until they are opened, and the others read once more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Container } from '../../../src/cli/container.ts';
import { insideContainer } from '../../../src/cli/insideContainer.ts';

test('images of up to 64 MiB in all are kept, and what is larger makes room for the others', async () => {
  const sizes = [40, 30, 24, 1].map((each) => each << 20);
  const kept: boolean[] = [];
  const container = {
    found: async function* () {
      for (const [index, size] of sizes.entries())
        yield { kind: 'image', image: { index }, bytes: new Uint8Array(size) };
    },
    opened: async (_image: unknown, bytes: Uint8Array | undefined) => {
      kept.push(bytes !== undefined);
    },
  } as unknown as Container;
  const { images, notices } = await insideContainer(container);
  for (const { open } of images) await open();
  assert.deepEqual(kept, [true, false, true, false]);
  assert.deepEqual(notices, []);
});
