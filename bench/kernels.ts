// What it takes to find the images in Debian's kernels, beside the programs that unpack the same bytes and nothing else.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { kernelFileFolder, kernelName, kernels } from '../scripts/kernelImages/kernels.mjs';
import { imagesIn } from '../src/sources/containers/imagesIn.ts';
import { openFile } from '../src/sources/fileSource.ts';
import { nodeFiles } from '../src/sources/nodeFiles.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const ROUNDS = 3;

/** Those that are there: `node scripts/kernelFiles.mjs all`. Processor time, of all threads: the machine may be busy. */
export async function benchKernels(): Promise<void> {
  const rows: string[][] = [];
  for (const kernel of kernels.filter(({ file }) => file)) {
    const file = fileOf(kernelFileFolder(kernel));
    if (file === undefined) continue;
    const looks = [];
    for (let round = 0; round < ROUNDS; round++) looks.push(await look(file));
    const [first] = looks;
    if (first === undefined) continue;
    const beside = first.payload === undefined ? undefined : await besideProgram(file, first.payload);
    const ours = median(looks.map(({ ms }) => ms));
    rows.push([
      kernelName(kernel),
      first.payload?.split('@')[0] ?? 'none',
      (first.size / 1e6).toFixed(1),
      String(first.images),
      ours.toFixed(0),
      beside?.toFixed(0) ?? '',
      beside === undefined ? '' : (ours / beside).toFixed(1),
    ]);
  }
  printTable(
    'Images in Debian kernels: milliseconds of the processor to find them, and of the program to unpack alone',
    ['kernel', 'packed by', 'MB', 'images', 'ours', 'program', 'ratio'],
    rows,
  );
}

function fileOf(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).find((each) => each !== 'sha256');
    return name === undefined ? undefined : path.join(folder, name);
  } catch {
    return undefined;
  }
}

async function look(file: string): Promise<{ ms: number; images: number; size: number; payload?: string }> {
  const before = process.cpuUsage();
  const { source } = await openFile(nodeFiles, file);
  let images = 0;
  let payload: string | undefined;
  for await (const found of imagesIn(source, path.basename(file))) {
    if (found.kind !== 'image') continue;
    images++;
    payload = found.image.members[0];
  }
  await source.dispose();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, images, size: source.size, ...(payload !== undefined && { payload }) };
}

/** Milliseconds of the processor; undefined where the program is not installed. */
async function besideProgram(file: string, payload: string): Promise<number | undefined> {
  const [program = '', offset = ''] = payload.split('@');
  const bytes = (await readFile(file)).subarray(Number(offset));
  const args = program === 'xz' ? ['-dc', '--single-stream'] : ['-dc'];
  const times: number[] = [];
  const command = `TIMEFORMAT='%U %S'; time ${[program, ...args].join(' ')} > /dev/null`;
  for (let round = 0; round < ROUNDS; round++) {
    // What follows the payload makes it fail at the end, and may leave our pipe broken.
    const { stderr } = spawnSync('bash', ['-c', command], { input: bytes, encoding: 'utf8' });
    const [, user, system] = /(\d+\.\d+) (\d+\.\d+)\s*$/.exec(stderr ?? '') ?? [];
    if (user === undefined || system === undefined) return undefined;
    times.push(1000 * (Number(user) + Number(system)));
  }
  return median(times);
}
