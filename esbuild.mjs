// Builds dist/ (`npm run build`), and out/test/vscode/ with `--tests`. Packaging (scripts/package.mjs) builds anew into
// folders of its own, whatever is in dist/.
//   --dev    source maps, not minified
//   --watch  as --dev, and rebuild on every change
//   --tests  the extension tests as one CommonJS file, which a web extension host could load as well

import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { argv } from 'node:process';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { bundles, extensionParts } from './scripts/build/bundles.mjs';
import { extensionTests } from './scripts/build/extensionTests.mjs';

const root = import.meta.dirname;

async function printSizes() {
  const names = (await readdir(path.join(root, 'dist'), { recursive: true })).sort();
  for (const name of names.filter((each) => /\.(c?js|css|br)$/.test(each))) {
    const bytes = await readFile(path.join(root, 'dist', name));
    const kilobytes = (bytes.length / 1000).toFixed(1).padStart(8);
    console.log(
      `  ${name.padEnd(40)}${kilobytes} kB   ${(gzipSync(bytes).length / 1000).toFixed(1)} kB gzip`,
    );
  }
}

async function build() {
  if (argv.includes('--tests')) {
    await esbuild.build(await extensionTests());
    return;
  }
  const watch = argv.includes('--watch');
  const dist = path.join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  const all = bundles(dist, watch || argv.includes('--dev'));
  const parts = extensionParts.map((name) => all[name]);
  if (watch) {
    const contexts = await Promise.all(parts.map((part) => esbuild.context(part)));
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('watching');
  } else {
    await Promise.all(parts.map((part) => esbuild.build(part)));
    await printSizes();
  }
}

await build().catch((error) => {
  // esbuild has printed what its own errors are about.
  if (!('errors' in error)) console.error(error);
  process.exitCode = 1;
});
