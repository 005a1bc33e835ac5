/** The soname alone is the one that reading all of an image gives, and costs next to nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSoname } from '../../../src/elf/readSoname.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { mutate } from '../../hostile/mutate.ts';
import { Random } from '../../hostile/random.ts';
import { fuzzSeeds } from '../../hostile/seeds.ts';
import { damage, fullImage, withoutSections } from '../../support/elf/index.ts';
import { CountingSource, codes, imageOf } from './support.ts';

const MUTATIONS = 20;

for (const seed of fuzzSeeds()) {
  test(`${seed.name}: as readElf has it, mutated and not`, async () => {
    const mutated = Array.from({ length: MUTATIONS }, (_, at) => mutate(seed, new Random(at * 6151)));
    for (const bytes of [new Uint8Array(seed.bytes), withoutSections(seed.bytes), ...mutated]) {
      if (bytes.length < 4) continue;
      bytes.set([0x7f, 0x45, 0x4c, 0x46]);
      const image = await imageOf(bytes);
      // There readElf shortens all names.
      if (codes(image).includes('names-amplified')) continue;
      assert.equal(await readSoname(memorySource(bytes)), image.soname);
    }
  });
}

test('what is no ELF file has none, and one without DT_SONAME neither', async () => {
  assert.equal(await readSoname(memorySource(new Uint8Array(0))), undefined);
  assert.equal(await readSoname(memorySource(Buffer.from('#!/bin/sh'))), undefined);
  const image = fullImage({ class: 64, littleEndian: true });
  assert.notEqual(await readSoname(memorySource(image.bytes)), undefined);
  const { bytes } = damage(image, 'dynamic[DT_SONAME].d_tag', 0x6ffffef5);
  assert.equal(await readSoname(memorySource(bytes)), undefined);
});

test('of a file of megabytes the headers, the dynamic table and the name are read', async () => {
  const { bytes } = fullImage({ class: 64, littleEndian: true }, { textSize: 8 << 20 });
  const source = new CountingSource(bytes);
  assert.equal(await readSoname(source), (await imageOf(bytes)).soname);
  assert.ok(source.bytesRead < 64 * 1024, `${source.bytesRead} of ${bytes.length} bytes`);
});

test('a name far behind the headers is read where it is', async () => {
  const interpreter = `/lib/${'far/'.repeat(100_000)}ld.so`;
  const { bytes } = fullImage({ class: 64, littleEndian: true }, { interpreter, textSize: 1 << 20 });
  const source = new CountingSource(bytes);
  assert.equal(await readSoname(source), 'libfull.so.1');
  assert.ok(source.bytesRead < 200_000, `${source.bytesRead} bytes`);
});
