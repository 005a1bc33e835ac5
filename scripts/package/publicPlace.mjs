// Where the project is published, as publicPlace.json has it: nothing else says so.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/processes.mjs';

/**
 * @typedef {object} PublicPlace
 * @property {string | null} publisher id at the Visual Studio Marketplace and at Open VSX
 * @property {string | null} repository https address of a repository at GitHub or GitLab, without .git
 * @property {string | null} securityContact mail or https address for reports that are not to be public at once
 */

/** @satisfies {Record<keyof PublicPlace, RegExp>} */
const forms = {
  publisher: /^[a-z0-9][a-z0-9-]*$/i,
  repository: /^https:\/\/(github|gitlab)\.com(\/[\w.-]+){2,}$/,
  securityContact: /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
};

/** As the file has it. */
export function publicPlace() {
  return checkedPlace(JSON.parse(readFileSync(path.join(root, 'publicPlace.json'), 'utf8')));
}

/**
 * @param {Readonly<Record<string, unknown>>} given
 * @returns {PublicPlace}
 * @throws with a sentence when a value has another form than it must have
 */
export function checkedPlace(given) {
  for (const [key, form] of Object.entries(forms)) {
    const value = given[key];
    if (value !== null && !(typeof value === 'string' && form.test(value)))
      throw new Error(
        `publicPlace.json: ${key} is ${JSON.stringify(value)}, which is not of the form ${form}.`,
      );
  }
  const { publisher, repository, securityContact } = /** @type {PublicPlace & typeof given} */ (given);
  return { publisher, repository, securityContact };
}

/** Which of them are not known yet. @param {PublicPlace} place */
export function unknownOf(place) {
  return Object.entries(place).flatMap(([key, value]) => (value === null ? [key] : []));
}

/**
 * What a manifest says of it.
 * @param {PublicPlace} place
 */
export function placeFields({ repository }) {
  if (repository === null) return {};
  return {
    repository: { type: 'git', url: `${repository}.git` },
    homepage: `${repository}#readme`,
    bugs: { url: `${repository}/issues` },
  };
}
