/** A session in a worker: the same interface, answered by messages. A worker that ends rejects what is open. */
import { Worker } from 'node:worker_threads';
import type { BriefOptions } from '../report/brief.ts';
import type { AddressView, ImageSummary, RowQuery, RowWindow, TableId } from '../report/view.ts';
import { sentences } from './english.ts';
import type { CancelSignal, CopyQuery, ExportFormat, Session, SessionOptions } from './model.ts';
import type { SessionInput, WorkerPlace } from './openSession.ts';
import type { CallName, FromWorker, ToWorker, WorkerStart } from './rpc.ts';
import { SessionError } from './sessionError.ts';

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** How often a cancellable request looks at its signal, in milliseconds: signals here have no events. */
const SIGNAL_POLL_MS = 20;

/** Starts a worker and waits until it has read the image. */
export async function openWorker(input: SessionInput, place: WorkerPlace): Promise<Session> {
  const { info, host, options, glance, generator } = input;
  const workerData: WorkerStart = { reads: place.reads, info, host, options, glance, generator };
  const session = new WorkerSession(new Worker(place.script, { workerData }));
  try {
    await session.opened;
    // The worker reads for itself from now on.
    await input.source.dispose();
  } catch (error) {
    await session.dispose();
    throw error;
  }
  return session;
}

class WorkerSession implements Session {
  readonly opened: Promise<unknown>;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private ended: Error | undefined;
  private lastId = 0;

  constructor(worker: Worker) {
    this.worker = worker;
    this.opened = new Promise((resolve, reject) => this.pending.set(0, { resolve, reject }));
    worker.on('message', (message: FromWorker) => this.receive(message));
    worker.on('error', (error) => this.end(failure(error)));
    worker.on('exit', (code) => this.end(new SessionError('worker', sentences.workerEnded(code))));
  }

  summary(): Promise<ImageSummary> {
    return this.call('summary', []);
  }

  whole(): Promise<ImageSummary> {
    return this.call('whole', []);
  }

  configure(options: SessionOptions): Promise<ImageSummary> {
    return this.call('configure', [options]);
  }

  rows(query: RowQuery, signal?: CancelSignal): Promise<RowWindow> {
    return this.call('rows', [query], signal);
  }

  detail(table: TableId, index: number): ReturnType<Session['detail']> {
    return this.call('detail', [table, index]);
  }

  consumer(id: string): ReturnType<Session['consumer']> {
    return this.call('consumer', [id]);
  }

  chains(kind: 'gnu' | 'sysv', start: number, count: number): ReturnType<Session['chains']> {
    return this.call('chains', [kind, start, count]);
  }

  bloom(start: number, count: number): ReturnType<Session['bloom']> {
    return this.call('bloom', [start, count]);
  }

  bytes(offset: number, length: number): ReturnType<Session['bytes']> {
    return this.call('bytes', [offset, length]);
  }

  copy(query: CopyQuery, signal?: CancelSignal): Promise<string> {
    return this.call('copy', [query], signal);
  }

  locate(query: RowQuery, index: number): Promise<number> {
    return this.call('locate', [query, index]);
  }

  find(table: TableId, name: string): Promise<number> {
    return this.call('find', [table, name]);
  }

  resolveAddress(address: bigint): Promise<AddressView> {
    return this.call('resolveAddress', [address]);
  }

  brief(options: BriefOptions): Promise<string> {
    return this.call('brief', [options]);
  }

  async *export(format: ExportFormat, signal?: CancelSignal): ReturnType<Session['export']> {
    const id = ++this.lastId;
    this.post({ type: 'export', id, format });
    try {
      for (;;) {
        if (signal?.aborted) throw new SessionError('cancelled', sentences.cancelled);
        const piece = await this.ask<Uint8Array<ArrayBuffer> | undefined>({ type: 'next', id });
        if (piece === undefined) return;
        yield piece;
      }
    } finally {
      if (this.ended === undefined) this.post({ type: 'cancel', id });
    }
  }

  async dispose(): Promise<void> {
    this.end(new SessionError('worker', sentences.closed));
    await this.worker.terminate();
  }

  private async call<Result>(
    name: CallName,
    args: readonly unknown[],
    signal?: CancelSignal,
  ): Promise<Result> {
    if (signal?.aborted) throw new SessionError('cancelled', sentences.cancelled);
    const id = ++this.lastId;
    const answer = this.ask<Result>({ type: 'call', id, name, args });
    if (signal === undefined) return answer;
    const watch = setInterval(() => {
      if (!signal.aborted) return;
      clearInterval(watch);
      if (this.ended === undefined) this.post({ type: 'cancel', id });
    }, SIGNAL_POLL_MS);
    try {
      return await answer;
    } finally {
      clearInterval(watch);
    }
  }

  private ask<Result>(message: ToWorker): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) return reject(this.ended);
      this.pending.set(message.id, { resolve: resolve as (value: unknown) => void, reject });
      // An idle worker keeps no program alive; one that is being waited for does.
      this.worker.ref();
      this.post(message);
    });
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromWorker): void {
    const id = 'id' in message ? (message.id ?? 0) : 0;
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (this.pending.size === 0) this.worker.unref();
    if (message.type === 'error') {
      pending?.reject(new SessionError(message.code ?? 'unreadable', message.message));
    } else if (message.type === 'ok') pending?.resolve(message.value);
    else if (message.type === 'piece') pending?.resolve(message.piece);
    else pending?.resolve(undefined);
  }

  /** Nothing waits for a worker that is gone. The first reason is the true one. */
  private end(reason: Error): void {
    this.ended ??= reason;
    for (const { reject } of this.pending.values()) reject(this.ended);
    this.pending.clear();
  }
}

function failure(error: unknown): SessionError {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new SessionError('worker', sentences.workerOutOfMemory, error);
  const message = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return new SessionError('worker', sentences.workerFailed(message), error);
}
