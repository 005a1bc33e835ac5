/** The end of the wire that answers: runs each request's handler, answers it exactly once, cancels it, tells events. */
import type { Handlers } from './api.ts';
import { type Channel, messageFields, type RequestFailure, type ToClient } from './messages.ts';

export interface Server<Event = never> {
  tell(event: Event): void;
  /** Who asked is gone: what runs is aborted, and not answered. Later requests are served. */
  cancelAll(): void;
}

export interface ServerOptions {
  /** What is answered when a handler fails. */
  failed(error: unknown, name: string): RequestFailure;
  /** What is answered to a request that is none of the handlers'. */
  unknown(name: string): RequestFailure;
  /** Something arrived that is no message of the wire. */
  stray(message: unknown): void;
}

export function connectServer<Api, Event = never>(
  channel: Channel<ToClient<Event>>,
  handlers: Partial<Handlers<Api>>,
  { failed, unknown, stray }: ServerOptions,
): Server<Event> {
  const running = new Map<number, AbortController>();
  const isRequest = (name: string): name is keyof Api & string => Object.hasOwn(handlers, name);

  async function answer(id: number, name: keyof Api & string, args: readonly unknown[]): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    // Both ends are our own code, so argument types hold; what they show of a file never reaches them as code.
    const handler = handlers[name] as (signal: AbortSignal, ...args: readonly unknown[]) => Promise<unknown>;
    try {
      const ok = await handler(controller.signal, ...args);
      if (!controller.signal.aborted) channel.post({ type: 'result', id, ok });
    } catch (error) {
      if (!controller.signal.aborted) channel.post({ type: 'error', id, ...failed(error, name) });
    } finally {
      running.delete(id);
    }
  }

  channel.onMessage((message) => {
    const { type, id, name, args } = messageFields(message);
    if (type === 'cancel' && typeof id === 'number') running.get(id)?.abort();
    else if (type === 'request' && typeof id === 'number' && typeof name === 'string') {
      if (isRequest(name)) void answer(id, name, Array.isArray(args) ? args : []);
      else channel.post({ type: 'error', id, ...unknown(name) });
    } else stray(message);
  });

  return {
    tell: (event) => channel.post({ type: 'event', event }),
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
