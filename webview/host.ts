/** The webview's end of the wire: typed requests that can fail and be cancelled, events, kept state. */
import type {
  HostEvent,
  RequestArgs,
  RequestName,
  RequestResult,
  ToHost,
  ToWebview,
} from '../src/protocol.ts';

interface VsCodeApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

declare global {
  interface Window {
    /** Messages that came before this script, which the page keeps for it (src/editor/html.ts). */
    early?: ToWebview[];
  }
}

interface Pending {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

export interface Host {
  /** @throws Error with the host's sentence; a DOMException named AbortError when `signal` aborted. */
  call<Name extends RequestName>(
    name: Name,
    args: RequestArgs<Name>,
    signal?: AbortSignal,
  ): Promise<RequestResult<Name>>;
  onEvent(listener: (event: HostEvent) => void): void;
  loadState(): unknown;
  saveState(state: unknown): void;
}

export function connect(): Host {
  const api = acquireVsCodeApi();
  const pending = new Map<number, Pending>();
  const listeners: ((event: HostEvent) => void)[] = [];
  let lastId = 0;

  const receive = (data: ToWebview): void => {
    if (data.type === 'event') {
      for (const listener of listeners) listener(data.event);
      return;
    }
    if (data.type !== 'result' && data.type !== 'error') return;
    const request = pending.get(data.id);
    pending.delete(data.id);
    if (data.type === 'result') request?.resolve(data.ok);
    else request?.reject(new Error(data.message));
  };
  window.addEventListener('message', (message: MessageEvent<ToWebview>) => receive(message.data));
  // Once who listens for events has been made.
  queueMicrotask(() => {
    const early = window.early ?? [];
    delete window.early;
    early.forEach(receive);
  });

  return {
    call<Name extends RequestName>(name: Name, args: RequestArgs<Name>, signal?: AbortSignal) {
      return new Promise<RequestResult<Name>>((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(aborted());
          return;
        }
        lastId += 1;
        const id = lastId;
        pending.set(id, { resolve: (value) => resolve(value as RequestResult<Name>), reject });
        api.postMessage({ type: 'request', id, name, args });
        signal?.addEventListener(
          'abort',
          () => {
            if (!pending.delete(id)) return;
            api.postMessage({ type: 'cancel', id });
            reject(aborted());
          },
          { once: true },
        );
      });
    },
    onEvent: (listener) => void listeners.push(listener),
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

function aborted(): DOMException {
  return new DOMException('cancelled', 'AbortError');
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
