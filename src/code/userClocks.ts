/** Clocks that may be demanded to be read without the kernel, by the words of the command line. */
import { CLOCKS } from './clockIds.ts';
import type { ClockPath } from './clocks.ts';
import { codeWords, incompleteText, pathWords } from './english.ts';

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
  readonly path: ClockPath['path'];
  readonly why: string;
}

/** Fulfilled where code can return without the kernel; no function, and code that can't be followed, do not count. */
export function clockVerdict({ id, option }: UserClock, clocks: readonly ClockPath[]): ClockVerdict {
  const found = clocks.find((each) => each.id === id);
  if (found === undefined)
    return { clock: option, fulfilled: false, path: 'incomplete', why: codeWords.noClocks };
  const { path, why } = found;
  const fulfilled = path === 'user' || path === 'user-or-kernel';
  return { clock: option, fulfilled, path, why: why === undefined ? pathWords[path] : incompleteText(why) };
}
