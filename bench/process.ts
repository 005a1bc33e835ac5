// What it costs to tell what a process runs, warm, beside programs that tell as much of it: its libc, which prints its
// release when it is run, and Go's own tools on the program.

import { existsSync, realpathSync } from 'node:fs';
import { findTool } from '../scripts/setup/systemPackages.mjs';
import { readElf } from '../src/elf/readElf.ts';
import { findRuntimes } from '../src/session/program/processRuntimes.ts';
import { findPrograms } from '../src/session/program/programOf.ts';
import { openProcess } from '../src/sources/liveImage.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { withGoProgram } from '../test/oracle/go/build.ts';
import { whileRunning } from '../test/support/sleeper.ts';
import { type Cost, costOf, runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 15;
const LIBCS = ['/lib/x86_64-linux-gnu/libc.so.6', '/lib/aarch64-linux-gnu/libc.so.6', '/lib64/libc.so.6'];
const goSource = {
  'main.go': { text: 'package main\n\nimport "time"\n\nfunc main() { time.Sleep(time.Hour) }\n' },
};

export async function benchProcess(): Promise<void> {
  const rows: string[][] = [];
  const libc = LIBCS.find(existsSync);
  if (libc !== undefined) {
    const peer = [realpathSync(libc)];
    await whileRunning(['/bin/sleep', '3600'], {}, async ({ pid }) => {
      rows.push(await row('a glibc program: which libc, which release', pid, ['its libc, run', peer]));
    });
  }
  const go = findTool('Go');
  if (go !== undefined) {
    await withGoProgram(goSource, 'amd64', ({ file }) =>
      whileRunning([file], {}, async ({ pid }) => {
        rows.push(await row('a Go program: its release', pid, ['go version', [go, 'version', file]]));
        rows.push(await row('and its own keys, by symbols', pid, ['go tool nm', [go, 'tool', 'nm', file]]));
      }),
    );
  }
  printTable(
    `What a process runs, ${rounds} times each, in ms: median (range)`,
    ['', 'all that we tell of it', 'peer', 'which', 'ratio'],
    rows,
  );
}

async function row(
  title: string,
  pid: number,
  [name, command]: readonly [string, readonly string[]],
): Promise<string[]> {
  const ours: number[] = [];
  const peers: number[] = [];
  await told(pid);
  for (let round = 0; round < rounds; round++) {
    ours.push((await told(pid)).processor);
    peers.push(runProgram(command).processor);
  }
  const ratio = median(ours) / median(peers);
  return [title, spread(ours, 1), spread(peers, 1), name, ratio.toFixed(2)];
}

/** Runtimes and the program's own keys, as the view of a process and `--pid` tell them, without the image's report. */
async function told(pid: number): Promise<Cost> {
  const { source, info } = await openProcess(nodeProcFs, pid);
  const result = await readElf(source);
  if (result.kind !== 'elf') throw new Error('What the process has mapped is no ELF image.');
  const { image } = result;
  return costOf(async () => {
    if ((await findRuntimes(info))?.runtimes.length === 0) throw new Error('Nothing was recognised.');
    await findPrograms(image, source, info);
  });
}
