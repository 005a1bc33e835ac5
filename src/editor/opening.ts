/** One reading of an image: how it was asked for, what comes of it, and its end. */
import { cancelled } from '../session/cancellation.ts';
import type { Session } from '../session/model.ts';
import type { ReusedWorker } from '../session/worker/reusedWorker.ts';

export interface OpenedSession {
  readonly session: Session;
  /** Milliseconds since the epoch: the moment of which it is. */
  readonly readAt: number;
  close(): Promise<void>;
}

/** How an image is read. */
export interface Way {
  /** Also when that means to transfer a large file. */
  readonly whole: boolean;
  /** As it is now: a process that has ended has none any more, though its snapshot may be there. */
  readonly anew: boolean;
  /** Where many images are read one after another. */
  readonly reused?: ReusedWorker | undefined;
}

/** An image that is being read, or was. */
export interface Opening {
  readonly opened: Promise<OpenedSession>;
  /** As it was asked for. */
  readonly way: Way;
  readonly controller: AbortController;
}

/** What nobody has asked for yet. */
export function notOpened(): Opening {
  const opened = Promise.reject<OpenedSession>(cancelled());
  opened.catch(() => undefined);
  return { opened, way: { whole: false, anew: false }, controller: new AbortController() };
}

/** Ends it wherever it stands. */
export async function close({ opened, controller }: Opening): Promise<void> {
  controller.abort();
  try {
    await (await opened).close();
  } catch {
    // It never opened, or its medium is gone: there is nothing left to give back.
  }
}
