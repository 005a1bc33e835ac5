/** A session in a worker: the same interface, answered by messages. A worker that ends rejects what is open. */
import { Worker } from 'node:worker_threads';
import type { PastedAddress } from '../../report/facts/parseAddress.ts';
import type { BudgetedOptions } from '../../report/output/budgetedJson.ts';
import type { AddressView, ImageSummary, RowQuery, RowWindow, TableId } from '../../report/view.ts';
import { cancelled, unlessAborted } from '../cancellation.ts';
import { sessionSentences } from '../english.ts';
import type { SessionInput, WorkerSetup } from '../input.ts';
import type { Copy, CopyQuery, ExportFormat, Session, SessionOptions } from '../model.ts';
import { SessionError } from '../sessionError.ts';
import type { CallName, FromWorker, ToWorker, WorkerStart } from './rpc.ts';
import { Turns } from './turns.ts';

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Workers that read an image at once: more would only share the processors, and their memory adds up. */
export const OPENED_AT_ONCE = 4;
const turns = new Turns(OPENED_AT_ONCE);

/** Starts a worker and waits until it has read the image. One that is not wanted any more is ended. */
export async function openWorker(
  input: SessionInput,
  place: WorkerSetup,
  signal?: AbortSignal,
): Promise<Session> {
  const { info, host, options, preview, generator } = input;
  const workerData: WorkerStart = { reads: place.reads, info, host, options, preview, generator };
  const endTurn = await turns.take(signal);
  try {
    const session = new WorkerSession(new Worker(place.script, { workerData }));
    try {
      await unlessAborted(session.opened, signal);
      // The worker reads for itself from now on.
      await input.source.dispose();
    } catch (error) {
      await session.dispose();
      throw error;
    }
    return session;
  } finally {
    endTurn();
  }
}

class WorkerSession implements Session {
  readonly opened: Promise<unknown>;
  readonly ended: Promise<Error>;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private endReason: Error | undefined;
  private lastId = 0;

  constructor(worker: Worker) {
    this.worker = worker;
    this.opened = new Promise((resolve, reject) => this.pending.set(0, { resolve, reject }));
    worker.on('message', (message: FromWorker) => this.receive(message));
    this.ended = new Promise((resolve) => {
      const end = (reason: Error) => {
        if (this.end(reason)) resolve(reason);
      };
      worker.on('error', (error) => end(failure(error)));
      worker.on('exit', (code) => end(new SessionError('worker', sessionSentences.workerEnded(code))));
    });
  }

  summary(signal?: AbortSignal): Promise<ImageSummary> {
    return this.call('summary', [], signal);
  }

  whole(signal?: AbortSignal): Promise<ImageSummary> {
    return this.call('whole', [], signal);
  }

  configure(options: SessionOptions, signal?: AbortSignal): Promise<ImageSummary> {
    return this.call('configure', [options], signal);
  }

  rows(query: RowQuery, signal?: AbortSignal): Promise<RowWindow> {
    return this.call('rows', [query], signal);
  }

  detail(table: TableId, index: number, signal?: AbortSignal): ReturnType<Session['detail']> {
    return this.call('detail', [table, index], signal);
  }

  consumer(id: string, signal?: AbortSignal): ReturnType<Session['consumer']> {
    return this.call('consumer', [id], signal);
  }

  chains(
    kind: 'gnu' | 'sysv',
    start: number,
    count: number,
    signal?: AbortSignal,
  ): ReturnType<Session['chains']> {
    return this.call('chains', [kind, start, count], signal);
  }

  bloom(start: number, count: number, signal?: AbortSignal): ReturnType<Session['bloom']> {
    return this.call('bloom', [start, count], signal);
  }

  bytes(offset: number, length: number, signal?: AbortSignal): ReturnType<Session['bytes']> {
    return this.call('bytes', [offset, length], signal);
  }

  copy(query: CopyQuery, signal?: AbortSignal): Promise<Copy> {
    return this.call('copy', [query], signal);
  }

  locate(query: RowQuery, index: number, signal?: AbortSignal): Promise<number> {
    return this.call('locate', [query, index], signal);
  }

  find(table: TableId, name: string, signal?: AbortSignal): Promise<number> {
    return this.call('find', [table, name], signal);
  }

  resolveAddress(address: PastedAddress, signal?: AbortSignal): Promise<AddressView> {
    return this.call('resolveAddress', [address], signal);
  }

  budgetedJson(options: BudgetedOptions, signal?: AbortSignal): Promise<string> {
    return this.call('budgetedJson', [options], signal);
  }

  async *export(format: ExportFormat, signal?: AbortSignal): ReturnType<Session['export']> {
    const id = ++this.lastId;
    this.post({ type: 'export', id, format });
    try {
      for (;;) {
        const piece = await this.wanted<Uint8Array<ArrayBuffer> | undefined>({ type: 'next', id }, signal);
        if (piece === undefined) return;
        yield piece;
      }
    } finally {
      if (this.endReason === undefined) this.post({ type: 'cancel', id });
    }
  }

  async dispose(): Promise<void> {
    this.end(new SessionError('worker', sessionSentences.closed));
    await this.worker.terminate();
  }

  private call<Result>(name: CallName, args: readonly unknown[], signal?: AbortSignal): Promise<Result> {
    return this.wanted<Result>({ type: 'call', id: ++this.lastId, name, args }, signal);
  }

  /** Asks, and takes the question back when the answer is no longer wanted. */
  private async wanted<Result>(message: ToWorker, signal: AbortSignal | undefined): Promise<Result> {
    if (signal?.aborted) throw cancelled();
    const { id } = message;
    const withdraw = () => {
      if (this.endReason === undefined) this.post({ type: 'cancel', id });
    };
    signal?.addEventListener('abort', withdraw, { once: true });
    try {
      return await unlessAborted(this.ask<Result>(message), signal);
    } finally {
      signal?.removeEventListener('abort', withdraw);
    }
  }

  private ask<Result>(message: ToWorker): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.endReason !== undefined) return reject(this.endReason);
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

  /** Nothing waits for a worker that is gone. False when it has ended before: the first reason is the true one. */
  private end(reason: Error): boolean {
    if (this.endReason !== undefined) return false;
    this.endReason = reason;
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
    return true;
  }
}

function failure(error: unknown): SessionError {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new SessionError('worker', sessionSentences.workerOutOfMemory, error);
  const message = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return new SessionError('worker', sessionSentences.workerFailed(message), error);
}
