// Everything a fresh clone needs (`node scripts/setup.mjs`), or what npm installs alone (`... setup.mjs dependencies`).
// Repeating it costs nothing: what is there stays.
// Plain JavaScript for Node 20 without dependencies, because it runs before there are any.

import { pathToFileURL } from 'node:url';
import { installCodeServer } from './setup/codeServer.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { installQemuUser } from './setup/qemuUser.mjs';
import { installSystemPackages } from './setup/systemPackages.mjs';

/**
 * @param {{ server?: boolean, system?: boolean }} [parts] VS Code's server; the programs the tests use. Default: both
 */
export async function setUp({ server = true, system = true } = {}) {
  await installDependencies();
  if (server) await installCodeServer();
  if (system) {
    await installSystemPackages();
    await installQemuUser();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const all = process.argv[2] !== 'dependencies';
  await setUp({ server: all, system: all });
}
