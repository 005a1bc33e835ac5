// A folder with what goes into a package and nothing else.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../setup/processes.mjs';
import { packedDocument } from './documents.mjs';
import { bundledPackages, noticesOf } from './notices.mjs';

/** @typedef {import('./publicPlace.mjs').PublicPlace} PublicPlace */

/** What the project's package.json says that concerns nobody but the project. */
const OURS = ['private', 'scripts', 'devDependencies', 'optionalDependencies'];

export async function readManifest() {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const key of OURS) delete manifest[key];
  return manifest;
}

export class Stage {
  /** @param {string} folder absolute @param {PublicPlace} place @param {string} version */
  constructor(folder, place, version) {
    this.folder = folder;
    this.at = { repository: place.repository, version };
  }

  async empty() {
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { recursive: true });
  }

  /** Files and folders of the project, as they are. @param {readonly string[]} names */
  async copy(...names) {
    for (const name of names) {
      await cp(path.join(root, name), path.join(this.folder, name), { recursive: true });
    }
  }

  /** @param {string} name @param {string} text */
  async write(name, text) {
    await writeFile(path.join(this.folder, name), text);
  }

  /** @param {object} manifest */
  async writeManifest(manifest) {
    await this.write('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
  }

  /** A document with links that hold outside the project. @param {string} document @param {string} [as] */
  async writeDocument(document, as = document) {
    const text = await readFile(path.join(root, document), 'utf8');
    await this.write(as, packedDocument(text, document, this.at));
  }

  /** @param {readonly { readonly inputs: object }[]} metafiles */
  async writeNotices(metafiles) {
    const text = noticesOf(bundledPackages(metafiles));
    if (text !== '') await this.write('THIRD-PARTY-NOTICES.txt', text);
  }
}
