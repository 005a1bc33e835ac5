/** Large images are read in stages. Small ones read the same way must come out as when read at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutate } from '../../hostile/mutate.ts';
import { Random } from '../../hostile/random.ts';
import { fuzzSeeds } from '../../hostile/seeds.ts';
import { withoutSections } from '../../support/elf/index.ts';
import { ourView } from '../../support/ourView.ts';
import { CountingSource, imageOf } from './support.ts';

const STAGED = { firstRead: 64, symtab: true } as const;
const MUTATIONS = 60;

for (const seed of fuzzSeeds()) {
  test(`${seed.name} in stages`, async () => {
    for (const bytes of [new Uint8Array(seed.bytes), withoutSections(seed.bytes)]) {
      const whole = await imageOf(bytes, { symtab: true });
      const source = new CountingSource(bytes);
      const staged = await imageOf(source, STAGED);
      assert.deepEqual(ourView(staged), ourView(whole));
      assert.deepEqual(staged.problems, whole.problems);
      assert.ok(source.reads.length <= 8, `${source.reads.length} reads`);
    }
  });

  test(`${seed.name}, mutated, in stages: read, within bounds`, async () => {
    for (let input = 0; input < MUTATIONS; input++) {
      const bytes = mutate(seed, new Random(input * 7919));
      if (bytes.length < 4) continue;
      bytes.set([0x7f, 0x45, 0x4c, 0x46]);
      const source = new CountingSource(bytes);
      const image = await imageOf(source, STAGED);
      ourView(image);
      const limit = 6 * bytes.length + 64;
      assert.ok(
        source.bytesRead <= limit,
        `input ${input}: ${source.bytesRead} of ${bytes.length} bytes read`,
      );
    }
  });
}
