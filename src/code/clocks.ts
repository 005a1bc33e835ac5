/** What an image's code does for each clock, by following clock_gettime with the clock's number in its first argument. */
import { type Exploring, explore } from './flow/explore.ts';
import type { Incomplete } from './flow/incomplete.ts';
import { type CodePath, countersOf, pathOf } from './paths.ts';

export interface ClockPath {
  readonly id: number;
  readonly name: string;
  readonly path: CodePath;
  readonly counters: readonly string[];
  readonly why?: Incomplete;
}

/** @param entry of clock_gettime */
export async function clockPath(
  context: Exploring,
  entry: bigint,
  { id, name }: { readonly id: number; readonly name: string },
): Promise<ClockPath> {
  const found = await explore(context, entry, (state) => context.lifter.setArgument(state, BigInt(id)));
  const path = pathOf(found);
  return {
    id,
    name,
    path,
    counters: countersOf(found),
    ...(found.incomplete === undefined ? {} : { why: found.incomplete }),
  };
}
