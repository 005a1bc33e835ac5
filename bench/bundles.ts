// Sizes of what is shipped; and what activating it costs beside an empty extension.

import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const activations = 15;

export async function benchBundles(): Promise<void> {
  const dist = path.join(projectRoot, 'dist');
  const names = (await readdir(dist, { recursive: true }))
    .filter((name) => /\.(c?js|css)$/.test(name))
    .sort();
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  /** What has a hash in its name, by the name before it: what several others share are chunks. */
  const sums = new Map<string, { files: number; minified: number; packed: number }>();
  for (const name of names) {
    const bytes = await readFile(path.join(dist, name));
    const of = [name.replace(/-(?:[A-Z0-9]{8}|[0-9a-f]{8})(?=\.c?js$)/, '-*')];
    if (name.startsWith('webview')) of.push('webview, all of it');
    for (const each of of) {
      const { files, minified, packed } = sums.get(each) ?? { files: 0, minified: 0, packed: 0 };
      sums.set(each, {
        files: files + 1,
        minified: minified + bytes.length,
        packed: packed + gzipSync(bytes).length,
      });
    }
  }
  printTable(
    'Bundles, kB',
    ['', 'files', 'minified', 'gzip'],
    [...sums].map(([name, { files, minified, packed }]) => [
      name,
      String(files),
      kilobytes(minified),
      kilobytes(packed),
    ]),
  );
  benchActivation(path.join(dist, 'extension.cjs'));
}

/** Each in a process of its own, in turn. */
function benchActivation(entry: string): void {
  const script = path.join(import.meta.dirname, 'support/activate.cjs');
  const empty = path.join(projectRoot, 'bench/emptyEditor/extension.cjs');
  const milliseconds = (file: string) =>
    Number(execFileSync(process.execPath, [script, file], { encoding: 'utf8' }));
  const floor: number[] = [];
  const ours: number[] = [];
  for (let time = 0; time < activations; time++) {
    floor.push(milliseconds(empty));
    ours.push(milliseconds(entry));
  }
  const ratio = (median(ours) / median(floor)).toFixed(2);
  printTable(
    `Entry loaded and activated for a C file without vDSO names, ${activations} processes each, in ms: median (range)`,
    ['', 'empty extension', 'ours', 'ratio'],
    [['activation', spread(floor), spread(ours), ratio]],
  );
}
