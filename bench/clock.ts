// How often the measurement of the clock is wrong or undecided: processes with the vDSO and without it, in a time
// namespace and under a seccomp filter, on this machine as it is and with twice as many busy processes as processors.
// BENCH_RUNS sets how many of each.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Measurement } from '../src/clocks/measurement.ts';
import { CLOCKSOURCE } from '../src/sources/hostInfo.ts';
import { tool } from '../test/support/tool.ts';
import { median } from './support/statistics.ts';
import { printTable } from './support/table.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 100);
const run = promisify(execFile);

interface Sampled extends Measurement {
  readonly milliseconds: number;
  readonly processor: number;
}

export async function benchClock(): Promise<void> {
  const source = (await readFile(`${CLOCKSOURCE}/current_clocksource`, 'utf8')).trim();
  if (source !== 'tsc' && source !== 'kvm-clock')
    return console.log(
      `\nThe clock source is ${source}: with the vDSO and without it every call enters the kernel.`,
    );
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-bench-'));
  const busy: ChildProcess[] = [];
  try {
    const startedAs = path.join(folder, 'startedAs');
    const program = path.join(import.meta.dirname, '../test/support/code/programs/startedAs.c');
    execFileSync(tool('GCC').path, ['-O1', '-o', startedAs, program]);
    const rows: string[][] = [];
    for (const loaded of [false, true]) {
      if (loaded)
        for (let count = 0; count < 2 * cpus().length; count++)
          busy.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
      for (const [name, before, expected] of conditions(startedAs)) {
        const row = await condition(`${name}${loaded ? ', loaded' : ''}`, before, expected);
        rows.push(row);
        console.error(row.join(' | ')); // a run takes long: what is known of it is not lost with it
      }
    }
    printTable(
      `The measurement of the clock, ${RUNS} processes of each; aim: 0 false, at most 5 of 100 unclear`,
      ['', 'false', 'unclear', 'ratio, least to most', 'ms', 'ms of processor', 'load'],
      rows,
    );
  } finally {
    for (const each of busy) each.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

type Condition = readonly [name: string, before: readonly string[], expected: Measurement['verdict']];

function conditions(startedAs: string): readonly Condition[] {
  const inNamespace = ['unshare', '--time', '--boottime', '1000'];
  const permitted = isPermitted(inNamespace);
  return [
    ['with the vDSO', [], 'user'],
    ['without it', [startedAs, 'hidden'], 'kernel'],
    ...(permitted
      ? ([
          ['in a time namespace', inNamespace, 'user'],
          ['in a time namespace, without it', [...inNamespace, startedAs, 'hidden'], 'kernel'],
        ] as const)
      : []),
    ['under a seccomp filter', [startedAs, 'filtered'], 'user'],
    ['under a seccomp filter, without it', [startedAs, 'filtered', startedAs, 'hidden'], 'kernel'],
  ];
}

function isPermitted([program = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(program, [...args, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function condition(name: string, before: readonly string[], expected: Measurement['verdict']) {
  const [program = '', ...args] = [
    ...before,
    process.execPath,
    path.join(import.meta.dirname, 'programs/clockSample.ts'),
  ];
  const found: Sampled[] = [];
  for (let count = 0; count < RUNS; count++)
    found.push(JSON.parse((await run(program, args, { encoding: 'utf8' })).stdout) as Sampled);
  const ratios = found.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const unclear = found.filter(({ verdict }) => verdict === 'unclear');
  const wrong = found.filter(({ verdict }) => verdict !== 'unclear' && verdict !== expected);
  return [
    name,
    `${wrong.length}`,
    `${unclear.length}${unclear.length === 0 ? '' : ` (${[...new Set(unclear.map(({ why }) => why))].join(', ')})`}`,
    `${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}`,
    `${median(found.map(({ milliseconds }) => milliseconds)).toFixed(0)}, most ${Math.max(...found.map(({ milliseconds }) => milliseconds)).toFixed(0)}`,
    `${median(found.map(({ processor }) => processor)).toFixed(0)}, most ${Math.max(...found.map(({ processor }) => processor)).toFixed(0)}`,
    loadavg()[0]?.toFixed(0) ?? '',
  ];
}
