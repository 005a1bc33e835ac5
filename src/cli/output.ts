/** Writing to a pipe: as fast as the reader reads, and no further once it has gone (`| head`). */
import type { Writable } from 'node:stream';
import { errnoOf } from '../sources/sourceError.ts';
import { sentences } from './english.ts';
import { Refusal } from './refusal.ts';

/** Writes all pieces. Resolves with false when the reader has closed the pipe; rejects with a sentence otherwise. */
export async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<boolean> {
  let failure: unknown;
  let wake: (() => void) | undefined;
  const onDrain = (): void => wake?.();
  const onError = (error: unknown): void => {
    failure ??= error;
    wake?.();
  };
  stream.on('error', onError);
  stream.on('drain', onDrain);
  try {
    for (const piece of pieces) {
      if (failure !== undefined) break;
      if (stream.write(piece)) continue;
      // A broken pipe is told by an event, so give events their turn even when nothing is to be waited for.
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!stream.writableNeedDrain || failure !== undefined) resolve();
      });
    }
    if (failure === undefined) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  } finally {
    stream.off('drain', onDrain);
  }
  if (failure === undefined) return true;
  if (errnoOf(failure) === 'EPIPE') return false;
  throw new Refusal(sentences.outputFailed(errnoOf(failure)));
}
