import { test } from 'node:test';
import { inOldest } from './server.ts';

/**
 * For what the server of the oldest VS Code lacks as it is installed here: says so there, where it is no test. Nothing
 * that is a test is skipped.
 * @param lacking of the server, a sentence without its end
 */
export function notInOldest(lacking: string): typeof test {
  if (!inOldest) return test;
  const tell = (name: unknown) => console.log(`Not in the oldest VS Code: ${String(name)}: ${lacking}.`);
  return tell as unknown as typeof test;
}
