/** The releases of the installed libcs, as they tell them when they are asked. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function glibcRelease(): Promise<string> {
  const { stdout } = await run('ldd', ['--version']);
  return /(\d+\.\d+)\s*$/m.exec(stdout.split('\n')[0] ?? '')?.[1] ?? '';
}

/** musl's loader says its version when it is called without a program, and ends with 1. */
export async function muslRelease(): Promise<string> {
  const text = await run('/lib/ld-musl-x86_64.so.1').catch((error: { stderr?: string }) => ({
    stderr: error.stderr ?? '',
  }));
  return /^Version (\d[\d.]*)$/m.exec(text.stderr)?.[1] ?? '';
}
