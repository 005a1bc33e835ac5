/** A small change to one file of src/ that some test must notice. */

export type MutationKind =
  | 'field'
  | 'number'
  | 'comparison'
  | 'logic'
  | 'arithmetic'
  | 'negation'
  | 'branch'
  | 'removed statement'
  | 'constant'
  | 'left out'
  | 'string'
  | 'arguments';

/** A place where a file can be changed, and how. */
export interface Change {
  readonly kind: MutationKind;
  /** Range of the text that is replaced, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Mutant extends Change {
  /** Eight hexadecimal digits of what is changed, the same wherever the file and the line lie. */
  readonly id: string;
  /** "report/tables/versions.ts", below src/. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The line without its indentation, before and after. */
  readonly before: string;
  readonly after: string;
}

/**
 * Where a test has to come by to notice. V8 counts what stands behind `&&` and `||` from the operator on, and another
 * operator matters to those as well that stop before it.
 */
export function reachedAt({ kind, start }: Change): number {
  return kind === 'logic' ? start - 1 : start;
}

export function changed(text: string, { start, end, replacement }: Change): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
