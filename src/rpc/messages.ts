/**
 * The one wire: what travels between a page and the extension host, and between a session and its worker
 * (docs/protocol.md). One end asks, the other answers and tells; both know a channel and nothing of what it is made of.
 */

/** What carries messages, in the order in which they are posted: a page's or a worker's port. */
export interface Channel<Posted> {
  post(message: Posted): void;
  /** Whatever arrives; what is no message of the wire is for the listener to refuse. */
  onMessage(listener: (message: unknown) => void): void;
}

/** A request has an id of its own and is answered exactly once, unless it is withdrawn. */
export type ToServer =
  | {
      readonly type: 'request';
      readonly id: number;
      readonly name: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: 'cancel'; readonly id: number };

/** Why a request failed: a sentence, and for who makes its own the code and arguments that it was made of. */
export interface RequestFailure {
  readonly message: string;
  readonly cause?: unknown;
}

export type ToClient<Event = unknown> =
  | { readonly type: 'result'; readonly id: number; readonly ok: unknown }
  | ({ readonly type: 'error'; readonly id: number } & RequestFailure)
  /** Unasked. */
  | { readonly type: 'event'; readonly event: Event };

/** What may stand in a message, of anything that arrived. */
export function messageFields(message: unknown): Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
