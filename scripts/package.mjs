// `npm run package`: the extension (VSIX) and the npm package (tarball), made anew into out/package. `-- FOLDER` makes
// them elsewhere, and `--npm` the npm package alone.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeNpmPackage } from './package/npmPackage.mjs';
import { publicPlace, unknownOf } from './package/publicPlace.mjs';
import { makeVsix } from './package/vsix.mjs';
import { root } from './setup/processes.mjs';

const { values, positionals } = parseArgs({ options: { npm: { type: 'boolean' } }, allowPositionals: true });
const out = path.resolve(positionals[0] ?? path.join(root, 'out/package'));
const place = publicPlace();
for (const make of values.npm ? [makeNpmPackage] : [makeVsix, makeNpmPackage]) {
  const file = await make(out, place);
  console.log(`  ${((await stat(file)).size / 1e6).toFixed(2)} MB  ${file}`);
}
const unknown = unknownOf(place);
if (unknown.length > 0) console.log(`  not known yet (publicPlace.json): ${unknown.join(', ')}`);
