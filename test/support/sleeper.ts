import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program that would go on for long, for as long as `use` takes, and never longer. */
export async function whileRunning<Result>(
  command: readonly [program: string, ...args: string[]],
  options: { readonly uid?: number; readonly gid?: number },
  use: (child: Running) => Promise<Result>,
): Promise<Result> {
  const [program, ...args] = command;
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await once(child, 'spawn'); // rejects when it cannot be started
  try {
    return await use({ pid: child.pid ?? 0, says: (pattern) => firstOutput(child, pattern) });
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

export interface Running {
  readonly pid: number;
  /** First group of the pattern, as soon as the program has written it. */
  says(pattern: RegExp): Promise<string>;
}

function firstOutput({ stdout }: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    // Goes on reading afterwards: a closed pipe would end the program (SIGPIPE).
    stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    stdout?.once('end', () => reject(new Error(`No ${pattern} in: ${text}`)));
  });
}
