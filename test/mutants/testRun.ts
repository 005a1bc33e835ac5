/** Runs test files, all in one process, until the first test fails. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type Outcome = 'passed' | 'failed' | 'hung';

const root = path.resolve(import.meta.dirname, '../..');
/** A line of TAP that tells of a failure; one that is expected says so. */
const FAILED = /^\s*not ok (?!.*# (?:skip|todo))/im;

export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ['--test', '--test-isolation=none', '--test-reporter=tap', ...files],
    // A group of its own, so that what tests have started ends with them.
    {
      cwd: root,
      // It is no part of a run that this is a part of.
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    },
  );
  let outcome: Outcome | undefined;
  const timer = setTimeout(() => {
    outcome ??= 'hung';
    end(child);
  }, limitMs);
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    rest += text;
    if (outcome === undefined && FAILED.test(rest)) {
      outcome = 'failed';
      end(child);
    }
    rest = rest.slice(rest.lastIndexOf('\n') + 1);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return outcome ?? (code === 0 ? 'passed' : 'failed');
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
