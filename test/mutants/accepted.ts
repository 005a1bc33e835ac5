/**
 * Changes that no test can notice, or need not, each with the reason. They are named by what is changed, not by where:
 * one whose line is gone is reported.
 */
import type { Mutant } from './mutant.ts';

export interface Accepted {
  /** The file's name without its folder. */
  readonly file: string;
  /** The line without its indentation, before and after. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [];

export function whyAccepted({ file, before, after }: Mutant): string | undefined {
  const name = file.split('/').at(-1);
  return accepted.find((each) => each.file === name && each.before === before && each.after === after)
    ?.reason;
}
