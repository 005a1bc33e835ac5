/** Which clocks are the cheapest to read, of those that were followed. */
import type { ClockPath } from './clocks.ts';

/** Names, without CLOCK_, of the COARSE clocks that never enter the kernel and read no counter: the cheapest to read. */
export function cheapClocks(clocks: readonly ClockPath[]): string[] {
  return clocks
    .filter(
      ({ name, path, counters }) => name.endsWith('_COARSE') && path === 'user' && counters.length === 0,
    )
    .map(({ name }) => name);
}
