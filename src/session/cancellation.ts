/**
 * Work that nobody wants any more: one AbortSignal from whoever asked (a tab, a request, a token of VS Code) to the
 * innermost loop, which asks it between two slices (sliceScheduler.ts). What only waits is told by its event.
 */
import { SessionError } from './sessionError.ts';

/** Why work that was withdrawn has no answer. */
export function cancelled(): SessionError {
  return new SessionError('cancelled', {});
}

/** Whether work ended because nobody wanted it: by us, or by AbortSignal.throwIfAborted and Node's own. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof SessionError) return error.code === 'cancelled';
  return error instanceof Error && error.name === 'AbortError';
}

/** Rejects as soon as the signal aborts, and does not wait for what `promise` then does. */
export function unlessAborted<Result>(promise: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const withdraw = () => reject(cancelled());
    if (signal.aborted) withdraw();
    else signal.addEventListener('abort', withdraw, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', withdraw));
  });
}

/** What this needs of VS Code's CancellationToken: this room knows no vscode. */
export interface CancellationLike {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): unknown };
}

/** Does work under a signal that aborts when the token is cancelled. */
export async function withSignal<Result>(
  token: CancellationLike,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  // The reason is what throwIfAborted() throws.
  const abort = () => controller.abort(cancelled());
  if (token.isCancellationRequested) abort();
  const listening = token.onCancellationRequested(abort);
  try {
    return await work(controller.signal);
  } finally {
    listening.dispose();
  }
}
