/**
 * What asking the consumers and decoding a Go program cost on files made to make it long: counted in steps and in
 * bytes read, at two sizes of each family. Four times the file costs at most four times as much, and a step count for
 * each byte is stated here.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import { readGoProgram } from '../../src/consumers/goProgram/goProgram.ts';
import { MappedImage } from '../../src/consumers/lookup/mappedImage.ts';
import { evaluateConsumer, evaluateInSlices } from '../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { Budget } from '../../src/elf/reading/budget.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { costlyImages } from '../support/costlyImages.ts';
import { programFamilies } from './programFamilies.ts';

const SMALL = 1 << 14;
/** Growth beyond that of the file: 10 %. */
const TOLERANCE = 1.1;

async function imageOf(bytes: Uint8Array): Promise<ElfImage> {
  const result = await readElf(memorySource(bytes));
  assert.ok(result.kind === 'elf');
  return result.image;
}

/** Steps of one consumer: what any image may cost, and for each byte mapped (lookup/replay.ts). */
const REPLAY_BASE = 1 << 15;
const REPLAY_PER_BYTE = 1;

/** Steps of a consumer for each byte, at the larger size and on the average of all. */
const STEPS_PER_BYTE: Readonly<Record<string, number>> = {
  'one name, many versions': 1.66,
  'one long chain': 1.11,
  'suffixes of one long name': 1.11,
  'a long dynamic table': 0.16,
  'many sections': 0.11,
  'many notes': 0.11,
};

for (const [name, family] of Object.entries(costlyImages)) {
  test(`all consumers on ${name}`, async (t) => {
    const small = await asked(family(SMALL).bytes);
    const large = await asked(family(4 * SMALL).bytes);
    t.diagnostic(`${(large.steps / large.bytes / allConsumers.length).toFixed(2)} steps a byte`);
    const growth = large.steps / small.steps;
    assert.ok(growth <= (large.bytes / small.bytes) * TOLERANCE, `${growth} times the steps`);
    const most = (STEPS_PER_BYTE[name] ?? 0) * large.bytes * allConsumers.length;
    assert.ok(large.steps <= most, `${large.steps} steps`);
  });
}

async function asked(bytes: Uint8Array): Promise<{ readonly steps: number; readonly bytes: number }> {
  const image = await imageOf(bytes);
  let steps = 0;
  for (const consumer of allConsumers) {
    const memory = new MappedImage(image, undefined);
    evaluateConsumer(image, memory, consumer);
    const limit = REPLAY_BASE + REPLAY_PER_BYTE * memory.length;
    // The piece of work that goes beyond it is counted, and the last.
    assert.ok(memory.spent <= limit + 64, `${consumer.id}: ${memory.spent} steps`);
    steps += memory.spent;
  }
  return { steps, bytes: bytes.length };
}

test('others run between the keys of a consumer, and between two consumers', async () => {
  const image = await imageOf(costlyImages['one name, many versions'](SMALL).bytes);
  const selection = allConsumers.map(({ id }) => ({ id }));
  const work = evaluateInSlices(image, { role: 'vdso' }, selection);
  let slices = 1;
  let step = work.next();
  while (step.done !== true) {
    slices++;
    step = work.next();
  }
  const keys = step.value.reduce((sum, finding) => sum + finding.keys.length, 0);
  assert.ok(keys > 40 && slices >= keys, `${slices} slices for ${keys} keys`);
});

/** Steps for each byte of the file, at the larger size, and bytes read from it for each. */
const PROGRAM_COSTS: Readonly<Record<string, readonly [steps: number, read: number]>> = {
  'words of nothing': [0.2, 1.2],
  'keys without a name': [4, 1.5],
  'versions without a name': [4, 1.5],
  'relative relocations': [0.1, 0.4],
  'packed relocations': [0.1, 0.4],
  'names of variables': [0.2, 1.3],
  'many segments': [0.1, 0.1],
  'many sections': [0.2, 0.2],
};

for (const [name, family] of Object.entries(programFamilies)) {
  test(`a Go program of ${name}`, async (t) => {
    const small = await decoded(family(4 * SMALL));
    const large = await decoded(family(16 * SMALL));
    t.diagnostic(
      `${(large.steps / large.bytes).toFixed(2)} steps and ${(large.read / large.bytes).toFixed(2)} read a byte`,
    );
    const [steps, read] = PROGRAM_COSTS[name] ?? [0, 0];
    const growth = (large.bytes / small.bytes) * TOLERANCE;
    assert.ok(large.steps <= small.steps * growth, `${large.steps / small.steps} times the steps`);
    assert.ok(large.read <= small.read * growth, `${large.read / small.read} times as much read`);
    assert.ok(large.steps <= steps * large.bytes, `${large.steps} steps`);
    assert.ok(large.read <= read * large.bytes, `${large.read} bytes read`);
  });
}

async function decoded(bytes: Uint8Array) {
  const image = await imageOf(bytes);
  const memory = memorySource(bytes);
  const budget = new Budget();
  let read = 0;
  const source: typeof memory = {
    ...memory,
    async read(offset, length) {
      const piece = await memory.read(offset, length);
      read += piece.length;
      return piece;
    },
  };
  const program = await readGoProgram(image, source, { budget });
  assert.ok(program !== undefined, 'not recognised');
  assert.ok(budget.spent <= budget.limit);
  return { steps: budget.spent, read, bytes: bytes.length };
}
