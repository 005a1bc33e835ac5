import { writeSentences } from './english.ts';
import type { WriteFailureCode, WriteFailures } from './writeFailures.ts';

/** Why a file was not written; the message is a sentence. What stood under the name stands there still. */
export class WriteError<Code extends WriteFailureCode = WriteFailureCode> extends Error {
  override readonly name = 'WriteError';
  readonly code: Code;
  readonly args: WriteFailures[Code];

  constructor(code: Code, args: WriteFailures[Code], cause?: unknown) {
    super(writeSentences[code](args), cause === undefined ? {} : { cause });
    this.code = code;
    this.args = args;
  }
}
