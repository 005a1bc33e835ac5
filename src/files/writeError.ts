import { CodedError } from '../elf/codedError.ts';
import { filesWords } from './words.ts';
import type { WriteFailureCode, WriteFailures } from './writeFailures.ts';

/** Why a file was not written; the message is a sentence. What stood under the name stands there still. */
export class WriteError<Code extends WriteFailureCode = WriteFailureCode> extends CodedError<
  WriteFailures,
  Code
> {
  override readonly name = 'WriteError';

  constructor(code: Code, args: WriteFailures[Code], cause?: unknown) {
    super((language) => filesWords.in(language).failures, code, args, cause);
  }
}
