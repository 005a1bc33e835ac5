/** Opens an image: small ones in this thread, the others in a worker. Faces cannot tell which. */
import { unlessAborted } from './cancellation.ts';
import type { SessionInput } from './input.ts';
import type { Session } from './model.ts';
import { openLocal } from './openLocal.ts';
import { withCodeWorker } from './worker/codeWorker.ts';
import type { WorkerSetup } from './worker/setup.ts';
import { openWorker } from './worker/workerSession.ts';

/**
 * Images up to this size are done in place: a vDSO has 8 to 64 KiB. The size of a file bounds what it costs
 * (docs/limits.md) and is known before anything is read; a larger one with small tables costs the start of a worker and
 * no more. In place, too, the work is in slices: no image keeps the thread. The image of another process is small, but
 * what it runs is told by up to 64 files and its memory: those are read in a worker. What code does is found out in one
 * whatever the image is: the disassembler takes 40 MB and some tenths of a second (worker/codeWorker.ts).
 */
export const IN_PLACE_BYTES = 64 * 1024;

/** Dynamic symbols from which on a preview pays: all of fewer costs about as much. */
export const PREVIEW_SYMBOLS = 4096;

/**
 * Rejects with an error whose message is a sentence: a SessionError, or the source's own. The signal ends the opening,
 * with the worker that is at it; once the image is open its requests have signals of their own.
 */
export async function openSession(
  input: SessionInput,
  worker?: WorkerSetup,
  signal?: AbortSignal,
): Promise<Session> {
  const { source, info } = input;
  const inPlace = worker === undefined || (source.size <= IN_PLACE_BYTES && info.kind !== 'process');
  try {
    // A source may take its time: nobody waits for it then.
    if (!inPlace) return await openWorker(input, worker, signal);
    const session = await unlessAborted(openLocal(input, signal), signal);
    return worker === undefined ? session : withCodeWorker(session, input, worker);
  } catch (error) {
    await source.dispose();
    throw error;
  }
}
