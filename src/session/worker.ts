/** The worker: a local session behind messages. It opens the file itself; nothing is shared with its creator. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ByteSource } from '../elf/imageSource.ts';
import { openFile } from '../sources/fileSource.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { type LocalSession, openLocal } from './localSession.ts';
import type { CancelSignal } from './model.ts';
import type { CallName, FromWorker, ToWorker, WorkerStart } from './rpc.ts';
import { SessionError } from './sessionError.ts';

const start = workerData as WorkerStart;
const signals = new Map<number, { aborted: boolean }>();
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
    ? (await openFile(nodeFiles, start.reads.path)).source
    : memorySource(start.reads.bytes);
}

/** Calls a method by name; the methods that can be cancelled take their signal last. */
function call(
  session: LocalSession,
  name: CallName,
  args: readonly unknown[],
  signal: CancelSignal,
): Promise<unknown> {
  const withSignal = name === 'rows' || name === 'copy' ? [args[0], signal] : args;
  return Reflect.apply(session[name], session, [...withSignal]);
}

async function answer(session: LocalSession, message: ToWorker): Promise<void> {
  const { id } = message;
  switch (message.type) {
    case 'cancel': {
      const signal = signals.get(id);
      if (signal !== undefined) signal.aborted = true;
      runningExports.delete(id);
      return;
    }
    case 'call': {
      const signal = { aborted: false };
      signals.set(id, signal);
      try {
        send({ type: 'ok', id, value: await call(session, message.name, message.args, signal) });
      } finally {
        signals.delete(id);
      }
      return;
    }
    case 'export':
      runningExports.set(id, session.export(message.format)[Symbol.asyncIterator]());
      return;
    case 'next': {
      const next = await runningExports.get(id)?.next();
      if (next === undefined || next.done === true) {
        runningExports.delete(id);
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
