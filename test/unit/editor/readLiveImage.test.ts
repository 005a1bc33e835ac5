/** A snapshot is read on the extension host's thread: in slices that others run between, however costly the image. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLiveImage } from '../../../src/editor/readLiveImage.ts';
import type { Scheduler } from '../../../src/elf/reading/scheduler.ts';
import { cancelled } from '../../../src/session/cancellation.ts';
import { costlyImages } from '../../support/costlyImages.ts';
import { auxvBytes, fakeProc } from '../../support/fakeProc.ts';

const BASE = 0x7fff_1234_5000n;

/** A process with this image, that asks about itself. */
function procWith(bytes: Uint8Array) {
  const auxv = auxvBytes(
    [
      [4, 56n],
      [33, BASE],
    ],
    8,
    true,
  );
  const range = [BASE, BASE + BigInt(bytes.length)].map((each) => each.toString(16)).join('-');
  return fakeProc({
    files: { '/proc/self/auxv': auxv, '/proc/self/maps': `${range} r-xp 00000000 00:00 0 [vdso]\n` },
    memory: { '/proc/self/mem': { start: BASE, bytes } },
  });
}

test('others run many times while an image with many names is read, and it ends when they say so', async () => {
  const { bytes } = costlyImages['one name, many versions'](1 << 16);
  let breaths = 0;
  const counted: Scheduler = {
    due: true,
    async yieldIfDue() {
      breaths++;
    },
  };
  const image = await readLiveImage('live', procWith(bytes), counted);
  assert.deepEqual(image.bytes, bytes);
  assert.ok(breaths > 3, `${breaths} times`);
  const ended: Scheduler = {
    due: true,
    async yieldIfDue() {
      throw cancelled();
    },
  };
  await assert.rejects(readLiveImage('live', procWith(bytes), ended), { code: 'cancelled' });
});
