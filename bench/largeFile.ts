// A 300 MB library: what its first rows cost beside those of the live image, and what memory reading it takes.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Session } from '../src/session/model.ts';
import { openLocal } from '../src/session/openLocal.ts';
import { PREVIEW_SYMBOLS } from '../src/session/openSession.ts';
import { openFile } from '../src/sources/fileSource.ts';
import { openLive } from '../src/sources/liveImage.ts';
import { nodeFiles } from '../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../src/sources/nodeProcFs.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { library } from './generators/library.ts';
import { costOf, floorCommand, ourJson, peers, runProgram } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 7;
const many = 500_000;
/** With the tables and the code of half a million symbols, 300 MB. */
const padding = 253_000_000;

export const options = { selection: [], asVdso: false, symtab: false };

/** Opens a file in this thread as the editor does, and asks for what the screen shows first. */
async function firstWindow(file: string): Promise<Session> {
  const { source, info } = await openFile(nodeFiles, file);
  const session = await openLocal({ source, info, options, preview: PREVIEW_SYMBOLS, generator: 'bench' });
  await session.summary();
  const window = await session.rows({ table: 'symbols', filter: '', start: 0, count: 60 });
  if (window.rows.length === 0) throw new Error('There are no rows.');
  return session;
}

export const largeFile = (): Promise<string> => library({ symbols: many, padding });

export async function benchFirstRows(): Promise<void> {
  const { source } = await openLive(nodeProcFs);
  const live = path.join(projectRoot, 'out/bench/live.so');
  await library({ symbols: 1000 });
  await writeFile(live, await source.read(0, source.size));
  const files: [string, string, number][] = [
    ['live vDSO, 8 KiB', live, 50],
    ['library, 107 kB, 1,000 symbols', await library({ symbols: 1000 }), 50],
    ['library, 300 MB, 1,000 symbols', await library({ symbols: 1000, padding: 299_900_000 }), 50],
    ['library, 47 MB, 500,000 symbols', await library({ symbols: many }), 20],
    ['library, 300 MB, 500,000 symbols', await largeFile(), 20],
  ];
  const times = files.map((): number[] => []);
  const wholes = files.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, [, file, calls]] of files.entries()) {
      const sessions: Session[] = [];
      const cost = await costOf(async () => {
        for (let call = 0; call < calls; call++) sessions.push(await firstWindow(file));
      });
      const whole = await costOf(async () => sessions[0]?.whole());
      for (const session of sessions) await session.dispose();
      if (round === 0) continue;
      times[i]?.push(cost.processor / calls);
      wholes[i]?.push(whole.processor);
    }
  }
  const base = median(times[0] ?? []);
  printTable(
    `Opening a file and its first 60 rows, in process, warm: ms of processor time, median (range) of ${rounds}`,
    ['', 'ms', 'against the live image', 'then until all is checked'],
    files.map(([name], i) => [
      name,
      spread(times[i] ?? [], 2),
      (median(times[i] ?? []) / base).toFixed(1),
      spread(wholes[i] ?? [], 0),
    ]),
  );
}

export async function benchMemory(): Promise<void> {
  const files = [await library({ symbols: many }), await largeFile()];
  const opening = path.join(projectRoot, 'bench/programs/firstWindow.ts');
  const programs: [string, (file: string) => string[]][] = [
    ['node that does nothing', () => [process.execPath, '-e', '0']],
    ['ours: open, rows, all checked', (file) => [process.execPath, opening, file]],
    ['ours: open, sort by name, filter', (file) => [process.execPath, opening, file, 'work']],
    [ourJson.name, ourJson.command],
    ...peers().map(({ name, command }): [string, (file: string) => string[]] => [name, command]),
    ['floor: C program', floorCommand],
  ];
  printTable(
    'Peak memory with 500,000 symbols, MB resident (one run each: it varies by some percent)',
    ['', 'file of 47 MB', 'file of 300 MB'],
    programs.map(([name, command]) => [
      name,
      ...files.map((file) => runProgram(command(file)).peak.toFixed(0)),
    ]),
  );
}
