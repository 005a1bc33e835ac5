import { CodedError } from '../elf/codedError.ts';
import type { Language } from '../elf/language.ts';
import { writeSentences } from './english.ts';
import { filesWords } from './words.ts';
import type { WriteFailureCode, WriteFailures } from './writeFailures.ts';

/** Why a file was not written; the message is a sentence. What stood under the name stands there still. */
export class WriteError<Code extends WriteFailureCode = WriteFailureCode> extends CodedError {
  override readonly name = 'WriteError';
  readonly code: Code;
  readonly args: WriteFailures[Code];

  override sentence(language: Language): string {
    return filesWords.in(language).failures[this.code](this.args);
  }

  constructor(code: Code, args: WriteFailures[Code], cause?: unknown) {
    super(writeSentences[code](args), cause === undefined ? {} : { cause });
    this.code = code;
    this.args = args;
  }
}
