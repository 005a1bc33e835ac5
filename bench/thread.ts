// What opening, sorting and filtering a 300 MB library costs the thread that asks for it, which in VS Code is the
// extension host's: with the work in a worker, as it is, and forced onto that thread. The delay of its loop stands
// beside that of a thread that only waits while another program reads the same file: what sharing the machine costs.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../src/session/model.ts';
import { openLocal } from '../src/session/openLocal.ts';
import { openSession } from '../src/session/openSession.ts';
import { openFile } from '../src/sources/fileSource.ts';
import { nodeFiles } from '../src/sources/nodeFiles.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { largeFile, options } from './largeFile.ts';
import { floorCommand } from './support/programs.ts';
import { median, spread } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const rounds = 5;
const idleMs = 1500;
const idleBesidePeer = 'idle, while the floor program reads the file in a process of its own';

type Open = (file: string) => Promise<Session>;

const inWorker: Open = async (file) => {
  const { source, info } = await openFile(nodeFiles, file);
  const script = path.join(projectRoot, 'dist/worker.cjs');
  return openSession({ source, info, options, generator: 'bench' }, { script, reads: { path: file } });
};

const inThisThread: Open = async (file) => {
  const { source, info } = await openFile(nodeFiles, file);
  return openLocal({ source, info, options, generator: 'bench' });
};

const steps = [
  'open',
  'summary and first rows',
  'sort by name',
  'sort by value',
  'filter by name',
  'filter by all',
] as const;

async function work(
  open: Open,
  file: string,
  step: (name: string, run: () => Promise<unknown>) => Promise<void>,
) {
  const query = { table: 'symbols', filter: '', start: 0, count: 60 } as const;
  let session: Session | undefined;
  await step('open', async () => {
    session = await open(file);
  });
  if (session === undefined) throw new Error('Nothing was opened.');
  const opened = session;
  await step('summary and first rows', async () => [await opened.summary(), await opened.rows(query)]);
  for (const column of ['name', 'value'])
    await step(`sort by ${column}`, () => opened.rows({ ...query, sort: { column, descending: false } }));
  await step('filter by name', () => opened.rows({ ...query, filter: 'MODULE1500' }));
  await step('filter by all', () => opened.rows({ ...query, filter: '0x1f func' }));
  await opened.dispose();
}

export async function benchThread(): Promise<void> {
  const file = await largeFile();
  const modes: [string, Open][] = [
    ['in a worker, as it is', inWorker],
    ['forced onto this thread', inThisThread],
  ];
  const slices = new Map<string, number[]>();
  const waits = new Map<string, number[]>();
  const delays = new Map<string, number[]>();
  const note = (map: Map<string, number[]>, key: string, value: number) =>
    map.set(key, [...(map.get(key) ?? []), value]);
  for (let round = 0; round <= rounds; round++) {
    const idle = await delayDuring(() => sleep(idleMs));
    if (round > 0) note(delays, 'idle', idle);
    const beside = await delayBesidePeer(file);
    if (round > 0) note(delays, idleBesidePeer, beside);
    for (const [mode, open] of modes) {
      await work(open, file, async (name, run) => {
        const slice = await longestSlice(run);
        if (round > 0) note(slices, `${mode}: ${name}`, slice);
      });
      // Once more without the watcher of slices, which keeps a core busy.
      const delay = await delayDuring(() =>
        work(open, file, async (name, run) => {
          const started = performance.now();
          await run();
          if (round > 0) note(waits, `${mode}: ${name}`, performance.now() - started);
        }),
      );
      if (round > 0) note(delays, mode, delay);
    }
  }
  const of = (map: Map<string, number[]>, key: string) => map.get(key) ?? [];
  printTable(
    `A 300 MB library of 500,000 symbols: longest slice of processor time between two turns of the loop, and wall time until the answer, ms, median (range) of ${rounds}`,
    ['', ...modes.flatMap(([mode]) => [`${mode}: slice`, 'wall'])],
    steps.map((step) => [
      step,
      ...modes.flatMap(([mode]) => [
        spread(of(slices, `${mode}: ${step}`), 1),
        median(of(waits, `${mode}: ${step}`)).toFixed(0),
      ]),
    ]),
  );
  const idle = median(of(delays, 'idle'));
  printTable(
    `Delay of the event loop meanwhile, 99th percentile, ms, median (range) of ${rounds}`,
    ['', 'ms', 'against idle'],
    ['idle', idleBesidePeer, ...modes.map(([mode]) => mode)].map((mode) => [
      mode,
      spread(of(delays, mode), 1),
      (median(of(delays, mode)) / idle).toFixed(2),
    ]),
  );
}

/**
 * Longest processor time, in ms, that this thread spent without letting others run. Processor time and not the clock:
 * what other programs take of the machine is none of our doing. Reading messages and collecting garbage count. Linux
 * may count in ticks of 4 ms: a figure of 4.0 says "at most".
 */
async function longestSlice(run: () => Promise<unknown>): Promise<number> {
  let running = true;
  let longest = 0;
  const watching = (async () => {
    let last = threadTime();
    while (running) {
      await nextTurn();
      const now = threadTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await run();
  running = false;
  await watching;
  return longest / 1000;
}

async function delayBesidePeer(file: string): Promise<number> {
  const [program = '', ...args] = floorCommand(file, 1000);
  const peer = spawn(program, args, { stdio: 'ignore' });
  await once(peer, 'spawn');
  const delay = await delayDuring(() => sleep(idleMs));
  peer.kill();
  await once(peer, 'exit');
  return delay;
}

async function delayDuring(run: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 5 });
  histogram.enable();
  await run();
  histogram.disable();
  return histogram.percentile(99) / 1e6;
}

/** Microseconds of processor time of this thread (Node 23.9 and later, which the types here do not know yet). */
function threadTime(): number {
  const { user, system } = (process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }).threadCpuUsage();
  return user + system;
}
