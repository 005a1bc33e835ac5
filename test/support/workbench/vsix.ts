import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './paths.ts';

const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');

/**
 * Packages the work tree (with the dist/ that is there) as a user would install it.
 * @returns path of the VSIX
 */
export async function packageExtension(): Promise<string> {
  const vsix = path.join(projectRoot, 'out/vdso-explorer.vsix');
  await mkdir(path.dirname(vsix), { recursive: true });
  // Everything is bundled, so there are no dependencies to look for.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', vsix];
  await promisify(execFile)(process.execPath, [vsce, ...args], { cwd: projectRoot });
  return vsix;
}
