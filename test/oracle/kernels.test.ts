/**
 * vDSO images and modules of real kernels (scripts/kernelImages.mjs): our reading against both peers, with and
 * without section headers, and what we say about exports, about Go and of releases of others.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { kernelFolder, kernelName, kernels } from '../../scripts/kernelImages/kernels.mjs';
import { roleOf } from '../../src/consumers/verdict/role.ts';
import { tool } from '../support/tool.ts';
import { compareFile, imageOf, printPeerVersions, skipWithoutPeers } from './compare.ts';
import { exportMistakes } from './kernels/exports.ts';
import { wrongGates } from './kernels/gates.ts';
import { expectedOfGo, goOutcome } from './kernels/go.ts';
import { needMistakes } from './kernels/needs.ts';
import { compareWithoutSections, sameWithoutSections } from './sectionless.ts';
import { Tally } from './tally.ts';

const all = process.env['ORACLE_KERNELS'] === 'all';
const tally = new Tally('images and modules of kernels');

before(printPeerVersions);
after(() => tally.print());

for (const kernel of kernels.filter(({ sample }) => all || sample)) {
  const folder = kernelFolder(kernel);
  const told = path.join(folder, 'kernel.json');
  const skip = skipWithoutPeers || absent(told);
  if (skip !== false) {
    test(kernelName(kernel), { skip });
    continue;
  }
  describe(kernelName(kernel), () => {
    const extracted: import('../../scripts/kernelImages/kernels.mjs').Extracted = JSON.parse(
      readFileSync(told, 'utf8'),
    );
    const title = `Linux ${extracted.version}`;
    for (const name of extracted.images) {
      const file = path.join(folder, name);
      test(`${title}: ${name} reads as the peers read it`, () => compared(file));
      test(`${title}: ${name} has for those who take it whole what readelf shows of it`, async () => {
        const image = await imageOf(await readFile(file));
        assert.deepEqual(await needMistakes(tool('GNU readelf').path, file, image), []);
      });
      test(`${title}: ${name} has the exports of that kernel, and gates go by releases`, async () => {
        const image = await imageOf(await readFile(file));
        // RISC-V's second image of 7.2 has notes padded to 4 bytes in a segment aligned to 8.
        assert.deepEqual(
          image.problems.filter(({ code }) => code !== 'note-alignment'),
          [],
        );
        assert.equal(roleOf(image, { kind: 'file' }), 'vdso');
        assert.deepEqual(exportMistakes(image, extracted.version), []);
        const expected = expectedOfGo(image, extracted.version);
        for (const [release, outcome] of Object.entries(expected)) {
          assert.equal(goOutcome(image, release), outcome, `Go ${release}`);
        }
        assert.deepEqual(wrongGates(image, kernelName(kernel), name) ?? [], []);
      });
    }
    for (const name of extracted.modules) {
      test(`${title}: ${name} reads as the peers read it`, async () => {
        const comparison = await compareFile(path.join(folder, name));
        tally.add(comparison);
        assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
      });
    }
  });
}

async function compared(file: string): Promise<void> {
  const comparison = await compareFile(file);
  tally.add(comparison);
  assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
  const bytes = await readFile(file);
  await sameWithoutSections(bytes);
  const stripped = await compareWithoutSections(bytes);
  tally.add(stripped);
  assert.deepEqual(stripped.unexplained, [], 'without section headers');
}

/** Why these images are not compared; false when they are there. With CI=true a missing sample is a failure. */
function absent(told: string): string | false {
  if (existsSync(told)) return false;
  if (process.env['CI'] === 'true') throw new Error(`${told} is missing with CI=true.`);
  return 'scripts/kernelImages.mjs could not provide it';
}
