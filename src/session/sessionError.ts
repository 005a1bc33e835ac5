/** Why a session cannot be had or cannot go on; the message is a sentence. */
export type SessionErrorCode =
  /** The bytes are of another format; the sentence names it where it is known. */
  | 'not-elf'
  /** The file could not be read, in the worker. */
  | 'unreadable'
  /** The worker ended, or could not start. */
  | 'worker'
  /** Too many rows to sort or filter, or too long a filter. */
  | 'too-long'
  /** The request was withdrawn. */
  | 'cancelled';

export class SessionError extends Error {
  override readonly name = 'SessionError';
  readonly code: SessionErrorCode;

  constructor(code: SessionErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
