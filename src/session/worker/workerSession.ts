/** A session in a worker: the same interface, answered over the wire. A worker that ends rejects what is open. */
import { Worker } from 'node:worker_threads';
import type { Coded } from '../../elf/catalogue.ts';
import { type Client, connectClient } from '../../rpc/client.ts';
import type { Channel, ToServer } from '../../rpc/messages.ts';
import { cancelled } from '../cancellation.ts';
import { errorOf, errorText } from '../coded.ts';
import type { SessionInput, WorkerSetup } from '../input.ts';
import { methodsBy } from '../methods.ts';
import type { ExportFormat, Session } from '../model.ts';
import { SessionError } from '../sessionError.ts';
import type { WorkerApi, WorkerStart } from './api.ts';
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
  const { source, info, host, options, preview, language, generator } = input;
  const endTurn = await turns.take(signal);
  try {
    const worker = new Worker(place.script);
    const client = clientOf(worker);
    const session = sessionBy(worker, client);
    try {
      const start: WorkerStart = { reads: place.reads, info, host, options, preview, language, generator };
      await client.call('open', [start], signal);
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

function clientOf(worker: Worker): Client<WorkerApi> {
  const channel: Channel<ToServer> = {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
  };
  return connectClient(channel, {
    failed: ({ message, cause }) =>
      cause === undefined ? new SessionError('requestFailed', { message }) : errorOf(cause as Coded),
    cancelled,
    // An idle worker keeps no program alive; one that is being waited for does.
    waits: (any) => (any ? worker.ref() : worker.unref()),
  });
}

function sessionBy(worker: Worker, client: Client<WorkerApi>): Session {
  const ended = new Promise<Error>((resolve) => {
    const end = (reason: Error) => {
      if (client.end(reason)) resolve(reason);
    };
    worker.on('error', (error) => end(failure(error)));
    worker.on('exit', (code) => end(new SessionError('workerEnded', { exitCode: code })));
  });
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
    async dispose() {
      client.end(new SessionError('closed', {}));
      await worker.terminate();
    },
  };
}

function failure(error: unknown): SessionError {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new SessionError('workerOutOfMemory', {}, error);
  return new SessionError('workerFailed', { message: errorText(error).replace(/\.$/, '') }, error);
}
