import { statSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './processes.mjs';

/** npm writes this file last, so it dates a complete installation. */
const installed = path.join(root, 'node_modules/.package-lock.json');

/**
 * Installs exactly what package-lock.json names, without install scripts (esbuild and Biome work without theirs),
 * unless node_modules is newer than it.
 */
export async function installDependencies() {
  if (modified(installed) >= modified(path.join(root, 'package-lock.json'))) return;
  console.log('npm ci');
  // The lockfile fixes releases and checksums: whether npm's own cache is up to date is of no interest.
  const code = await npm(root, ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}): see its message above`);
}

/**
 * npm in a folder of its own. An outer `npm test` leaves variables that describe *its* package; npm would take some
 * of them for this one, so they go. The user's own settings (registry, proxy, cache) stay.
 * @param {string} directory
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export function npm(directory, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_package_|npm_lifecycle_|npm_command$|npm_config_((local_)?prefix|loglevel)$|INIT_CWD$)/i.test(
          name,
        ),
    ),
  );
  // The project's Node first, as in an npm script: the packages installed with this ask for Node 24.
  env['PATH'] = [path.join(root, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter);
  return run('npm', ['--prefix', directory, '--loglevel=error', ...args], {
    cwd: directory,
    env,
    shell: process.platform === 'win32',
  });
}

/** @param {string} file @returns {number} milliseconds, 0 when it does not exist */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
