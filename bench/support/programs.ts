// The C programs of the bench, compiled when first needed, and other programs as they measure them.

import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { findTool } from '../../scripts/setup/systemPackages.mjs';
import { projectRoot } from '../../test/support/workbench/paths.ts';

/** Wall time and processor time in milliseconds. */
export interface Cost {
  readonly wall: number;
  readonly processor: number;
}

export interface ProcessCost extends Cost {
  /** Most memory that was resident, in MB. */
  readonly peak: number;
}

/** Path of a compiled program of bench/programs. */
function compiled(name: 'floor' | 'measure'): string {
  const source = path.join(projectRoot, 'bench/programs', `${name}.c`);
  const program = path.join(projectRoot, 'out/bench', name);
  mkdirSync(path.dirname(program), { recursive: true });
  const made = statSync(program, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made < statSync(source).mtimeMs) execFileSync('gcc', ['-O2', '-o', program, source]);
  return program;
}

/** Runs a program to its end, its output thrown away; throws when it fails. */
export function runProgram(command: readonly string[]): ProcessCost {
  const text = execFileSync(compiled('measure'), command, { encoding: 'utf8' });
  const [nanoseconds = 0, microseconds = 0, kilobytes = 0] = text.trim().split(' ').map(Number);
  return { wall: nanoseconds / 1e6, processor: microseconds / 1e3, peak: (kilobytes * 1024) / 1e6 };
}

/** One reading by the floor program, in its own process, without that process's start. */
export function runFloor(file: string): Cost {
  // The second reading: the first also takes its memory from the system for the first time, as a warm process has.
  const text = execFileSync(compiled('floor'), [file, '2'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [nanoseconds = 0, microseconds = 0] = (text.trim().split('\n')[1] ?? '').split(' ').map(Number);
  return { wall: nanoseconds / 1e6, processor: microseconds / 1e3 };
}

export const floorCommand = (file: string, rounds = 1): string[] => [compiled('floor'), file, String(rounds)];

/** Awaits a call in this process. */
export async function costOf(call: () => Promise<unknown>): Promise<Cost> {
  const usage = process.cpuUsage();
  const started = performance.now();
  await call();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(usage);
  return { wall, processor: (user + system) / 1e3 };
}

export interface Peer {
  readonly name: string;
  readonly command: (file: string) => string[];
}

/** The readers that list dynamic symbols with their versions, as far as they are installed. */
export function peers(): readonly Peer[] {
  const llvm = findTool('llvm-readelf');
  const gnu = findTool('GNU readelf');
  return [
    ...(llvm === undefined
      ? []
      : [
          { name: 'llvm-readelf --dyn-syms', command: (file: string) => [llvm, '--dyn-syms', file] },
          {
            name: 'llvm-readelf JSON --dyn-syms',
            command: (file: string) => [llvm, '--elf-output-style=JSON', '--dyn-syms', file],
          },
        ]),
    ...(gnu === undefined
      ? []
      : [{ name: 'readelf -W --dyn-syms', command: (file: string) => [gnu, '-W', '--dyn-syms', file] }]),
  ];
}

/** Our command line as it is shipped. */
export const ourJson: Peer = {
  name: 'ours: cli --json',
  command: (file) => [process.execPath, path.join(projectRoot, 'dist/cli.cjs'), '--json', file],
};
