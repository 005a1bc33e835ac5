import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type DocumentEvent, ImageDocument } from '../../src/editor/imageDocument.ts';
import type { OpenedSession, Way } from '../../src/editor/opening.ts';
import type { ImageSummary, SessionOptions } from '../../src/protocol.ts';
import type { Session } from '../../src/session/model.ts';

const uri = vscode.Uri.parse('file:/x.so');
const options: SessionOptions = { selection: [{ id: 'go' }], asVdso: false, symtab: false };

/** Sessions that say which they are and what they were last configured with, and count their ends. */
function services() {
  const closed: string[] = [];
  const wholes: boolean[] = [];
  const signals: AbortSignal[] = [];
  let failing: Error | undefined;
  let opened = 0;
  const dies: ((reason: Error) => void)[] = [];
  const open = async (
    _uri: vscode.Uri,
    given: SessionOptions,
    way: Way,
    signal: AbortSignal,
  ): Promise<OpenedSession> => {
    wholes.push(way.whole);
    signals.push(signal);
    if (failing) throw failing;
    const name = `session ${++opened}`;
    let current = given;
    const summary = async () => ({ title: `${name} ${JSON.stringify(current)}` }) as ImageSummary;
    const session = {
      ended: new Promise<Error>((resolve) => dies.push(resolve)),
      summary,
      configure: async (changed: SessionOptions) => {
        await new Promise(setImmediate);
        current = changed;
        return summary();
      },
    } as unknown as Session;
    return { session, readAt: Date.now(), close: async () => void closed.push(name) };
  };
  const failureView = (_uri: vscode.Uri, error: unknown) => ({
    title: 'x',
    sentence: String(error),
    actions: [],
  });
  return {
    closed,
    wholes,
    signals,
    open,
    failureView,
    fail: (error?: Error) => (failing = error),
    dies,
  };
}

function watch(document: ImageDocument): DocumentEvent[] {
  const events: DocumentEvent[] = [];
  document.onDidChange((event) => events.push(event));
  return events;
}

/** Sessions that begin with a preview; the whole is there, or is not, when the test says so. */
function previews() {
  const given = services();
  let checking: string | undefined = 'Checking.';
  let asked = 0;
  let resolve = () => {};
  let reject = (_error: Error) => {};
  const promise = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  promise.catch(() => undefined);
  const summary = async () => ({ title: 'x', checking }) as ImageSummary;
  const whole = async () => {
    asked++;
    await promise;
    return summary();
  };
  const open = async (...args: Parameters<typeof given.open>): Promise<OpenedSession> => {
    const { close } = await given.open(...args);
    const ended = new Promise<Error>(() => undefined);
    return { session: { ended, summary, whole } as unknown as Session, readAt: Date.now(), close };
  };
  const end = () => {
    checking = undefined;
    resolve();
  };
  return { ...given, open, end, break: (error: Error) => reject(error), asked: () => asked };
}

