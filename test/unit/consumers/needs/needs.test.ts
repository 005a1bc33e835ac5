/** Who takes the whole image, and what holds for the needs of all of them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers, catalog, wholeImageConsumers } from '../../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../../src/consumers/english/outcomes.ts';
import { type BuiltImage, damage, vdsoImage } from '../../../support/elf/index.ts';
import { dynamicIndex, on, whole, with_ } from './support.ts';

test('the second kind is a list of its own, and each of its keys is a need', () => {
  assert.deepEqual(
    wholeImageConsumers.map(({ id }) => id),
    [
      'android-linker',
      'breakpad',
      'crashpad',
      'otel-profiler',
      'async-profiler',
      'libunwind',
      'frida-gum',
      'dynamorio',
      'gvisor-loader',
    ],
  );
  assert.ok(catalog.every(({ wholeImage }) => wholeImage === undefined));
  for (const { id, wholeImage, arches, lookup } of wholeImageConsumers) {
    assert.equal(wholeImage, true, id);
    assert.equal(lookup.algorithm, 'needs', id);
    for (const { keys } of arches)
      assert.ok(
        keys.every((key) => key.need !== undefined),
        id,
      );
  }
  assert.equal(allConsumers.length, catalog.length + wholeImageConsumers.length);
});

test('an image as a kernel makes it meets every need of its architecture', async () => {
  for (const { id, releases } of wholeImageConsumers) {
    for (const { name } of releases) {
      const finding = await on(vdsoImage(whole), `${id}@${name}`);
      assert.equal(finding.wholeImage, true);
      const expected = id === 'gvisor-loader' ? 'not-applicable' : 'found';
      assert.equal(finding.outcome, expected, `${id}@${name}`);
      if (expected === 'found') assert.match(reasonSentence(finding.why), /needs? (is|are) met/);
    }
  }
});

test('the dynamic table ends with what PT_DYNAMIC has in the file, or in memory, as each goes by', async () => {
  const good = vdsoImage(whole);
  const field = `phdr[${dynamicIndex(good)}]`;
  const [inFile, inMemory] = [`${field}.p_filesz`, `${field}.p_memsz`].map((each) => damage(good, each, 16));
  assert.ok(inFile !== undefined && inMemory !== undefined);
  const missed = async (built: BuiltImage, id: string) =>
    (await on(built, id)).keys.filter(({ outcome }) => outcome === 'fallback' || outcome === 'refuses')
      .length;
  for (const [id, ends] of [
    ['frida-gum', inFile],
    ['async-profiler', inMemory],
    ['crashpad', inMemory],
  ] as const) {
    const usual = await missed(good, id);
    const other: BuiltImage = ends === inFile ? inMemory : inFile;
    assert.ok((await missed(ends, id)) > usual, id);
    assert.equal(await missed(other, id), usual, id);
  }
});

test('no step of a need that is met has failed', async () => {
  let steps = 0;
  for (const hash of ['both', 'sysv', 'gnu'] as const) {
    for (const { id } of wholeImageConsumers) {
      for (const key of (await on(with_({}, { hash }), id)).keys) {
        if (key.outcome !== 'found') continue;
        steps += key.steps.length;
        assert.deepEqual(
          key.steps.filter(({ result }) => result === 'fail').map(reasonSentence),
          [],
          `${id}: ${key.symbol}`,
        );
      }
    }
  }
  assert.ok(steps > 50, `${steps}`);
});
