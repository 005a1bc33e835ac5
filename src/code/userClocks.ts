/** Clocks that may be demanded to be read without the kernel, by their names on the command line. */
import { CLOCKS } from './clockIds.ts';
import type { ClockPath } from './clocks.ts';

export interface UserClock {
  readonly option: string;
  readonly id: number;
}

export const userClocks: readonly UserClock[] = CLOCKS.filter(({ id }) =>
  [0, 1, 4, 5, 6, 7, 11].includes(id),
).map(({ id, name }) => ({
  id,
  option: name
    .replace(/^MONOTONIC_RAW$/, 'RAW')
    .replace('_', '-')
    .toLowerCase(),
}));

export interface ClockVerdict {
  readonly clock: string;
  readonly fulfilled: boolean;
  /** Absent where no function serves clocks. */
  readonly found?: ClockPath;
}

/** Fulfilled where code can return without the kernel; no function, and code that can't be followed, do not count. */
export function clockVerdict({ id, option }: UserClock, clocks: readonly ClockPath[]): ClockVerdict {
  const found = clocks.find((each) => each.id === id);
  const fulfilled = found?.path === 'user' || found?.path === 'user-or-kernel';
  return { clock: option, fulfilled, ...(found === undefined ? {} : { found }) };
}
