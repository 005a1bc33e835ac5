import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type DocumentEvent, ImageDocument, type OpenedSession } from '../../src/editor/imageDocument.ts';
import type { ImageSummary, SessionOptions } from '../../src/protocol.ts';
import type { Session } from '../../src/session/model.ts';

const uri = vscode.Uri.parse('file:/x.so');
const options: SessionOptions = { selection: [{ id: 'go' }], asVdso: false, symtab: false };

/** Sessions that say which they are and what they were last configured with, and count their ends. */
function services() {
  const closed: string[] = [];
  const wholes: boolean[] = [];
  let failing: Error | undefined;
  let opened = 0;
  const open = async (_uri: vscode.Uri, given: SessionOptions, whole: boolean): Promise<OpenedSession> => {
    wholes.push(whole);
    if (failing) throw failing;
    const name = `session ${++opened}`;
    let current = given;
    const summary = async () => ({ title: `${name} ${JSON.stringify(current.selection)}` }) as ImageSummary;
    const session = {
      summary,
      configure: (changed: SessionOptions) => {
        current = changed;
        return summary();
      },
    } as unknown as Session;
    return { session, close: async () => void closed.push(name) };
  };
  const failureView = (_uri: vscode.Uri, error: unknown) => ({
    title: 'x',
    sentence: String(error),
    actions: [],
  });
  return { closed, wholes, open, failureView, fail: (error?: Error) => (failing = error) };
}

function watch(document: ImageDocument): DocumentEvent[] {
  const events: DocumentEvent[] = [];
  document.onDidChange((event) => events.push(event));
  return events;
}

suite('an image document', () => {
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

  test('closed while it is still being opened, the session is given back all the same', async () => {
    const given = services();
    const document = new ImageDocument(uri, options, given);
    document.dispose();
    await new Promise(setImmediate);
    assert.deepEqual(given.closed, ['session 1']);
  });
});
