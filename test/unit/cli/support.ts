/** The command line as its users run it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { runTerminal } from '../../../src/cli/run.ts';
import { cliScript } from '../../support/started.ts';

const root = path.join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly uid?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** In this process: what only a process of its own has (descriptors, signals, users) is for `runProcess`. */
export async function runCli(args: readonly string[]): Promise<Run> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const code = await runTerminal(args, { stdout, stderr }, version);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

export function runProcess(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cliScript, ...args],
      { ...options, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

class Collected extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk)); // its memory is used again once we are done
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
