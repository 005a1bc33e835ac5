/** A worker, the wire to it, and its end: by itself, or because nobody wants it any more. */
import { Worker } from 'node:worker_threads';
import type { Coded } from '../../elf/catalogue.ts';
import { type Client, connectClient } from '../../rpc/client.ts';
import type { Channel, ToServer } from '../../rpc/messages.ts';
import { cancelled } from '../cancellation.ts';
import { errorOf, errorText } from '../coded.ts';
import { SessionError } from '../sessionError.ts';
import type { WorkerApi } from './api.ts';

export interface StartedWorker {
  readonly client: Client<WorkerApi>;
  /** Resolves, with the reason, when it ends by itself: every request is rejected from then on. */
  readonly ended: Promise<Error>;
  end(): Promise<void>;
}

export function startWorker(script: string | URL): StartedWorker {
  const worker = new Worker(script);
  const client = clientOf(worker);
  const ended = new Promise<Error>((resolve) => {
    const end = (reason: Error) => {
      if (client.end(reason)) resolve(reason);
    };
    worker.on('error', (error) => end(failure(error)));
    worker.on('exit', (code) => end(new SessionError('workerEnded', { exitCode: code })));
  });
  return {
    client,
    ended,
    async end() {
      client.end(new SessionError('closed', {}));
      await worker.terminate();
    },
  };
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

function failure(error: unknown): SessionError {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new SessionError('workerOutOfMemory', {}, error);
  return new SessionError('workerFailed', { message: errorText(error).replace(/\.$/, '') }, error);
}
