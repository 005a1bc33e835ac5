/** Where the code of an image is, asked for with each row that somebody looks at. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAddress } from '../../../src/code/functions.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';

test('the headers are gone through once, however many symbols are asked about', async () => {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
  assert.equal(result.kind, 'elf');
  const { segments, symbols } = result.image;
  let read = 0;
  const image = {
    ...result.image,
    segments: {
      length: segments.length,
      rangeOf: (index: number) => segments.rangeOf(index),
      at: (index: number) => {
        read++;
        return segments.at(index);
      },
    },
  };
  const found = Array.from({ length: symbols.length }, (_, index) => codeAddress(image, symbols, index));
  assert.ok(found.filter((address) => address !== undefined).length > 2);
  assert.equal(read, segments.length);
});
