/**
 * The system's libraries and programs against both peers: a sample over all sizes, or every one with
 * `npm run test:oracle -- --all`; each of them again without its section headers.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { compareFile, printPeerVersions, skipWithoutPeers } from './compare.ts';
import { sameWithoutSections } from './sectionless.ts';
import { sample, systemElfFiles } from './systemFiles.ts';
import { Tally } from './tally.ts';

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
const tally = new Tally(`of ${present.length} system files`);

before(printPeerVersions);

after(() => tally.print());

describe('system files', { skip: skipWithoutPeers, concurrency: 2 }, () => {
  for (const { path, size } of files) {
    test(path, async () => {
      const comparison = await compareFile(path);
      tally.add(comparison);
      assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
      if (size <= MAX_STRIPPED) await sameWithoutSections(await readFile(path));
    });
  }
});