suite('an image document', () => {
  test('after a preview the whole image is read once, and told', async () => {
    const given = previews();
    const document = new ImageDocument(uri, options, given);
    const events = watch(document);
    const state = await document.initialState();
    assert.equal(state.kind === 'image' && state.summary.checking, 'Checking.');
    assert.equal(given.asked(), 0, 'not before the first rows are shown');
    const finished = [document.finish(), document.finish()];
    await new Promise(setImmediate);
    assert.deepEqual([given.asked(), events.length], [1, 0]);
    given.end();
    await Promise.all(finished);
    assert.equal(events.length, 1);
    const [event] = events;
    assert.ok(event?.event.type === 'state' && event.event.state.kind === 'image');
    assert.equal(event.event.state.summary.checking, undefined);
  });

  test('a whole image that cannot be read is a state with words', async () => {
    const given = previews();
    const document = new ImageDocument(uri, options, given);
    const events = watch(document);
    await document.session();
    const finished = document.finish();
    given.break(new Error('The disk has gone.'));
    await finished;
    const [event] = events;
    assert.ok(event?.event.type === 'state' && event.event.state.kind === 'failure');
    assert.match(event.event.state.failure.sentence, /The disk has gone/);
    assert.equal((await document.state()).kind, 'failure');
  });

  test('closed after a preview, it tells nobody anything', async () => {
    const given = previews();
    const document = new ImageDocument(uri, options, given);
    const events = watch(document);
    await document.session();
    const finished = document.finish();
    document.dispose();
    given.break(new Error('Closed.'));
    await finished;
    assert.deepEqual(events, []);
  });

  test('what is read anew during a preview takes its place', async () => {
    const given = previews();
    const document = new ImageDocument(uri, options, given);
    const events = watch(document);
    await document.session();
    const finished = document.finish();
    await document.reload();
    assert.equal(events.length, 1);
    given.end();
    await finished;
    await new Promise((resolve) => setImmediate(resolve)); // what it would still tell
    const last = events.at(-1)?.event;
    assert.ok(
      last?.type === 'state' && last.state.kind === 'image' && last.state.summary.checking === undefined,
    );
  });

  test('failing to open is a state, and trying again may end it', async () => {
    const given = services();
    given.fail(new Error('No.'));
    const document = new ImageDocument(uri, options, given);
    assert.equal((await document.initialState()).kind, 'failure');
    await assert.rejects(document.session());
    const events = watch(document);
    given.fail();
    await document.reload();
    const [event] = events;
    assert.equal(event?.event.type === 'state' && event.event.state.kind, 'image');
    assert.deepEqual(given.wholes, [false, true]);
  });

  test('reading anew gives back what was there, and ends being stale', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    await document.session();
    const events = watch(document);
    document.markStale('Changed.');
    document.markStale('Changed.');
    assert.equal(events.length, 1);
    assert.equal(document.stale, 'Changed.');
    await document.reload();
    await new Promise(setImmediate);
    assert.equal(document.stale, undefined);
    assert.deepEqual(given.closed, ['session 1']);
    document.dispose();
    await new Promise(setImmediate);
    assert.deepEqual(given.closed, ['session 1', 'session 2']);
  });

  test('what one view changes the others are told', async () => {
    const document = new ImageDocument(uri, options, services());
    const events = watch(document);
    const view = {};
    const summary = await document.chooseRelease('go', '1.21', view);
    assert.match(summary.title, /"release":"1.21"/);
    assert.equal(events[0]?.except, view);
    assert.deepEqual(events[0]?.event, { type: 'state', state: { kind: 'image', summary } });
  });

  test('the settings hold until a release is chosen in the editor', async () => {
    const document = new ImageDocument(uri, options, services());
    const title = async () => (await (await document.session()).summary()).title;
    await document.applySelection([{ id: 'go', release: '1.22' }]);
    assert.match(await title(), /1\.22/);
    await document.chooseRelease('go', '1.21');
    await document.applySelection([{ id: 'go', release: '1.23' }]);
    assert.match(await title(), /1\.21/);
  });

  test('changes made at once are made one after the other, and none is lost', async () => {
    const document = new ImageDocument(uri, options, services());
    await Promise.all([document.configure({ symtab: true }), document.chooseRelease('go', '1.21')]);
    const { title } = await (await document.session()).summary();
    assert.match(title, /"release":"1\.21".*"symtab":true/);
  });

  test('a reader that ends while nobody asks is told once, and the next request opens the image again', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    await document.configure({ asVdso: true });
    const events = watch(document);
    given.dies[0]?.(new Error('It stopped.'));
    await new Promise(setImmediate);
    assert.deepEqual(
      events.map(({ event }) => event),
      [{ type: 'stale', sentence: 'It stopped.' }],
    );
    const [first, second] = await Promise.all([document.session(), document.session()]);
    assert.equal(first, second, 'once for all who ask');
    assert.match((await first.summary()).title, /session 2.*"asVdso":true/);
    await new Promise(setImmediate);
    assert.deepEqual(
      events.map(({ event }) => event.type),
      ['stale', 'state'],
    );
    assert.equal(document.stale, undefined);
    assert.deepEqual(given.wholes, [false, false], 'as it was asked for before');
    assert.deepEqual(given.closed, ['session 1']);
  });

  test('a reader of an image that was read anew tells nobody of its end', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    await document.session();
    await document.reload();
    const events = watch(document);
    given.dies[0]?.(new Error('It stopped.'));
    await new Promise(setImmediate);
    document.dispose();
    given.dies[1]?.(new Error('It stopped.'));
    await new Promise(setImmediate);
    assert.deepEqual(events, []);
  });

  test('a document that rests is opened again by the next request, with its options, and tells nobody', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    await document.configure({ asVdso: true });
    const events = watch(document);
    assert.equal(document.rest(), true);
    assert.equal(document.rest(), false, 'it rests');
    await new Promise(setImmediate);
    assert.deepEqual(given.closed, ['session 1']);
    const state = await document.initialState();
    assert.ok(state.kind === 'image');
    assert.match(state.summary.title, /session 2.*"asVdso":true/);
    await new Promise(setImmediate);
    assert.deepEqual(events, []);
  });

  test('who asked an image that is read anew meanwhile is answered from the new one', async () => {
    const given = services();
    let closed = false;
    const open = async (...args: Parameters<typeof given.open>): Promise<OpenedSession> => {
      const { session, readAt, close } = await given.open(...args);
      if (given.signals.length > 1) return { session, readAt, close };
      const summary = async () => {
        while (!closed) await new Promise(setImmediate);
        throw new Error('Closed.');
      };
      const end = async () => {
        closed = true;
        await close();
      };
      return { session: { ...session, summary }, readAt, close: end };
    };
    const document = new ImageDocument(uri, options, { ...given, open });
    const asked = document.initialState();
    await document.session();
    await document.reload();
    const state = await asked;
    assert.ok(state.kind === 'image');
    assert.match(state.summary.title, /session 2/);
  });

  test('what is being done is not disturbed, and what may be gone from disk is kept', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    let done = () => {};
    const holding = document.hold(
      () =>
        new Promise<void>((resolve) => {
          done = resolve;
        }),
    );
    await new Promise(setImmediate);
    assert.equal(document.rest(), false);
    done();
    await holding;
    document.markStale('Changed.');
    assert.equal(document.rest(), false);
    assert.deepEqual(given.closed, []);
  });

  test('nothing is opened for a document that is closed, whoever still asks', async () => {
    for (const how of ['rests', 'ended', 'open'] as const) {
      const given = services();
      const document = new ImageDocument(uri, options, given);
      await document.state();
      if (how === 'rests') document.rest();
      if (how === 'ended') given.dies.at(-1)?.(new Error('It ended.'));
      await new Promise(setImmediate);
      document.dispose();
      await document.hold(async () => undefined);
      await document.reload();
      await new Promise(setImmediate);
      assert.equal(given.wholes.length, 1, how);
      assert.ok(given.closed.includes('session 1'));
    }
  });

  test('the whole of a resting image is not read, and that is no failure', async () => {
    const given = previews();
    const document = new ImageDocument(uri, options, given);
    await document.session();
    const finished = document.finish();
    await new Promise(setImmediate);
    assert.equal(document.rest(), true);
    given.break(new Error('Closed.'));
    await finished;
    assert.equal((await document.state()).kind, 'image');
  });

  test('what is being opened ends with the document, and with being read anew', async () => {
    const given = services();
    const waiting: ((session: OpenedSession) => void)[] = [];
    const open: typeof given.open = (...args) => {
      void given.open(...args);
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        args[3].addEventListener('abort', () => reject(new Error('Withdrawn.')));
      });
    };
    const document = new ImageDocument(uri, options, { ...given, open });
    void document.state();
    void document.reload();
    assert.deepEqual(
      given.signals.map(({ aborted }) => aborted),
      [true, false],
    );
    document.dispose();
    assert.deepEqual(
      given.signals.map(({ aborted }) => aborted),
      [true, true],
    );
    assert.equal((await document.state()).kind, 'failure');
  });

  test('closed while it is still being opened, the session is given back all the same', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    void document.state();
    document.dispose();
    await new Promise(setImmediate);
    assert.deepEqual(given.closed, ['session 1']);
  });

  test('nothing is read before somebody asks, nor where nobody did before it was closed', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    await document.applySelection([{ id: 'musl' }]);
    await document.finish();
    await document.reloadQuietly();
    assert.deepEqual(given.wholes, []);
    assert.match((await (await document.session()).summary()).title, /session 1.*musl/);
    const unasked = new ImageDocument(uri, options, given);
    unasked.dispose();
    assert.equal((await unasked.state()).kind, 'failure');
    assert.deepEqual(given.wholes, [false]);
  });
});
