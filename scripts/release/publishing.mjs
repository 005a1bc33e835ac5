// Where packages are published, and with which command. Who may publish is told by variables of the environment.

import { vsce } from '../package/vsix.mjs';

/** Fetched when it is needed: nothing else of the project uses it. */
const OVSX = 'ovsx@1.4.0';

/**
 * @typedef {object} Publication
 * @property {string} where
 * @property {string} [token] the variable that says who publishes
 * @property {readonly [string, ...string[]]} command
 */

/**
 * @param {{ vsix: string, tarball: string, version: string }} packages
 * @returns {readonly Publication[]}
 */
export function publications({ vsix, tarball, version }) {
  return [
    { where: 'the repository', command: ['git', 'push', '--follow-tags', 'origin', 'HEAD', `v${version}`] },
    {
      where: 'the Visual Studio Marketplace',
      token: 'VSCE_PAT',
      command: ['node', vsce, 'publish', '--packagePath', vsix],
    },
    { where: 'Open VSX', token: 'OVSX_PAT', command: ['npx', '--yes', OVSX, 'publish', vsix] },
    { where: 'npm', token: 'NODE_AUTH_TOKEN', command: ['npm', 'publish', '--access', 'public', tarball] },
  ];
}
