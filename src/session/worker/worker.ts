/** The worker: a local session behind messages. It opens the file itself; nothing is shared with its creator. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ByteSource } from '../../elf/imageSource.ts';
import { openFile } from '../../sources/fileSource.ts';
import { memorySource } from '../../sources/memorySource.ts';
import { nodeFiles } from '../../sources/nodeFiles.ts';
import { type LocalSession, openLocal } from '../localSession.ts';
import { SessionError } from '../sessionError.ts';
import type { FromWorker, ToWorker, WorkerStart } from './rpc.ts';

const start = workerData as WorkerStart;
/** What is being done, by request, so that it can be withdrawn. */
const running = new Map<number, AbortController>();
const runningExports = new Map<number, AsyncIterator<Uint8Array<ArrayBuffer>>>();

function send(message: FromWorker, moved: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, moved);
}

function sendError(error: unknown, id?: number): void {
  const code = error instanceof SessionError ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  send({
    type: 'error',
    message,
    ...(id === undefined ? {} : { id }),
    ...(code === undefined ? {} : { code }),
  });
}

async function source(): Promise<ByteSource> {
  return 'path' in start.reads
    ? (await openFile(nodeFiles, start.reads.path, start.reads.identity)).source
    : memorySource(start.reads.bytes);
}

function begin(id: number): AbortSignal {
  const controller = new AbortController();
  running.set(id, controller);
  return controller.signal;
}

function finish(id: number): void {
  running.delete(id);
  runningExports.delete(id);
}

async function answer(session: LocalSession, message: ToWorker): Promise<void> {
  const { id } = message;
  switch (message.type) {
    case 'cancel':
      running.get(id)?.abort();
      finish(id);
      return;
    case 'call': {
      const signal = begin(id);
      try {
        // Every method takes its signal last.
        const value: unknown = await Reflect.apply(session[message.name], session, [...message.args, signal]);
        send({ type: 'ok', id, value });
      } finally {
        finish(id);
      }
      return;
    }
    case 'export':
      runningExports.set(id, session.export(message.format, begin(id))[Symbol.asyncIterator]());
      return;
    case 'next': {
      const next = await runningExports.get(id)?.next();
      if (next === undefined || next.done === true) {
        finish(id);
        send({ type: 'piece', id });
      } else send({ type: 'piece', id, piece: next.value }, [next.value.buffer]);
      return;
    }
  }
}

async function run(): Promise<void> {
  const session = await openLocal({ ...start, source: await source() });
  parentPort?.on('message', (message: ToWorker) => {
    answer(session, message).catch((error: unknown) => sendError(error, message.id));
  });
  send({ type: 'open' });
}

run().catch((error: unknown) => sendError(error));
