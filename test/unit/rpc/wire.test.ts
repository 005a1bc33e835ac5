/** Both ends of the wire, with a channel between them whose messages can be seen. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { suite, test } from 'node:test';
import type { Handlers } from '../../../src/rpc/api.ts';
import { type Client, connectClient } from '../../../src/rpc/client.ts';
import type { Channel } from '../../../src/rpc/messages.ts';
import { connectServer, type Server } from '../../../src/rpc/server.ts';

interface Api {
  sum(a: number, b: number, signal?: AbortSignal): Promise<number>;
  wait(signal?: AbortSignal): Promise<void>;
}

interface Wire {
  readonly client: Client<Api, string>;
  readonly server: Server<string>;
  /** All that travelled, in its order. */
  readonly sent: { readonly type: string }[];
  readonly waits: boolean[];
  /** Hands the client whatever a server would not. */
  toClient(message: unknown): void;
}

/** Messages travel as structured clones, one turn later. */
function wire(handlers: Partial<Handlers<Api>>): Wire {
  const sent: { readonly type: string }[] = [];
  const waits: boolean[] = [];
  const listeners: Record<'client' | 'server', (message: unknown) => void> = {
    client: () => undefined,
    server: () => undefined,
  };
  const channel = (here: 'client' | 'server', there: 'client' | 'server'): Channel<{ type: string }> => ({
    post(message) {
      const copy = structuredClone(message);
      sent.push(copy);
      queueMicrotask(() => listeners[there](copy));
    },
    onMessage: (listener) => {
      listeners[here] = listener;
    },
  });
  const server = connectServer<Api, string>(channel('server', 'client'), handlers, {
    failed: (error, name) => ({ message: `${name}: ${(error as Error).message}`, cause: { code: 'odd' } }),
    unknown: (name) => ({ message: `no ${name}` }),
    stray: (message) => sent.push({ type: `stray ${typeof message}` }),
  });
  const client = connectClient<Api, string>(channel('client', 'server'), {
    failed: ({ message, cause }) => Object.assign(new Error(message), { code: undefined }, cause),
    cancelled: () => new Error('withdrawn'),
    waits: (any) => waits.push(any),
  });
  return { client, server, sent, waits, toClient: (message) => listeners.client(message) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const types = (sent: Wire['sent']) => sent.map(({ type }) => type);

suite('the wire', () => {
  test('brings each answer to who asked, in whatever order they come', async () => {
    const { client } = wire({
      sum: async (_signal, a, b) => {
        for (let turns = a; turns > 0; turns--) await turn();
        return a + b;
      },
    });
    assert.deepEqual(
      await Promise.all([client.call('sum', [3, 4]), client.call('sum', [1, 1]), client.call('sum', [2, 7])]),
      [7, 2, 9],
    );
  });

  test('brings a failure with its sentence and code, and of a request that nobody knows', async () => {
    const { client } = wire({ sum: () => Promise.reject(new Error('too much')) });
    await assert.rejects(client.call('sum', [1, 2]), { message: 'sum: too much', code: 'odd' });
    await assert.rejects(client.call('wait', []), { message: 'no wait', code: undefined });
  });

  test('a withdrawn request is rejected at once, aborted at the other end, and not answered', async () => {
    let aborted: AbortSignal | undefined;
    const { client, sent, waits } = wire({
      wait: (signal) => {
        aborted = signal;
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        );
      },
    });
    const controller = new AbortController();
    const waiting = client.call('wait', [], controller.signal);
    await turn();
    assert.equal(aborted?.aborted, false);
    controller.abort();
    await assert.rejects(waiting, { message: 'withdrawn' });
    await turn();
    assert.equal(aborted?.aborted, true);
    assert.deepEqual(types(sent), ['request', 'cancel']);
    assert.deepEqual(waits, [true, false]);
  });

  test('what was answered cannot be withdrawn any more: what it left running goes on', async () => {
    let given: AbortSignal | undefined;
    const { client, server, sent } = wire({
      wait: async (signal) => {
        given = signal;
      },
    });
    await client.call('wait', []);
    server.cancelAll();
    assert.equal(given?.aborted, false);
    assert.deepEqual(types(sent), ['request', 'result']);
  });

  test('a request that is withdrawn before it is made does not travel', async () => {
    const { client, sent, waits } = wire({});
    await assert.rejects(client.call('wait', [], AbortSignal.abort()), { message: 'withdrawn' });
    assert.deepEqual([sent, waits], [[], []]);
  });

  test('a signal that lives on keeps nothing of what was answered, and withdraws nothing any more', async () => {
    const { client, sent } = wire({ sum: async (_signal, a, b) => a + b });
    const controller = new AbortController();
    await client.call('sum', [1, 2], controller.signal);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
    controller.abort();
    assert.deepEqual(types(sent), ['request', 'result']);
  });

  test('an end rejects what waits and all that comes after, with the first reason', async () => {
    const { client, sent, waits } = wire({ wait: () => new Promise(() => undefined) });
    const waiting = [client.call('wait', []), client.call('wait', [])];
    assert.equal(client.end(new Error('gone')), true);
    assert.equal(client.end(new Error('later')), false);
    waiting.push(client.call('wait', []));
    for (const each of waiting) await assert.rejects(each, { message: 'gone' });
    assert.deepEqual(types(sent), ['request', 'request']);
    assert.deepEqual(waits, [true, true, false]);
  });

  test('a signal that aborts after the end sends nothing to who is gone', async () => {
    const { client, sent } = wire({ wait: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const waiting = client.call('wait', [], controller.signal);
    client.end(new Error('gone'));
    controller.abort();
    await assert.rejects(waiting, { message: 'gone' });
    assert.deepEqual(types(sent), ['request']);
  });

  test('an argument that cannot travel fails its request, and nobody waits for it', async () => {
    const { client, waits } = wire({});
    await assert.rejects(client.call('sum', [1, (() => 1) as unknown as number]), { name: 'DataCloneError' });
    assert.deepEqual(waits, [true, false]);
  });

  test('events reach every listener, unasked', async () => {
    const { client, server } = wire({});
    const heard: string[] = [];
    client.onEvent((event) => heard.push(`1 ${event}`));
    client.onEvent((event) => heard.push(`2 ${event}`));
    server.tell('stale');
    await turn();
    assert.deepEqual(heard, ['1 stale', '2 stale']);
  });

  test('answers that nobody waits for, and what is no message, are let pass', async () => {
    const { client, toClient } = wire({ sum: async (_signal, a, b) => a + b });
    const waiting = client.call('sum', [1, 2]);
    for (const message of [undefined, null, 1, 'x', [], {}, { type: 'result' }, { type: 'error', id: 'x' }])
      toClient(message);
    toClient({ type: 'result', id: 99, ok: 4 });
    assert.equal(await waiting, 3);
  });
});
