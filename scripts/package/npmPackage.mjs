// Program and library for the terminal and for other programs: no dependencies, no VS Code.

import path from 'node:path';
import { buildFor } from '../build/bundles.mjs';
import { npm } from '../setup/dependencies.mjs';
import { root, run, toolNode } from '../setup/processes.mjs';
import { placeFields } from './publicPlace.mjs';
import { readManifest, Stage } from './stage.mjs';

/**
 * @param {string} out absolute folder for the package, and for what it is made of
 * @param {import('./publicPlace.mjs').PublicPlace} place
 * @param {Awaited<ReturnType<typeof readManifest>>} [manifest] the project's
 * @returns {Promise<string>} path of the tarball
 * @throws when a tool fails; it has said why
 */
export async function makeNpmPackage(out, place, manifest) {
  const { name, version, license, keywords } = manifest ?? (await readManifest());
  const stage = new Stage(path.join(out, 'npm'), place, version);
  await stage.empty();
  await stage.copy('LICENSE', 'docs/report.schema.json');
  await stage.writeDocument('docs/command-line.md', 'README.md');
  await stage.writeDocument('CHANGELOG.md');
  await stage.writeNotices(await buildFor('npm', path.join(stage.folder, 'dist')));
  await writeTypes(path.join(stage.folder, 'types'));
  await stage.writeManifest({
    name,
    version,
    description: 'What each runtime finds in a vDSO image, and why: a terminal program and a library',
    license,
    keywords,
    ...placeFields(place),
    type: 'module',
    bin: { [name]: 'dist/cli.cjs' },
    exports: {
      '.': { types: './types/library.d.ts', default: './dist/library.js' },
      './package.json': './package.json',
      './report.schema.json': './docs/report.schema.json',
    },
    engines: { node: '>=20' },
  });
  const code = await npm(stage.folder, ['pack', '--ignore-scripts', '--silent', '--pack-destination', out]);
  if (code !== 0) throw new Error(`npm pack failed (exit code ${code}): see its message above.`);
  return path.join(out, `${name}-${version}.tgz`);
}

/** Declarations of everything that the library's entry leads to. @param {string} folder */
async function writeTypes(folder) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', folder];
  const project = ['-p', path.join(root, 'src/tsconfig.npm.json')];
  const code = await run(toolNode(), [tsc, '--pretty', 'false', ...project, ...emit]);
  if (code !== 0) throw new Error(`The compiler failed (exit code ${code}): see its message above.`);
}
