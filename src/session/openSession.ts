/** Opens an image: small ones in this thread, the others in a worker. Faces cannot tell which. */
import type { ByteSource, HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { FileIdentity } from '../sources/fileReader.ts';
import { unlessAborted } from './cancellation.ts';
import { openLocal } from './localSession.ts';
import type { Session, SessionOptions } from './model.ts';
import { openWorker } from './workerSession.ts';

/**
 * Images up to this size are done in place: a vDSO has 8 to 64 KiB. The size of a file bounds what it costs
 * (docs/limits.md) and is known before anything is read; a larger one with small tables costs the start of a worker and
 * no more. In place, too, the work is in slices: no image keeps the thread.
 */
export const IN_PLACE_BYTES = 64 * 1024;

/** Dynamic symbols from which on a first glance pays: all of fewer costs about as much. */
export const GLANCE_SYMBOLS = 4096;

export interface SessionInput {
  /** The session's from now on: it disposes it. */
  readonly source: ByteSource;
  readonly info: SourceInfo;
  readonly host?: HostInfo | undefined;
  readonly options: SessionOptions;
  /** Take a first glance at images with so many symbols (GLANCE_SYMBOLS), to show rows before all of it is read. */
  readonly glance?: number | undefined;
  /** "vdso-explorer 1.2.3", for the report. */
  readonly generator: string;
}

/** How a worker can be had for larger images. */
export interface WorkerPlace {
  /** The worker's script: dist/worker.cjs, or worker.ts in tests. */
  readonly script: string | URL;
  /** What the worker reads: a file that it opens for itself, or the bytes where there is no file. */
  readonly reads:
    | {
        readonly path: string;
        /** The file that was opened under it: the worker reads that one or none. */
        readonly identity?: FileIdentity | undefined;
      }
    | { readonly bytes: Uint8Array };
}

/**
 * Rejects with an error whose message is a sentence: a SessionError, or the source's own. The signal ends the opening,
 * with the worker that is at it; once the image is open its requests have signals of their own.
 */
export async function openSession(
  input: SessionInput,
  worker?: WorkerPlace,
  signal?: AbortSignal,
): Promise<Session> {
  const inPlace = worker === undefined || input.source.size <= IN_PLACE_BYTES;
  try {
    // A source may take its time: nobody waits for it then.
    return await (inPlace
      ? unlessAborted(openLocal(input, signal), signal)
      : openWorker(input, worker, signal));
  } catch (error) {
    await input.source.dispose();
    throw error;
  }
}
