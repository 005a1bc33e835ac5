/** A session in a worker: the same interface, answered over the wire. A worker that ends rejects what is open. */
import type { SessionInput } from '../input.ts';
import { methodsBy } from '../methods.ts';
import type { ExportFormat, Session } from '../model.ts';
import type { WorkerStart } from './api.ts';
import type { WorkerSetup } from './setup.ts';
import { type StartedWorker, startWorker } from './startWorker.ts';
import { Turns } from './turns.ts';

/** Workers that read an image at once: more would only share the processors, and their memory adds up. */
export const OPENED_AT_ONCE = 4;
const turns = new Turns(OPENED_AT_ONCE);

/** Starts a worker and waits until it has read the image. One that is not wanted any more is ended. */
export async function openWorker(
  input: SessionInput,
  place: WorkerSetup,
  signal?: AbortSignal,
): Promise<Session> {
  const { source, info, host, options, preview, language, namedFiles, generator } = input;
  const endTurn = await turns.take(signal);
  try {
    const start = () => startWorker(place.script);
    const started = place.reused?.take(start) ?? start();
    const session = sessionBy(started);
    try {
      const { reads } = place;
      const opens: WorkerStart = { reads, info, host, options, preview, language, namedFiles, generator };
      await started.client.call('open', [opens], signal);
      // The worker reads for itself from now on.
      await source.dispose();
    } catch (error) {
      await session.dispose();
      throw error;
    }
    return session;
  } finally {
    endTurn();
  }
}

function sessionBy({ client, ended, end }: StartedWorker): Session {
  let lastExport = 0;

  return {
    ...methodsBy((name, args, signal) => client.call(name, args as never, signal)),
    ended,
    async *export(format: ExportFormat, signal?: AbortSignal) {
      const id = ++lastExport;
      try {
        for (;;) {
          const piece = await client.call('exportPiece', [id, format], signal);
          if (piece === undefined) return;
          yield piece;
        }
      } finally {
        // Its reader may have left half-way. Where nothing reads any more there is nothing to end.
        client.call('endExport', [id]).catch(() => undefined);
      }
    },
    dispose: end,
  };
}
