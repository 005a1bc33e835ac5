import { CodedError } from '../elf/codedError.ts';
import type { Language } from '../elf/language.ts';
import { sessionCatalogues } from './catalogues.ts';
import { sessionFailures } from './english.ts';
import type { SessionFailureCode, SessionFailures } from './failures.ts';

/** Why a session cannot be had or cannot go on: a code and arguments for machines, a sentence for people. */
export class SessionError<Code extends SessionFailureCode = SessionFailureCode> extends CodedError {
  override readonly name = 'SessionError';
  readonly code: Code;
  readonly args: SessionFailures[Code];

  override sentence(language: Language): string {
    return sessionCatalogues.in(language).failures[this.code](this.args);
  }

  constructor(code: Code, args: SessionFailures[Code], cause?: unknown) {
    super(sessionFailures[code](args), cause === undefined ? {} : { cause });
    this.code = code;
    this.args = args;
  }
}
