/** What is marked in a source: wrong hash constants that nobody silenced, and comments that silence none. */
import { findHashLiterals, type HashLiteral } from '../source/hashLiterals.ts';
import { findIgnores, type Ignore, silences } from '../source/ignores.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { type WrongHash, wrongHashes } from './wrongHashes.ts';

export interface SourceMarks {
  readonly wrong: readonly WrongHash[];
  readonly idle: readonly Ignore[];
}

/** @param literals those of the text, where they are known already */
export function sourceMarks(
  text: string,
  syntax: Syntax,
  literals: readonly HashLiteral[] = findHashLiterals(text, syntax),
): SourceMarks {
  const ignores = findIgnores(text, syntax);
  const all = wrongHashes(literals);
  return {
    wrong: all.filter((each) => !ignores.some((ignore) => silences(ignore, each))),
    idle: ignores.filter((ignore) => !all.some((each) => silences(ignore, each))),
  };
}
