/** What is wrong with an image: a code and its arguments. english.ts makes the sentence. */
import type { StructureName } from './structure.ts';

export type Severity = 'error' | 'warning' | 'note';

/** How many dynamic symbols there are, and what says so. */
export interface SymbolCountOpinion {
  readonly from: 'sysv-hash' | 'gnu-hash' | 'dynamic' | 'section';
  readonly count: number;
}

export type Argument = string | number | bigint | undefined | StructureName | readonly SymbolCountOpinion[];

export interface Problem {
  readonly severity: Severity;
  /** A key of `elfProblems` in english.ts. */
  readonly code: string;
  /** Arguments of the sentence: numbers and bigints are shown in hexadecimal or decimal as the sentence says. */
  readonly args: Readonly<Record<string, Argument>>;
  /** StructureName concerned. */
  readonly structure: StructureName;
  /** File range, where there is one; always inside the image. */
  readonly offset?: number;
  readonly length?: number;
}
