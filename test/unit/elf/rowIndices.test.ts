/** What is no row's index has no row: numbers that are not whole come with requests. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileTable } from '../../../src/elf/table.ts';
import { fuzzSeeds } from '../../hostile/seeds.ts';
import { imageOf } from './support.ts';

/** The tables of a model, wherever they stand in it, by their path. */
function* tablesIn(value: unknown, path: string, depth = 3): Generator<[string, FileTable<unknown>]> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if ('rangeOf' in value && 'at' in value) yield [path, value as FileTable<unknown>];
  if (depth > 0)
    for (const [key, each] of Object.entries(value)) yield* tablesIn(each, `${path}.${key}`, depth - 1);
}

test('no table of any image has a row there', async () => {
  const met = new Set<string>();
  for (const seed of fuzzSeeds()) {
    const image = await imageOf(new Uint8Array(seed.bytes), { symtab: true });
    for (const [path, table] of tablesIn(image, 'image')) {
      if (table.length > 0) met.add(path);
      for (const index of [-1, -0.5, 0.5, table.length - 0.5, table.length, Number.NaN, 2 ** 53]) {
        const where = `${seed.name} ${path}[${index}] of ${table.length}`;
        assert.equal(table.at(index), undefined, where);
        assert.equal(table.rangeOf(index), undefined, where);
      }
    }
  }
  for (const name of ['segments', 'sections', 'dynamic', 'symbols', 'symtab', 'relocations'])
    assert.ok(met.has(`image.${name}`), `${name} among ${[...met]}`);
});
