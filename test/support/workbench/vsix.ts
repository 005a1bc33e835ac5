import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { packVsix } from '../../../scripts/package/vsix.mjs';
import { packageFile } from '../packages.ts';
import { projectRoot } from './paths.ts';

/**
 * An extension as a user would install it.
 * @param folder of another extension than ours, with nothing but what goes in
 * @returns path of the VSIX
 */
export async function packageExtension(folder?: string): Promise<string> {
  if (folder === undefined) return packageFile('vsix');
  const vsix = path.join(projectRoot, 'out', `${path.basename(folder)}.vsix`);
  await mkdir(path.dirname(vsix), { recursive: true });
  await packVsix(folder, vsix);
  return vsix;
}
