/** What a filter asks of a row: each of its terms must hold. */

/** Questions that a word alone asks, in tables that answer them. */
export type QuickFilter = 'defined' | 'imported' | 'looked-up';

/** Texts are in lower case: filters know no case. */
export type FilterTerm =
  /** Some cell has the text. */
  | { readonly kind: 'text'; readonly text: string }
  /** The cell of this column has it, or is it. */
  | { readonly kind: 'column'; readonly column: string; readonly text: string; readonly whole: boolean }
  | { readonly kind: 'quick'; readonly name: QuickFilter };

/** Whether every row that has `term` has `other` too. */
export function implies(term: FilterTerm, other: FilterTerm): boolean {
  if (term.kind === 'quick') return other.kind === 'quick' && term.name === other.name;
  if (other.kind === 'quick') return false;
  if (other.kind === 'text') return term.text.includes(other.text);
  if (term.kind === 'text' || term.column !== other.column) return false;
  return other.whole ? term.whole && term.text === other.text : term.text.includes(other.text);
}
