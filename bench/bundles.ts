// Sizes of what is shipped.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { printTable } from './support/table.ts';

export async function benchBundles(): Promise<void> {
  const dist = path.join(projectRoot, 'dist');
  const names = (await readdir(dist, { recursive: true }))
    .filter((name) => /\.(c?js|css)$/.test(name))
    .sort();
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const rows: string[][] = [];
  let webview = 0;
  for (const name of names) {
    const bytes = await readFile(path.join(dist, name));
    if (name.startsWith('webview')) webview += bytes.length;
    rows.push([name, kilobytes(bytes.length), kilobytes(gzipSync(bytes).length)]);
  }
  rows.push(['webview, all of it', kilobytes(webview), '']);
  printTable('Bundles, kB', ['', 'minified', 'gzip'], rows);
}
