// Whose code is in the bundles, and under which licence: from what esbuild put in, so that no list is kept by hand.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/processes.mjs';

/** Licences that ask for no more than to be named. */
const ALLOWED = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * @param {readonly { readonly inputs: object }[]} metafiles of esbuild
 * @returns {string[]} folders below node_modules whose files are in the bundles, in order
 */
export function bundledPackages(metafiles) {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = files.flatMap((file) => {
    const at = file.lastIndexOf('node_modules/');
    const [scope = '', name = ''] = file.slice(at + 'node_modules/'.length).split('/');
    if (at < 0) return [];
    return [file.slice(0, at) + path.posix.join('node_modules', scope, scope.startsWith('@') ? name : '')];
  });
  return [...new Set(folders.map((folder) => folder.replace(/\/$/, '')))].sort();
}

/**
 * The text that goes with a package; '' when nobody else's code is in it.
 * @param {readonly string[]} folders as bundledPackages gives them
 * @throws with a sentence when a licence is missing or is not one of those that may be bundled
 */
export function noticesOf(folders) {
  const notices = folders.map((folder) => {
    const directory = path.join(root, folder);
    const { name, version, license, author } = JSON.parse(
      readFileSync(path.join(directory, 'package.json'), 'utf8'),
    );
    if (!ALLOWED.includes(license))
      throw new Error(
        `${name} ${version} is in a bundle, and its licence (${license}) is none of ${ALLOWED}.`,
      );
    return `${name} ${version} (${license})\n\n${licenceText(directory, license, author?.name ?? author)}`;
  });
  if (notices.length === 0) return '';
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  return `vDSO Explorer contains code of these packages.${rule}${notices.join(rule)}\n`;
}

/**
 * The package's own file, or for the MIT licence its words with the author's name.
 * @param {string} directory @param {string} license @param {string | undefined} author
 */
function licenceText(directory, license, author) {
  const file = readdirSync(directory).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file !== undefined) return readFileSync(path.join(directory, file), 'utf8').trim();
  if (license === 'MIT' && author) return `Copyright (c) ${author}\n\n${MIT}`;
  throw new Error(`${directory} has no file with its licence, and it is in a bundle.`);
}
