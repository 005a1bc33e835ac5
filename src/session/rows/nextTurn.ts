/** Lets whatever waits for this thread have its turn, and resolves after it. */
import { setImmediate } from 'node:timers/promises';

export function nextTurn(): Promise<void> {
  return setImmediate();
}
