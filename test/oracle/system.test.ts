/**
 * The system's libraries and programs against both peers: a sample over all sizes, or every one with
 * `npm run test:oracle -- --all`; each of them again without its section headers.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { withoutSections } from '../support/elf/index.ts';
import { ourView } from '../support/ourView.ts';
import { compareFile, imageOf, printPeerVersions, skipWithoutPeers } from './compare.ts';
import { sample, systemElfFiles } from './systemFiles.ts';

const SAMPLE = 150;
/** Of the sample; the peers take half a minute for the largest. */
const MAX_SAMPLED = 32 * 1024 * 1024;
/** Stripping copies the file; nothing is learnt from a copy of a huge one. */
const MAX_STRIPPED = 64 * 1024 * 1024;

const all = process.env['ORACLE'] === 'all';
const present = skipWithoutPeers === false ? systemElfFiles() : [];
const files = all
  ? present
  : sample(
      present.filter(({ size }) => size <= MAX_SAMPLED),
      SAMPLE,
    );
const explained = new Map<string, number>();
let rows = 0;

before(printPeerVersions);

after(() => {
  console.log(`${files.length} of ${present.length} system files compared, ${rows} rows`);
  for (const [reason, count] of explained) console.log(`  ${count} times ${reason}`);
});

describe('system files', { skip: skipWithoutPeers, concurrency: 2 }, () => {
  for (const { path, size } of files) {
    test(path, async () => {
      const comparison = await compareFile(path);
      rows += comparison.rows;
      for (const [reason, count] of comparison.explained)
        explained.set(reason, (explained.get(reason) ?? 0) + count);
      assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
      if (size <= MAX_STRIPPED) await compareStripped(await readFile(path));
    });
  }
});

/** Dynamic tables must be the same when the section headers are gone. */
async function compareStripped(bytes: Uint8Array): Promise<void> {
  const whole = await imageOf(bytes);
  if (whole.dynamicFrom !== 'segment') return;
  const stripped = ourView(await imageOf(withoutSections(bytes)));
  const before = ourView(whole);
  for (const table of ['dynamic', 'symbols', 'definitions', 'needs', 'neededVersions'] as const) {
    assert.deepEqual(stripped[table], before[table], `${table} without section headers`);
  }
  for (const table of [
    'sysvHash',
    'sysvBuckets',
    'sysvChains',
    'gnuHash',
    'gnuBloom',
    'gnuBuckets',
    'gnuChains',
  ] as const) {
    assert.deepEqual(stripped[table], before[table], `${table} without section headers`);
  }
}
