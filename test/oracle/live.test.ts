/** The live vDSO against both peers: symbol by symbol, version by version, bucket by bucket. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { withoutSections } from '../support/elf/index.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { noVdso } from '../support/machine.ts';
import { ourView } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { compareFile, imageOf, printPeerVersions, skipWithoutPeers } from './compare.ts';

const skip = noVdso || skipWithoutPeers;
const bytes = liveVdsoBytes() ?? new Uint8Array();

before(printPeerVersions);

test('the live vDSO reads as readelf and llvm-readelf read it', { skip }, async () => {
  const { unexplained, warnings, rows } = await withFile(bytes, (file) => compareFile(file));
  assert.deepEqual(unexplained, []);
  assert.deepEqual(warnings, []);
  assert.ok(rows > 100, `${rows} rows compared`);
});

test('without its section headers it has the same symbols, versions, hash tables and notes', {
  skip,
}, async () => {
  const whole = ourView(await imageOf(bytes));
  const cutOff = await imageOf(withoutSections(bytes));
  const stripped = ourView(cutOff);
  assert.equal(cutOff.sections.length, 0);
  assert.ok((whole.symbols?.length ?? 0) > 1);
  assert.ok((whole.definitions?.length ?? 0) > 1);
  for (const table of TABLES_OF_DYNAMIC) assert.deepEqual(stripped[table], whole[table], table);
});

test('without its section headers it reads as the peers still read it', { skip }, async () => {
  const stripped = withoutSections(bytes);
  const { unexplained } = await withFile(stripped, (file) => compareFile(file, { sections: false }));
  assert.deepEqual(unexplained, []);
});

const TABLES_OF_DYNAMIC = [
  ...['dynamic', 'symbols', 'definitions', 'needs', 'neededVersions', 'sysvHash', 'sysvBuckets'],
  ...['sysvChains', 'gnuHash', 'gnuBloom', 'gnuBuckets', 'gnuChains', 'relocations', 'notes', 'segments'],
] as const;
