// Where set-up and the tests keep what is costly to get again: VS Code's server, QEMU, vDSO images of kernels, sources
// of consumers, Go's build cache. It lies outside the work tree, so that a fresh clone finds what another one fetched.
// What is in it is complete from the moment when it carries its name (it is made under another one and renamed) and
// does not change under it: whatever decides about the contents (a release, a checksum, a hash of what made it) is part
// of the name. So it may be deleted at any time, as a whole or in part.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export const cacheFolder = path.join(cacheHome(), 'vdso-explorer');

/** XDG base directory specification: what is not an absolute path counts as not set. */
function cacheHome() {
  const given = process.env['XDG_CACHE_HOME'];
  return given !== undefined && path.isAbsolute(given) ? given : path.join(homedir(), '.cache');
}

/**
 * @param {readonly string[]} files absolute paths of whatever makes a thing
 * @returns {string} eight digits for its name: another one as soon as one of the files changes
 */
export function recipeOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 8);
}
