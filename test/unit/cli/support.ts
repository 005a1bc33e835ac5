/** The command line as its users run it. */
import { execFile } from 'node:child_process';
import path from 'node:path';

export const cliScript = path.join(import.meta.dirname, '../../../src/cli.ts');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly uid?: number;
  readonly cwd?: string;
}

export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cliScript, ...args],
      { ...options, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
