import { WriteError } from '../files/writeError.ts';
import { SessionError } from '../session/sessionError.ts';
import { SourceError } from '../sources/sourceError.ts';
import { cliWords, misuseSentences, refusalSentences } from './english.ts';
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

/** Whose messages are sentences: every other error is a defect of ours. */
const REFUSALS = [Refusal, SessionError, SourceError, WriteError] as const;

/** What is said of an error, whatever it is; not escaped. */
export function errorSentence(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} ${cliWords.usageHint}`;
  if (REFUSALS.some((kind) => error instanceof kind)) return (error as Error).message;
  return cliWords.defect(error instanceof Error ? error.message : String(error));
}
