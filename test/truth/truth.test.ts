/**
 * Consumers' own code against the catalogue: compiled from Debian's archive, run over images of every kind, and
 * compared name by name. `npm run test:truth` runs all of it, `npm test` a sample.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findOnPath } from '../../scripts/setup/processes.mjs';
import { consumers } from './consumers/index.ts';
import { sourcesOf } from './support/archive.ts';
import { compare } from './support/compare.ts';
import { goRoot } from './support/compiledGo.ts';
import { altered, endless, kernelImages } from './support/images.ts';
import { note } from './support/tally.ts';
import { host, lacking } from './support/targets.ts';

const all = process.env['TRUTH'] === 'all';
const MOST_SHOWN = 20;
const images = [...altered(), ...(await kernelImages()), ...(all ? [endless()] : [])];

async function lackingFor(shim: string): Promise<string | undefined> {
  if (shim.endsWith('.rs') && findOnPath('rustc') === undefined) return 'rustc is not on PATH';
  if (shim.endsWith('.go') && (await goRoot()) === undefined) return 'no Go toolchain of Debian could be had';
  return lacking(host);
}

for (const consumer of consumers) {
  for (const wanted of consumer.packages.filter(({ sample }) => all || sample)) {
    const sources = await sourcesOf(wanted);
    const compiler = await lackingFor(consumer.shim);
    const missing =
      sources === undefined ? `${wanted.name} of Debian ${wanted.suite} could not be had` : compiler;
    const required = wanted.sample && process.env['CI'] === 'true';
    const skip = required ? false : (missing ?? false);
    const title = `${consumer.id}, ${wanted.name} ${sources?.upstream ?? ''} of Debian ${wanted.suite}: its own code answers as the catalogue does`;

    test(title, { skip }, async () => {
      assert.ok(sources !== undefined && compiler === undefined, missing);
      const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-truth-'));
      try {
        const result = await compare(consumer, sources, images, folder);
        const shown = result.differences.slice(0, MOST_SHOWN).join('\n');
        assert.equal(result.differences.length, 0, `${result.differences.length} differences:\n${shown}`);
        assert.ok(result.rows.length > 0, 'nothing was compared');
        await note(result);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
}
