/** The webview's end of the wire: typed requests that can fail and be cancelled, events, kept state. */
import type { HostApi, HostEvent } from '../src/protocol.ts';
import { type Client, connectClient } from '../src/rpc/client.ts';
import type { Channel, ToServer } from '../src/rpc/messages.ts';

interface VsCodeApi {
  postMessage(message: ToServer): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

declare global {
  interface Window {
    /** Messages that came before this script, which the page keeps for it (src/editor/html.ts). */
    early?: unknown[];
  }
}

/** Calls reject with an Error of the host's sentence, or a DOMException named AbortError when their signal aborted. */
export interface Host extends Pick<Client<HostApi, HostEvent>, 'call' | 'onEvent'> {
  loadState(): unknown;
  saveState(state: unknown): void;
}

export function connect(): Host {
  const api = acquireVsCodeApi();
  const { call, onEvent } = connectClient<HostApi, HostEvent>(channelTo(api), {
    failed: ({ message }) => new Error(message),
    cancelled: () => new DOMException('cancelled', 'AbortError'),
  });
  return {
    call,
    onEvent,
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

function channelTo(api: VsCodeApi): Channel<ToServer> {
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      window.addEventListener('message', ({ data }) => listener(data));
      // Once who listens for events has been made.
      queueMicrotask(() => {
        const early = window.early ?? [];
        delete window.early;
        early.forEach(listener);
      });
    },
  };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Sends script errors to the extension's log; the first few only, an error in a frame loop repeats. */
export function forwardErrors(host: Host): (error: unknown) => void {
  let left = 20;
  const report = (error: unknown): void => {
    if (isAbort(error) || left === 0) return;
    left -= 1;
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    host.call('reportError', [`${messageOf(error)}\n${stack}`]).catch(() => undefined);
  };
  window.addEventListener('error', (event) => {
    // Not an error: the browser says that it hands out the rest of the new sizes in the next frame.
    if (!event.message.startsWith('ResizeObserver loop')) report(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
  return report;
}
