/** What becomes of the image that is shown when it is read anew. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type * as vscode from 'vscode';
import type { OpenedSession, Way } from '../../../src/editor/opening.ts';
import type { HostEvent, ImageSummary, SessionOptions } from '../../../src/protocol.ts';
import type { Session } from '../../../src/session/model.ts';
import '../../support/fakeVscode.ts';

const { ImageDocument } = await import('../../../src/editor/imageDocument.ts');

const uri = { path: '/x.so', toString: () => 'file:/x.so' } as vscode.Uri;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const at = /read at \d\d:\d\d:\d\d\.$/;

/** An image whose title says which opening it is of; openings wait for `go` once `slow` is set. */
function opened(fails?: Error) {
  const ways: Way[] = [];
  const closed: string[] = [];
  const events: HostEvent[] = [];
  const given = { fails, slow: false, checking: false, go: () => {}, also: [] as readonly string[] };
  const open = async (_uri: vscode.Uri, first: SessionOptions, way: Way): Promise<OpenedSession> => {
    const name = `opening ${ways.push(way)}`;
    let options = first;
    if (given.slow) {
      await new Promise<void>((resolve) => {
        given.go = resolve;
      });
    }
    if (given.fails) throw given.fails;
    let { checking } = given;
    const summary = async () =>
      ({ title: `${name} ${options.asVdso}`, ...(checking && { checking: 'yes' }) }) as ImageSummary;
    const session = {
      ended: new Promise<Error>(() => undefined),
      summary,
      whole: async () => {
        await turn();
        checking = false;
        return summary();
      },
      configure: async (changed: SessionOptions) => {
        options = changed;
        return summary();
      },
    } as unknown as Session;
    return { session, readAt: ways.length * 1000, close: async () => void closed.push(name) };
  };
  const failureView = (_uri: vscode.Uri, error: unknown) => ({
    title: 'x',
    sentence: error instanceof Error ? error.message : String(error),
    actions: [],
  });
  const options = { selection: [], asVdso: false, symtab: false };
  const toldAllTheSame = async (): Promise<readonly string[]> => given.also;
  const document = new ImageDocument(uri, options, { open, failureView, toldAllTheSame });
  document.onDidChange(({ event }) => events.push(event));
  const title = async () => (await (await document.session()).summary()).title;
  return { ways, closed, events, given, document, title };
}

const types = (events: readonly HostEvent[]) => events.map(({ type }) => type);

test('where there is no image, what is known all the same stands in its place', async () => {
  const { document, given } = opened(new Error('There is no vDSO.'));
  given.also = ['Clock calls should enter the kernel.'];
  const state = await document.initialState();
  assert.deepEqual(state.kind === 'failure' && [state.failure.sentence, state.failure.also], [
    'There is no vDSO.',
    ['Clock calls should enter the kernel.'],
  ]);
});

