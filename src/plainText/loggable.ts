import { CodedError } from '../elf/codedError.ts';
import type { Problem } from '../elf/problems/problem.ts';

/** Why something failed, with its code, for the log: of a defect with the way there, and never what a file holds. */
export function loggable(error: unknown): string {
  if (!(error instanceof CodedError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { code, args } = error;
  const { problem } = args as { readonly problem?: Pick<Problem, 'args'> };
  // The sentence of a problem quotes bytes and names.
  return `${code}: ${problem === undefined ? error.message : String(problem.args['format'])}`;
}
