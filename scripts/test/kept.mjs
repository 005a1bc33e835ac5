// What compilers keep between runs, for any clone: V8's code of each file, stripped of its types, and what the type
// checker found. Both name files by the way to them from their own place, so that they are reached through a link from
// inside the clone; each entry is checked against the file's text before it is used.

import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../setup/cache.mjs';
import { root } from '../setup/processes.mjs';

const kept = path.join(root, 'node_modules/.cache/vdso-explorer');

/** To be called when the dependencies are installed: that empties the folder of the link. */
export function keepCompiled() {
  const target = path.join(cacheFolder, 'compiled');
  mkdirSync(target, { recursive: true });
  mkdirSync(path.dirname(kept), { recursive: true });
  if (lstatSync(kept, { throwIfNoEntry: false }) === undefined) symlinkSync(target, kept, 'junction');
  // Hundreds of processes load the same TypeScript. Not what counts coverage, which it makes less precise.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(kept, 'node');
  process.env['NODE_COMPILE_CACHE_PORTABLE'] ??= '1';
}

/** @param {string} project @returns {readonly string[]} arguments with which the type checker looks again at what changed */
export function incrementally(project) {
  const name = project === '.' ? 'src' : project.replace(/\.json$/, '').replaceAll('/', '-');
  return ['--incremental', '--tsBuildInfoFile', path.join(kept, 'types', `${name}.tsbuildinfo`)];
}
