// The extension as people install it.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { buildFor } from '../build/bundles.mjs';
import { root, run, toolNode } from '../setup/processes.mjs';
import { placeFields } from './publicPlace.mjs';
import { readManifest, Stage } from './stage.mjs';

export const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');

/**
 * @param {string} out absolute folder for the package, and for what it is made of
 * @param {import('./publicPlace.mjs').PublicPlace} place
 * @param {Awaited<ReturnType<typeof readManifest>>} [manifest]
 * @param {typeof buildFor} [build] who puts the bundles into their folder
 * @returns {Promise<string>} path of the VSIX
 * @throws when a tool fails; it has said why
 */
export async function makeVsix(out, place, manifest, build = buildFor) {
  manifest ??= await readManifest();
  const stage = new Stage(path.join(out, 'vsix'), place, manifest.version);
  await stage.empty();
  const translations = readdirSync(root).filter((name) => /^package\.nls(\..+)?\.json$/.test(name));
  await stage.copy(...translations, 'LICENSE', 'syntaxes', 'media/icon.png', 'media/walkthrough');
  await stage.writeDocument('README.md');
  await stage.writeDocument('CHANGELOG.md');
  await stage.writeNotices(await build('extension', path.join(stage.folder, 'dist')));
  // A browser's extension host loads nothing of a package of modules.
  const { type: _modules, ...rest } = manifest;
  await stage.writeManifest({
    ...rest,
    ...placeFields(place),
    publisher: place.publisher ?? manifest.publisher,
  });
  await stage.copy('.vscodeignore');
  const file = path.join(out, `${manifest.name}-${manifest.version}.vsix`);
  await packVsix(stage.folder, file);
  return file;
}

/**
 * @param {string} folder with everything that goes in, and nothing else
 * @param {string} file
 */
export async function packVsix(folder, file) {
  // Everything is bundled, and links are ours (documents.mjs).
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const code = await run(toolNode(), [vsce, ...args, '--out', file], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Error(`vsce package failed in ${folder} (exit code ${code}).`);
}
