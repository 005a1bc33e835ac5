import { CodedError } from '../elf/codedError.ts';
import { sessionCatalogues } from './catalogues.ts';
import type { SessionFailureCode, SessionFailures } from './failures.ts';

/** Why a session cannot be had or cannot go on: a code and arguments for machines, a sentence for people. */
export class SessionError<Code extends SessionFailureCode = SessionFailureCode> extends CodedError<
  SessionFailures,
  Code
> {
  override readonly name = 'SessionError';

  constructor(code: Code, args: SessionFailures[Code], cause?: unknown) {
    super((language) => sessionCatalogues.in(language).failures, code, args, cause);
  }
}
