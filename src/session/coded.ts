/** Errors as their codes and arguments: for what travels from a worker, and for findings that hand a failure on. */
import type { Coded } from '../elf/catalogue.ts';
import { SourceError } from '../sources/sourceError.ts';
import { SessionError } from './sessionError.ts';

/** What is no error of ours is the failure of a request. */
export function codedOf(error: unknown): Coded {
  const { name, code, args } =
    error instanceof SessionError || error instanceof SourceError
      ? error
      : new SessionError('requestFailed', { message: errorText(error) });
  return { name, code, args };
}

export function errorOf({ name, code, args }: Coded): SessionError | SourceError {
  // Both ends are of one build: what the name says, code and arguments are.
  return name === 'SourceError'
    ? new SourceError(code as 'closed', args as { label: string })
    : new SessionError(code as 'closed', args);
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
