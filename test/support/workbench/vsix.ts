import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './paths.ts';

const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');

/**
 * Packages an extension as a user would install it: by default the work tree, with the dist/ that is there.
 * @param folder of an extension's package.json
 * @returns path of the VSIX
 */
export async function packageExtension(folder = projectRoot): Promise<string> {
  const { name } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { name: string };
  const vsix = path.join(projectRoot, 'out', `${name}.vsix`);
  await mkdir(path.dirname(vsix), { recursive: true });
  // Everything is bundled, so there are no dependencies to look for; and no repository to point the README's links at.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  args.push('--out', vsix);
  await promisify(execFile)(process.execPath, [vsce, ...args], { cwd: folder });
  return vsix;
}
