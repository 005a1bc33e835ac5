// VS Code's server and web workbench, taken from the npm package code-server (docs/testing.md says why).

import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { npm } from './dependencies.mjs';

const version = '4.139.1'; // VS Code 1.139.1
const integrity =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';
/** The checksum is part of the name: another pin is another folder. */
const home = path.join(cacheFolder, `code-server-${version}-${short(integrity)}`);
const packageFolder = 'node_modules/code-server';

/** @param {string} checksum as npm writes it */
function short(checksum) {
  return Buffer.from(checksum.replace('sha512-', ''), 'base64').toString('hex').slice(0, 8);
}

/** VS Code's own server entry; code-server's wrapper around it is not used. */
export const serverMain = path.join(home, packageFolder, 'lib/vscode/out/server-main.js');

/**
 * Installs the server unless it is there. It is put together under another name and gets its own by one rename, so
 * whatever carries the name is complete and an interrupted installation is repeated.
 */
export async function installCodeServer() {
  if (existsSync(home)) return;
  console.log(`Installing code-server ${version} (VS Code's server) into ${cacheFolder}`);
  const partial = `${home}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await install(partial, ['install', `code-server@${version}`, '--save-exact', ...quiet]);
    await checkIntegrity(partial);
    // The server's own dependencies. Two of them (spdlog, native-watchdog) would be compiled by their scripts; the
    // server logs that they are missing and works, so no compiler is needed.
    await install(path.join(partial, packageFolder, 'lib/vscode'), ['install', '--omit=dev', ...quiet]);
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
 */
async function checkIntegrity(directory) {
  const lock = JSON.parse(await readFile(path.join(directory, 'package-lock.json'), 'utf8'));
  const actual = lock.packages[packageFolder].integrity;
  if (actual !== integrity) throw new Error(`code-server ${version} is not the package expected: ${actual}`);
}
