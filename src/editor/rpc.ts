/**
 * Host end of the webview's requests: dispatches them, answers each exactly once, cancels them. Knows the
 * protocol and nothing of VS Code.
 */

import { inspect } from 'node:util';
import { shown } from '../elf/bytes/printable.ts';
import type { RequestArgs, RequestName, RequestResult, ToWebview } from '../protocol.ts';
import { editorSentences } from './english.ts';

/** One function for every request of `HostApi`, with the signal that its cancellation aborts. */
export type HostHandlers = {
  readonly [Name in RequestName]: (
    signal: AbortSignal,
    ...args: RequestArgs<Name>
  ) => Promise<RequestResult<Name>>;
};

export interface RequestServer {
  /** Takes whatever the webview posted; what is no message of the protocol is logged. */
  receive(message: unknown): void;
  /** The webview is gone: nobody waits for an answer any more. */
  cancelAll(): void;
}

export function serveRequests(
  handlers: Partial<HostHandlers>,
  post: (message: ToWebview) => void,
  log: (sentence: string) => void,
): RequestServer {
  const running = new Map<number, AbortController>();

  async function answer(id: number, name: RequestName, args: readonly unknown[]): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    // The webview is our own code, so argument types hold; what it shows of a file never reaches them as code.
    const handler = handlers[name] as (signal: AbortSignal, ...args: readonly unknown[]) => Promise<unknown>;
    try {
      const ok = await handler(controller.signal, ...args);
      if (!controller.signal.aborted) post({ type: 'result', id, ok });
    } catch (error) {
      if (controller.signal.aborted) return;
      log(`Request ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      post({ type: 'error', id, message: shown(error instanceof Error ? error.message : String(error)) });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive(message) {
      const fields: Readonly<Record<string, unknown>> =
        typeof message === 'object' && message !== null ? { ...message } : {};
      const { type, id, name, args } = fields;
      if (type === 'cancel' && typeof id === 'number') {
        running.get(id)?.abort();
      } else if (type === 'request' && typeof id === 'number' && typeof name === 'string') {
        if (isRequestName(handlers, name)) {
          void answer(id, name, Array.isArray(args) ? args : []);
        } else {
          log(`The view asked for ${described(name)}, which is not a request of the protocol.`);
          post({ type: 'error', id, message: editorSentences.unknownRequest(described(name)) });
        }
      } else {
        log(`The view sent a message that is not of the protocol: ${described(message)}`);
      }
    },
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

function isRequestName(handlers: Partial<HostHandlers>, name: string): name is RequestName {
  return Object.hasOwn(handlers, name);
}

/** Any value in one line; not as JSON, which not every value has. */
function described(value: unknown): string {
  const text = inspect(value, { depth: 2, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 200 });
  return shown(text.slice(0, 200));
}
