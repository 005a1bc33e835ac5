/** An error made of a code and arguments: each language has its sentence. `message` is the English one, for logs and the terminal. */
import type { Language } from './language.ts';

export abstract class CodedError extends Error {
  abstract readonly code: string;
  abstract readonly args: object;
  /** Why, for people. */
  abstract sentence(language: Language): string;
}

/** What went wrong, in a language where it is an error of ours; what the system says is in its own words. */
export function sentenceIn(language: Language, error: unknown): string {
  if (error instanceof CodedError) return error.sentence(language);
  return error instanceof Error ? error.message : String(error);
}
