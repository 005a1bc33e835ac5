/** What an image's code does for each clock, by following clock_gettime with the clock's number in its first argument. */
import { type Exploring, explore, type Incomplete } from './flow/explore.ts';
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
  await context.listing.keepConstants();
  const { lifter } = context;
  const value = BigInt(id);
  const found = await explore(context, entry, (state) => {
    if (lifter.setArgument !== undefined) return lifter.setArgument(state, 0, value);
    // An int is sign-extended or not, as the ABI has it: what is read is its lower half.
    state.set(lifter.argument[0], BigInt.asUintN(64, value));
  });
  const path = pathOf(found);
  return {
    id,
    name,
    path,
    counters: countersOf(found),
    ...(found.incomplete === undefined ? {} : { why: found.incomplete }),
  };
}
