/**
 * Which names the newest release of a consumer looks up on an architecture: as its own source has them, written down a
 * second time (lookedUp.tsv), because a name that is missing from the catalogue is missed by nothing else.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { inRange, newestRelease } from '../../../src/consumers/releases.ts';

const lines = readFileSync(new URL('lookedUp.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

for (const line of lines) {
  const [id, arch, names = ''] = line.split('\t');
  test(`${id} on ${arch}`, () => {
    const consumer = catalog.find((each) => each.id === id) ?? assert.fail(`no consumer ${id}`);
    const port = consumer.arches.find((each) => each.arch === arch) ?? assert.fail(`no port to ${arch}`);
    const newest = newestRelease(consumer);
    const ours = port.keys.filter((key) => inRange(key, newest)).map(({ symbol }) => symbol);
    assert.deepEqual([...new Set(ours)].toSorted(), names.split(' '));
  });
}
