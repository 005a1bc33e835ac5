/** Whatever the bytes are: no exception, a finding, and a sentence for each of its reasons and steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { type VdsoArch, vdsoImage } from '../../support/elf/index.ts';
import { consumerIn, elfImage, goOn } from './support.ts';

/** Numbers that are the same in every run (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const archs: readonly VdsoArch[] = ['amd64', '386', 's390x', 'arm64', 'ppc64', 'arm'];

for (const arch of archs) {
  test(`${arch}: 400 images with random bytes overwritten`, async () => {
    const random = numbers(0x9e3779b9 + archs.indexOf(arch));
    const outcomes = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const hash = (['both', 'gnu', 'sysv'] as const)[round % 3];
      const bytes = vdsoImage({ arch, ...(hash === undefined ? {} : { hash }) }).bytes.slice();
      // Not e_ident: the class and the byte order decide whose image it is.
      for (let i = 0; i <= random(6); i++) bytes[20 + random(bytes.length - 20)] = random(256);
      outcomes.add((await goOn(bytes)).outcome);
    }
    assert.ok(
      outcomes.has('found') && outcomes.has('fallback') && outcomes.has('crash'),
      [...outcomes].join(),
    );
  });
}

test('every consumer, on images with random bytes overwritten', async () => {
  const random = numbers(0x2545f491);
  const outcomes = new Map<string, Set<string>>();
  for (let round = 0; round < 40; round++) {
    for (const arch of archs) {
      const bytes = vdsoImage({ arch }).bytes.slice();
      for (let i = 0; i <= random(6); i++) bytes[20 + random(bytes.length - 20)] = random(256);
      const image = await elfImage(bytes);
      for (const consumer of allConsumers) {
        const { id, outcome } = consumerIn(image, consumer);
        outcomes.set(id, (outcomes.get(id) ?? new Set()).add(outcome));
      }
    }
  }
  for (const { id } of allConsumers) {
    const seen = outcomes.get(id) ?? new Set();
    assert.ok(seen.size > 1, `${id}: ${[...seen].join()}`);
  }
});

test('an image cut at any length', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  for (let length = 0; length < bytes.length; length += 13) {
    const outcome = await readElf(memorySource(bytes.slice(0, length)));
    if (outcome.kind !== 'elf') continue;
    const everybody = allConsumers.map(({ id }) => ({ id }));
    const findings = evaluate(outcome.image, { role: 'vdso' }, everybody);
    assert.equal(findings.length, allConsumers.length, `cut at ${length}`);
  }
});

test('a dynamic table of 64 MiB without an end is given up, in words', async () => {
  const built = vdsoImage({ arch: 'amd64' });
  const bytes = new Uint8Array(64 << 20).fill(1);
  bytes.set(built.bytes.subarray(0, built.layout.range('dynamic').offset));
  const finding = await goOn(bytes);
  assert.ok(['crash', 'unknown'].includes(finding.outcome), finding.outcome);
});

test('steps speak of bytes that the file has, wherever it was cut off', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  let ranges = 0;
  for (let size = 64; size < bytes.length; size += 97) {
    const result = await readElf(memorySource(bytes.slice(0, size)));
    if (result.kind !== 'elf') continue;
    for (const { steps } of evaluate(result.image, { role: 'vdso' }, [
      { id: 'go' },
      { id: 'glibc' },
      { id: 'musl' },
    ])) {
      for (const { code, offset, length } of steps) {
        if (offset === undefined || length === undefined) continue;
        assert.ok(offset + length <= size, `${code}: ${offset}+${length} of ${size}`);
        ranges++;
      }
    }
  }
  assert.ok(ranges > 100, `${ranges} ranges`);
});
