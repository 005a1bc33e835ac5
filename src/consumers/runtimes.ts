/** What a process runs that looks things up in its vDSO, and its place among the consumers. */
import type { Packed } from '../elf/model.ts';
import type { Selection } from './model.ts';

export interface RuntimeFound {
  /** The consumer's id. */
  readonly id: 'go' | 'glibc' | 'musl' | 'bionic' | 'uclibc-ng';
  /** "2.36"; absent where its files do not tell. */
  readonly release?: string;
  /** Path of the file that tells it, in the process's own mount namespace. Unchecked: show it escaped. */
  readonly file?: string;
}

/** What a process runs, as far as its files and its memory tell. */
export interface ProcessRuntimes {
  /** Empty where none was recognised. */
  readonly runtimes: readonly RuntimeFound[];
  /** What the file of its program is packed by. */
  readonly packed?: Packed | undefined;
}

/**
 * The process's own consumers first, at the releases it has, where none was asked for; and spoken of, even if others
 * were chosen. Who is not in the selection is not added.
 */
export function ownFirst(selection: Selection, runtimes: readonly RuntimeFound[]): Selection {
  const chosen = new Map(
    runtimes.flatMap(({ id, release }) => {
      const wanted = selection.find((each) => each.id === id);
      return wanted === undefined ? [] : [[wanted, release] as const];
    }),
  );
  const own = [...chosen].map(([{ quiet: _, ...wanted }, release]) =>
    release === undefined || wanted.release !== undefined ? wanted : { ...wanted, release },
  );
  return [...own, ...selection.filter((each) => !chosen.has(each))];
}
