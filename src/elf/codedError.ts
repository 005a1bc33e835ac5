/** An error made of a code and arguments: each language has its sentence. `message` is the English one, for logs and the terminal. */
import type { Sentences } from './catalogue.ts';
import type { Language } from './language.ts';

export abstract class CodedError<Failures, Code extends keyof Failures = keyof Failures> extends Error {
  readonly code: Code;
  readonly args: Failures[Code];
  readonly #sentences: (language: Language) => Sentences<Failures>;

  /** @param sentences English ones are at hand, others once their catalogue was read */
  constructor(
    sentences: (language: Language) => Sentences<Failures>,
    code: Code,
    args: Failures[Code],
    cause?: unknown,
  ) {
    super(sentences('en')[code](args), cause === undefined ? {} : { cause });
    this.#sentences = sentences;
    this.code = code;
    this.args = args;
  }

  /** Why, for people. */
  sentence(language: Language): string {
    return this.#sentences(language)[this.code](this.args);
  }
}

/** What went wrong, in a language where it is an error of ours; what the system says is in its own words. */
export function sentenceIn(language: Language, error: unknown): string {
  if (error instanceof CodedError) return error.sentence(language);
  return error instanceof Error ? error.message : String(error);
}
