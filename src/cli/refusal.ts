import { misuseSentences, refusalSentences } from './english.ts';
import type { Misuses, Refusals } from './failures.ts';

/** Why there is no report; the message is a sentence. Other errors than this and SourceError are our defects. */
export class Refusal<Code extends keyof Refusals = keyof Refusals> extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;

  constructor(code: Code, args: Refusals[Code], cause?: unknown) {
    super(refusalSentences[code](args), cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** Wrong usage; the message is a sentence. */
export class UsageError<Code extends keyof Misuses = keyof Misuses> extends Error {
  override readonly name = 'UsageError';
  readonly code: Code;

  constructor(code: Code, args: Misuses[Code]) {
    super(misuseSentences[code](args));
    this.code = code;
  }
}
