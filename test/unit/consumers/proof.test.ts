/** What the catalogue calls run was run: it stands in the record of the truth tests, or among what was run otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { otherwise } from '../../truth/otherwise.ts';
import { byHand, proved } from '../../truth/support/tally.ts';

test('each release and port that is called run was run, and what was run is called so', async () => {
  const claimed = catalog.flatMap(({ id, releases }) =>
    releases.flatMap(({ name, run = [] }) => run.map((arch) => `${id}@${name} ${arch}`)),
  );
  const ran = [
    ...[...(await proved()), ...(await byHand())].map(
      ({ consumer, release, arch }) => `${consumer}@${release} ${arch}`,
    ),
    ...otherwise.flatMap(({ consumer, release, arches }) =>
      arches.map((arch) => `${consumer}@${release} ${arch}`),
    ),
  ];
  assert.deepEqual(claimed.toSorted(), [...new Set(ran)].toSorted());
});

test('a port that is called run is one of the consumer’s', () => {
  for (const { id, releases, arches } of catalog) {
    const known = new Set(arches.map(({ arch }) => arch));
    for (const { name, run = [] } of releases) {
      for (const arch of run) assert.ok(known.has(arch), `${id}@${name}: ${arch}`);
    }
  }
});

test('nothing was compared without an answer, and each row is of the release that was run', async () => {
  for (const row of [...(await proved()), ...(await byHand())]) {
    assert.ok(row.images > 0 && row.answers >= row.images && row.names > 0, JSON.stringify(row));
    assert.ok(
      row.upstream === row.release || row.upstream.startsWith(`${row.release}.`),
      JSON.stringify(row),
    );
  }
});
