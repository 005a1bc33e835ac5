/** What is wrong with an image: a code and its arguments. english.ts makes the sentence. */
export type Severity = 'error' | 'warning' | 'note';

export interface Problem {
  readonly severity: Severity;
  /** A key of `elfProblems` in english.ts. */
  readonly code: string;
  /** Arguments of the sentence: numbers and bigints are shown in hexadecimal or decimal as the sentence says. */
  readonly args: Readonly<Record<string, string | number | bigint>>;
  /** Structure concerned in the field's own words: "ELF header", "DT_GNU_HASH", "Verdef 3", ... */
  readonly structure: string;
  /** File range, where there is one; always inside the image. */
  readonly offset?: number;
  readonly length?: number;
}
