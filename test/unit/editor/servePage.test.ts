import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { editorCatalogue } from '../../../src/editor/catalogues.ts';
import { servePage } from '../../../src/editor/servePage.ts';
import type { HostApi } from '../../../src/protocol.ts';
import type { Handlers } from '../../../src/rpc/api.ts';
import { pageChannel } from '../../support/pageChannel.ts';

function serve(handlers: Partial<Handlers<HostApi>>) {
  const { channel, posted, send } = pageChannel();
  const logged: string[] = [];
  const server = servePage(
    channel,
    handlers,
    { warn: (sentence) => logged.push(sentence) },
    editorCatalogue('en'),
  );
  return { posted, logged, receive: send, ...server };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

suite('servePage', () => {
  test('answers a request with what its handler gives, under the same id', async () => {
    const { posted, receive } = serve({ find: async (_signal, table, name) => `${table}/${name}`.length });
    receive({ type: 'request', id: 7, name: 'find', args: ['symbols', 'x'] });
    await settled();
    assert.deepEqual(posted, [{ type: 'result', id: 7, ok: 9 }]);
  });

  test('a failure is answered with its sentence, and logged', async () => {
    const { posted, logged, receive } = serve({
      copyText: () => Promise.reject(new Error('The disk is full.')),
    });
    receive({ type: 'request', id: 1, name: 'copyText', args: ['x'] });
    await settled();
    assert.deepEqual(posted, [{ type: 'error', id: 1, message: 'The disk is full.' }]);
    assert.match(logged[0] ?? '', /copyText.*The disk is full\./);
  });

  test('a sentence with characters that are not seen is answered with them escaped', async () => {
    const { posted, receive } = serve({ copyText: () => Promise.reject(new Error('a\u202e\u{e0041}')) });
    receive({ type: 'request', id: 1, name: 'copyText', args: ['x'] });
    receive({ type: 'request', id: 2, name: 'a\u202e' });
    await settled();
    assert.deepEqual(posted.map((message) => ('message' in message ? message.message : '')).toSorted(), [
      'Unknown request "a\\u202e".',
      'a\\u202e\\u{e0041}',
    ]);
  });

  test('a cancelled request is aborted and not answered', async () => {
    let signal: AbortSignal | undefined;
    const { posted, logged, receive } = serve({
      find: (given) => {
        signal = given;
        return new Promise((_resolve, reject) =>
          given.addEventListener('abort', () => reject(new Error('withdrawn'))),
        );
      },
    });
    receive({ type: 'request', id: 1, name: 'find', args: ['symbols', 'x'] });
    receive({ type: 'cancel', id: 2 });
    assert.equal(signal?.aborted, false);
    receive({ type: 'cancel', id: 1 });
    assert.equal(signal?.aborted, true);
    await settled();
    assert.deepEqual([posted, logged], [[], []]);
  });

  test('cancelAll aborts what runs, and later requests are served', async () => {
    const signals: AbortSignal[] = [];
    const { posted, receive, cancelAll } = serve({
      find: (signal) => {
        signals.push(signal);
        return Promise.resolve(0);
      },
    });
    receive({ type: 'request', id: 1, name: 'find', args: [] });
    receive({ type: 'request', id: 2, name: 'find', args: [] });
    cancelAll();
    receive({ type: 'request', id: 3, name: 'find', args: [] });
    await settled();
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, false],
    );
    assert.deepEqual(posted, [{ type: 'result', id: 3, ok: 0 }]);
  });

  test('what is no request of the protocol is logged and never run', async () => {
    const { posted, logged, receive } = serve({});
    for (const name of ['toString', '__proto__', 'constructor', 'unknown']) {
      receive({ type: 'request', id: 1, name, args: [] });
    }
    for (const message of [undefined, null, 3, 'x', [], {}, { type: 'request', id: 'x', name: 'find' }]) {
      receive(message);
    }
    await settled();
    assert.equal(logged.length, 11);
    assert.equal(posted.length, 4);
    assert.ok(posted.every(({ type }) => type === 'error'));
  });

  test('what no JSON can be made of is logged in a line as well', async () => {
    const { posted, logged, receive } = serve({});
    const circular: { self?: unknown } = {};
    circular.self = circular;
    for (const message of [{ type: 2n ** 64n }, circular, Symbol('x'), () => 1]) receive(message);
    receive({ type: 'request', id: 1, name: `a\u202e\n${'x'.repeat(10_000)}`, args: [] });
    await settled();
    assert.equal(logged.length, 5);
    for (const line of logged) assert.match(line, /^[\x20-\x7e]{1,400}$/);
    assert.equal(posted.length, 1);
  });
});
