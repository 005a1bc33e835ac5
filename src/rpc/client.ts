/** The end of the wire that asks: typed requests that can fail and be withdrawn, and events. */
import type { MethodName, RequestArgs, RequestResult } from './api.ts';
import {
  type Channel,
  messageFields,
  type RequestFailure,
  type ToClient,
  type ToServer,
} from './messages.ts';

export interface Client<Api, Event = never> {
  /** Rejects with what `failed` or, as soon as `signal` aborts, `cancelled` of the options make; or why it ended. */
  call<Name extends MethodName<Api>>(
    name: Name,
    args: RequestArgs<Api[Name]>,
    signal?: AbortSignal,
  ): Promise<RequestResult<Api[Name]>>;
  onEvent(listener: (event: Event) => void): void;
  /**
   * Nobody answers any more: rejects what waits, and every later call. False when it had ended before: the first
   * reason is the true one.
   */
  end(reason: Error): boolean;
}

export interface ClientOptions {
  failed(failure: RequestFailure): Error;
  cancelled(): Error;
  /** Whether anybody waits for an answer from now on. */
  waits?(any: boolean): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

export function connectClient<Api, Event = never>(
  channel: Channel<ToServer>,
  { failed, cancelled, waits }: ClientOptions,
): Client<Api, Event> {
  const waiting = new Map<number, Waiting>();
  const listeners: ((event: Event) => void)[] = [];
  let endReason: Error | undefined;
  let lastId = 0;

  /** Whose answer it is; undefined when it is not waited for any more. */
  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    if (waiting.delete(id) && waiting.size === 0) waits?.(false);
    return found;
  }

  function request(name: string, args: readonly unknown[], signal: AbortSignal | undefined) {
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      if (endReason !== undefined) return reject(endReason);
      const id = ++lastId;
      const withdraw = () => {
        take(id)?.reject(cancelled());
        channel.post({ type: 'cancel', id });
      };
      const settle =
        <Value>(by: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener('abort', withdraw);
          by(value);
        };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      signal?.addEventListener('abort', withdraw, { once: true });
      waits?.(true);
      try {
        channel.post({ type: 'request', id, name, args });
      } catch (error) {
        // Nothing of it was sent: an argument that cannot travel.
        take(id)?.reject(error as Error);
      }
    });
  }

  channel.onMessage((message) => {
    const received = messageFields(message) as Partial<ToClient<Event>>;
    if (received.type === 'event') for (const listener of listeners) listener(received.event as Event);
    else if (received.type === 'result') take(received.id as number)?.resolve(received.ok);
    else if (received.type === 'error')
      take(received.id as number)?.reject(failed(received as RequestFailure));
  });

  return {
    call: (name, args, signal) => request(name, args, signal) as Promise<RequestResult<Api[typeof name]>>,
    onEvent: (listener) => void listeners.push(listener),
    end(reason) {
      if (endReason !== undefined) return false;
      endReason = reason;
      for (const id of [...waiting.keys()]) take(id)?.reject(reason);
      return true;
    },
  };
}