suite('an image that is read anew', () => {
  test('stays, with the reason, when there is none any more', async () => {
    const { document, given, events, closed, title, ways } = opened();
    await document.session();
    given.fails = new Error('There is no process 12.');
    await document.reload();
    assert.equal(await title(), 'opening 1 false');
    assert.deepEqual(types(events), ['stale']);
    assert.match(document.stale ?? '', /^There is no process 12\. What is shown was /);
    assert.deepEqual(ways, [
      { whole: false, anew: false },
      { whole: true, anew: true },
    ]);
    assert.deepEqual(closed, []);
    await document.reload();
    assert.deepEqual(types(events), ['stale', 'stale'], 'asked again, it is said again');
  });

  test('is answered from until the new one is there, and says when that was read', async () => {
    const { document, given, events, closed, title } = opened();
    await document.session();
    const { readAt } = document;
    document.markStale('Changed.');
    given.slow = true;
    const reloading = document.reload();
    await turn();
    assert.equal(await title(), 'opening 1 false');
    given.go();
    await reloading;
    assert.equal(await title(), 'opening 2 false');
    assert.notEqual(document.readAt, readAt);
    assert.equal(document.stale, undefined);
    await turn();
    assert.deepEqual(types(events), ['stale', 'state']);
    assert.deepEqual(closed, ['opening 1']);
  });

  test('and changes meanwhile is said to be stale again', async () => {
    const { document, given, events } = opened();
    await document.session();
    document.markStale('Changed.');
    given.slow = true;
    const reloading = document.reload();
    await turn();
    document.markStale('Changed.');
    given.go();
    await reloading;
    assert.equal(document.stale, 'Changed.');
    assert.deepEqual(types(events), ['stale', 'state', 'stale']);
  });

  test('has what was chosen meanwhile', async () => {
    const { document, given, title } = opened();
    await document.session();
    given.slow = true;
    const reloading = document.reload();
    await turn();
    await document.configure({ asVdso: true });
    given.go();
    await reloading;
    assert.equal(await title(), 'opening 2 true');
  });

  test('is not given back while a report of it is being saved', async () => {
    const { document, closed } = opened();
    let saved = () => {};
    const saving = document.hold(
      () =>
        new Promise<void>((resolve) => {
          saved = resolve;
        }),
    );
    await turn();
    await document.reload();
    await turn();
    assert.deepEqual(closed, []);
    saved();
    await saving;
    await turn();
    assert.deepEqual(closed, ['opening 1']);
  });

  test('unasked, is shown when all of it was read', async () => {
    const { document, given, events } = opened();
    await document.session();
    given.checking = true;
    await document.reloadQuietly();
    const [event, ...more] = events;
    assert.ok(event?.type === 'state' && event.state.kind === 'image');
    assert.equal(event.state.summary.checking, undefined);
    assert.deepEqual(more, []);
    await document.reload();
    await turn();
    await turn();
    assert.deepEqual(types(events.slice(1)), ['state', 'state'], 'asked for, at once');
  });

  test('unasked, is read where there was none, and not while it rests', async () => {
    const failed = opened(new Error('Not an ELF file.'));
    assert.equal((await failed.document.state()).kind, 'failure');
    failed.given.fails = undefined;
    await failed.document.reloadQuietly();
    assert.match(await failed.title(), /^opening 2/);

    const resting = opened();
    await resting.document.session();
    assert.equal(resting.document.rest(), true);
    await resting.document.reloadQuietly();
    assert.equal(resting.ways.length, 1);
  });

  test('is fresh when it is read after a rest, or for the first time, whatever changed before', async () => {
    const { document, title, events } = opened();
    document.markStale('Gone.');
    assert.match(await title(), /^opening 1/);
    assert.equal(document.stale, undefined);
    assert.equal(document.rest(), true);
    document.markStale('Gone.');
    const reading = title();
    assert.equal(document.stale, undefined);
    document.markStale('Changed.');
    assert.match(await reading, /^opening 2/);
    assert.equal(document.stale, 'Changed.', 'while it was read');
    assert.deepEqual(types(events), ['stale']);
  });

  test('does not rest meanwhile, and is given back with its tab', async () => {
    const { document, given, closed } = opened();
    await document.session();
    given.slow = true;
    const reloading = document.reload();
    await turn();
    assert.equal(document.rest(), false);
    document.dispose();
    given.go();
    await reloading;
    await turn();
    assert.deepEqual(closed.toSorted(), ['opening 1', 'opening 2']);
  });

  test('twice at once is read by the second alone', async () => {
    const { document, given, title, closed, events } = opened();
    await document.session();
    given.slow = true;
    const first = document.reload();
    await turn();
    const goFirst = given.go;
    const second = document.reload();
    await turn();
    given.go();
    goFirst();
    await Promise.all([first, second]);
    assert.match(await title(), /^opening 3/);
    await turn();
    assert.deepEqual(closed.toSorted(), ['opening 1', 'opening 2']);
    assert.deepEqual(types(events), ['state']);
  });

  test('the time stands in the sentence', () => {
    const { document } = opened();
    assert.match(`read at ${document.readAt}.`, at);
  });
});
