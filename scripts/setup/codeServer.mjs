// VS Code's server and web workbench, taken from the npm package code-server (docs/testing.md says why).

import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { npm } from './dependencies.mjs';

/**
 * @typedef {object} Release
 * @property {string} version of code-server; VS Code's is the same with 1 in place of 4
 * @property {string} integrity
 * @property {string} [fromGit] a dependency whose lock names a git address: taken from the registry, in the same version
 */

/** @satisfies {Record<string, Release>} */
const releases = {
  newest: {
    version: '4.139.1',
    integrity:
      'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  // The oldest that `engines.vscode` promises (`npm run test:floor`).
  floor: {
    version: '4.96.4',
    integrity:
      'sha512-w+ZpsKVKEFJ7ELe1fYejTn0gIT8kUtOppmXxUcBLPtKGokLY2Cfbi+JbmPK9CFoczP6jPKyh6iXdN/nt6WoSew==',
    fromGit: 'node_modules/@vscode/proxy-agent',
  },
};

/** @typedef {keyof typeof releases} ServerName */

const packageFolder = 'node_modules/code-server';

/** The checksum is part of the name: another pin is another folder. @param {ServerName} name */
function homeOf(name) {
  const { version, integrity } = releases[name];
  return path.join(cacheFolder, `code-server-${version}-${short(integrity)}`);
}

/** @param {string} checksum as npm writes it */
function short(checksum) {
  return Buffer.from(checksum.replace('sha512-', ''), 'base64').toString('hex').slice(0, 8);
}

/** VS Code's own server entry; code-server's wrapper around it is not used. @param {ServerName} name */
export function serverMain(name) {
  return path.join(homeOf(name), packageFolder, 'lib/vscode/out/server-main.js');
}

/**
 * Installs the server unless it is there. It is put together under another name and gets its own by one rename, so
 * whatever carries the name is complete and an interrupted installation is repeated.
 * @param {ServerName} name
 */
export async function installCodeServer(name = 'newest') {
  const home = homeOf(name);
  /** @type {Release} */
  const { version, integrity, fromGit } = releases[name];
  if (existsSync(home)) return;
  console.log(`Installing code-server ${version} (VS Code's server) into ${cacheFolder}`);
  const partial = `${home}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await install(partial, ['install', `code-server@${version}`, '--save-exact', ...quiet]);
    await checkIntegrity(partial, version, integrity);
    const vscode = path.join(partial, packageFolder, 'lib/vscode');
    if (fromGit !== undefined) await lockFromRegistry(vscode, fromGit);
    // The server's own dependencies. Two of them (spdlog, native-watchdog) would be compiled by their scripts; the
    // server logs that they are missing and works, so no compiler is needed.
    await install(vscode, ['install', '--omit=dev', ...quiet]);
    await rename(partial, home).catch((error) => {
      if (!existsSync(home)) throw error; // another run was faster: its copy is as good
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} directory @param {readonly string[]} args */
async function install(directory, args) {
  const code = await npm(directory, args);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed (exit code ${code}): see its message above`);
}

/**
 * npm has no lockfile to check this package against, so its checksum stands here. Its dependencies are locked by the
 * npm-shrinkwrap.json files inside.
 * @param {string} directory
 * @param {string} version
 * @param {string} integrity
 */
async function checkIntegrity(directory, version, integrity) {
  const lock = JSON.parse(await readFile(path.join(directory, 'package-lock.json'), 'utf8'));
  const actual = lock.packages[packageFolder].integrity;
  if (actual !== integrity) throw new Error(`code-server ${version} is not the package expected: ${actual}`);
}

/**
 * npm cannot fetch from git where only a registry is reached. The locked version stays.
 * @param {string} directory
 * @param {string} dependency its key in the lock
 */
async function lockFromRegistry(directory, dependency) {
  const file = path.join(directory, 'npm-shrinkwrap.json');
  const lock = JSON.parse(await readFile(file, 'utf8'));
  const { version, dev, license, engines, dependencies, optionalDependencies } = lock.packages[dependency];
  lock.packages[dependency] = { version, dev, license, engines, dependencies, optionalDependencies };
  await writeFile(file, JSON.stringify(lock, undefined, 2));
}
