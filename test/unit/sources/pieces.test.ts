import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha256 } from '../../../src/cli/wholeImage.ts';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import { pieces } from '../../../src/sources/pieces.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';

const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);

/** Gives at most `most` bytes at once, and none from `end` on. */
function source(most: number, end = bytes.length): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, Math.min(offset + Math.min(most, length), end)),
    dispose: async () => {},
  };
}

test('all bytes, however few come at once', async () => {
  for (const most of [bytes.length, 600_000, 65_537]) {
    const whole: Uint8Array[] = [];
    for await (const piece of pieces(source(most), 'image.so')) whole.push(piece);
    assert.ok(Buffer.concat(whole).equals(bytes), String(most));
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  assert.equal(await sha256(pieces(source(600_000), 'image.so')), digest);
});

test('a copy or a digest of a part is none of the whole', async () => {
  for (const [end, words] of [
    [0, '0'],
    [1_048_576, '1,048,576'],
    [2_499_999, '2,499,999'],
  ] as const) {
    await assert.rejects(sha256(pieces(source(bytes.length, end), 'a\u202e.so')), (error) => {
      assert.ok(error instanceof SourceError);
      assert.equal(
        error.message,
        `a\\u202e.so ended after ${words} of its 2,500,000 bytes: it has become shorter since it was opened.`,
      );
      return true;
    });
  }
});
