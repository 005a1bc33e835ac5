/** A page's end of the wire: what the host posts, and what the page sends. */
import type { HostEvent } from '../../src/protocol.ts';
import type { ToClient } from '../../src/rpc/messages.ts';

export function pageChannel() {
  const posted: ToClient<HostEvent>[] = [];
  let receive = (_message: unknown): void => undefined;
  const channel = {
    post: (message: ToClient<HostEvent>) => void posted.push(message),
    onMessage: (listener: typeof receive) => {
      receive = listener;
    },
  };
  return { channel, posted, send: (message: unknown) => receive(message) };
}
