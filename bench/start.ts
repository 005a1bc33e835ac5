// How long the terminal's answers take as whole programs, beside a Node program that does nothing and a reader that is
// no program of Node: what people wait for before anything is worked out.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLive } from '../src/sources/liveImage.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 21;

export async function benchStart(): Promise<void> {
  const { source } = await openLive(nodeProcFs);
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-bench-'));
  const image = path.join(folder, 'vdso.so');
  const empty = path.join(folder, 'empty.cjs');
  await writeFile(image, await source.read(0, source.size));
  await writeFile(empty, '');
  const cli = path.join(projectRoot, 'dist/cli.cjs');
  const programs: readonly (readonly [string, readonly string[]])[] = [
    ['Node that does nothing', [process.execPath, empty]],
    ['--version', [process.execPath, cli, '--version']],
    ['--help', [process.execPath, cli, '--help']],
    ['FILE', [process.execPath, cli, image]],
    ['FILE --json', [process.execPath, cli, image, '--json']],
    ['check FILE', [process.execPath, cli, 'check', image]],
    ['check FILE --require go', [process.execPath, cli, 'check', image, '--require', 'go']],
    ['readelf -aW FILE', ['readelf', '-aW', image]],
  ];
  const costs = programs.map(() => ({ wall: [] as number[], processor: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    programs.forEach(([, command], at) => {
      const { wall, processor } = runProgram(command);
      costs[at]?.wall.push(wall);
      costs[at]?.processor.push(processor);
    });
  await rm(folder, { recursive: true });
  const floor = median(costs[0]?.wall ?? []);
  printTable(
    `Whole programs on the live image (${source.size} bytes) in a file, ms, ${rounds} runs in turn`,
    ['', 'wall', 'against Node that does nothing', 'processor'],
    programs.map(([name], at) => {
      const { wall, processor } = costs[at] ?? { wall: [], processor: [] };
      return [name, spread(wall), (median(wall) / floor).toFixed(2), spread(processor)];
    }),
  );
}
