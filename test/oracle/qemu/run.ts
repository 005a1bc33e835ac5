/** Runs a program and takes what it prints: "BASE", then one value a line, all hexadecimal. */
import { execFile } from 'node:child_process';

export interface Held {
  readonly base: bigint;
  readonly values: readonly bigint[];
}

/** undefined: a signal ended it, as a segmentation fault at start-up does. */
export function heldBy(command: string, args: readonly string[]): Promise<Held | undefined> {
  return new Promise((resolve, reject) => {
    execFile(command, [...args], { timeout: 60_000 }, (error, stdout, stderr) => {
      // QEMU dies of the guest's own signal; some of its builds end with 128 + the signal.
      const signalled = error !== null && /signal 11|SIGSEGV/.test(`${error.signal} ${stderr}`);
      if (signalled) return resolve(undefined);
      if (error !== null) return reject(error);
      const [base = 0n, ...values] = stdout
        .trim()
        .split(/\s+/)
        .map((text) => BigInt(`0x${text}`));
      resolve({ base, values });
    });
  });
}
