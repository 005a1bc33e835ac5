/**
 * The extension as a VS Code without a machine behind it runs it. Where there is a server, it runs what has a `main`
 * entry, or the kind `workspace`, itself: a copy of the manifest without both, beside the same files, runs in the browser.
 * `type` does not come with the package either (scripts/package/vsix.mjs).
 */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from './paths.ts';

/** @returns its folder */
export async function webExtension(): Promise<string> {
  const folder = path.join(projectRoot, 'out/test/web');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8'));
  delete manifest.main;
  delete manifest.extensionKind;
  delete manifest.type;
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  for (const name of ['package.nls.json', 'dist', 'media', 'syntaxes'])
    await symlink(path.join(projectRoot, name), path.join(folder, name));
  return folder;
}
