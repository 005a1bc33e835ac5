/** The packages that `npm run package` made. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './workbench/paths.ts';

const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  version: string;
};
const folder = path.join(projectRoot, 'out/package');

/** Path of the VSIX or of the npm package; made where nobody did. `npm test` makes both anew. */
export async function packageFile(kind: 'vsix' | 'tgz'): Promise<string> {
  const file = path.join(folder, `vdso-explorer-${version}.${kind}`);
  if (!existsSync(file))
    await promisify(execFile)(process.execPath, [path.join(projectRoot, 'scripts/package.mjs')]);
  return file;
}
