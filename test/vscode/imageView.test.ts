import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ImageDocument } from '../../src/editor/imageDocument.ts';
import { ImageView } from '../../src/editor/imageView.ts';
import type { OpenedSession } from '../../src/editor/opening.ts';
import type { Log } from '../../src/plainText/log.ts';
import { firstRows, type HostEvent, type ImageSummary, type InitialState } from '../../src/protocol.ts';
import type { ToClient } from '../../src/rpc/messages.ts';
import type { Session } from '../../src/session/model.ts';
import { until } from './support.ts';

type Message = ToClient<HostEvent>;

/** A panel whose page is the test. */
function fakePanel() {
  const posted: Message[] = [];
  const received = new vscode.EventEmitter<unknown>();
  const changed = new vscode.EventEmitter<unknown>();
  const panel = {
    visible: true,
    active: true,
    webview: {
      cspSource: '',
      asWebviewUri: (uri: vscode.Uri) => uri,
      postMessage: async (message: Message) => posted.push(message),
      onDidReceiveMessage: received.event,
    },
    onDidChangeViewState: changed.event,
    onDidDispose: new vscode.EventEmitter<void>().event,
  };
  let lastId = 0;
  /** The answer to a request of the page. */
  async function ask(name: string, ...args: unknown[]): Promise<Message> {
    const id = ++lastId;
    received.fire({ type: 'request', id, name, args });
    return until(`an answer to ${name}`, () => posted.find((each) => 'id' in each && each.id === id));
  }
  const show = (visible: boolean) => {
    panel.visible = visible;
    changed.fire(undefined);
  };
  const events = () => posted.flatMap((each) => (each.type === 'event' ? [each.event.type] : []));
  return { panel: panel as unknown as vscode.WebviewPanel, posted, events, ask, show };
}

/** A view of an image whose title counts how often it was read; `rows` may fail. */
function view(options: { readonly checking?: string } = {}) {
  const given = { rowsFail: false, wholes: 0, reads: 0 };
  const open = async (): Promise<OpenedSession> => {
    const title = `read ${++given.reads}`;
    const summary = async () => ({ title, tables: [] as ImageSummary['tables'], ...options }) as ImageSummary;
    const session = {
      ended: new Promise<Error>(() => undefined),
      summary,
      rows: async () => {
        if (given.rowsFail) throw new Error('Too many rows.');
        return { rows: [] };
      },
      whole: async () => {
        given.wholes++;
        return { title, tables: [] as ImageSummary['tables'] } as ImageSummary;
      },
    } as unknown as Session;
    return { session, readAt: Date.now(), close: async () => undefined };
  };
  const document = new ImageDocument(
    vscode.Uri.parse('file:/x.so'),
    { selection: [], asVdso: false, symtab: false },
    { open, failureView: (_uri, error) => ({ title: 'x', sentence: String(error), actions: [] }) },
  );
  const panel = fakePanel();
  const log = { warn() {}, error() {} } as unknown as Log;
  const services = {
    extensionUri: vscode.Uri.parse('file:/'),
    log,
    runAction: () => document.reload(),
    openImage: async () => {},
  };
  return { ...panel, given, document, view: new ImageView(document, panel.panel, services) };
}

/** A window that has taken keys when the test says so. */
async function withKeys(
  use: (taken: { resolve(): void; reject(error: Error): void }) => Promise<void>,
): Promise<void> {
  const { executeCommand } = vscode.commands;
  let resolve = () => {};
  let reject = (_error: Error) => {};
  const taken = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  Object.assign(vscode.commands, { executeCommand: () => taken });
  try {
    await use({ resolve, reject });
  } finally {
    Object.assign(vscode.commands, { executeCommand });
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const okOf = (message: Message) => (message.type === 'result' ? (message.ok as InitialState) : undefined);

suite('the page of an image', () => {
  test('that was told while it loaded is not told again, and one that comes back is answered', async () => {
    const { ask, events, show } = view();
    await until('the state', () => events()[0]);
    assert.deepEqual(await ask('ready', firstRows), { type: 'result', id: 1, ok: { kind: 'told' } });
    assert.equal(okOf(await ask('ready', firstRows))?.kind, 'image', 'it heard nothing, and asks again');
    show(false);
    show(true);
    assert.equal(okOf(await ask('ready', firstRows))?.kind, 'image');
    assert.deepEqual(events(), ['state']);
  });

  test('is on its way before the image is read', async () => {
    const { given, panel } = view();
    for (let i = 0; i < 20; i++) await Promise.resolve();
    assert.match(panel.webview.html, /^<!DOCTYPE html>/);
    assert.equal(given.reads, 0, 'what is read in this thread would hold the page up');
    await until('the image', () => given.reads || undefined);
  });

  test('that asks before the window has taken the keys is answered, and not told as well', async () => {
    await withKeys(async (taken) => {
      const { ask, events, given } = view();
      assert.equal(okOf(await ask('ready', firstRows))?.kind, 'image');
      taken.resolve();
      await turn();
      assert.deepEqual([events(), given.reads], [[], 1]);
    });
  });

  test('is told also where the window does not take the keys', async () => {
    await withKeys(async (taken) => {
      const { ask, events } = view();
      taken.reject(new Error('No keys.'));
      await until('the state', () => events()[0]);
      assert.deepEqual(await ask('ready', firstRows), { type: 'result', id: 1, ok: { kind: 'told' } });
    });
  });

  test('that was hidden before the window had taken the keys needs no image', async () => {
    await withKeys(async (taken) => {
      const { ask, given, show } = view();
      show(false);
      taken.resolve();
      await turn();
      assert.equal(given.reads, 0);
      show(true);
      assert.equal(okOf(await ask('ready', firstRows))?.kind, 'image');
    });
  });

  test('hears after its state what the others were told meanwhile, and nothing before', async () => {
    const { ask, events, document } = view();
    await until('the state', () => events()[0]);
    await document.reload();
    assert.deepEqual(events(), ['state']);
    await ask('ready', firstRows);
    await turn();
    assert.deepEqual(events(), ['state', 'state']);
    document.markStale('It changed.');
    assert.deepEqual(events(), ['state', 'state', 'stale']);
  });

  test('that is hidden hears nothing, and the next one of what is stale', async () => {
    const { ask, events, document, show } = view();
    await until('the state', () => events()[0]);
    await ask('ready', firstRows);
    show(false);
    document.markStale('It changed.');
    show(true);
    await turn();
    assert.deepEqual(events(), ['state']);
    await ask('ready', firstRows);
    await turn();
    assert.deepEqual(events(), ['state', 'stale']);
  });

  test('is shown a row when the whole image is there, not while it shows a preview', async () => {
    const { ask, events, view: made, given, document } = view({ checking: 'Checking.' });
    made.reveal({ table: 'symbols', index: 3 });
    await until('the state', () => events()[0]);
    await ask('ready', firstRows);
    await until('the rest is read', () => given.wholes || undefined);
    assert.ok(!events().includes('reveal'));
    // As if the checks had ended.
    Object.assign(document, {
      initialState: async () => ({ kind: 'image', summary: { title: 'whole' } }),
    });
    await document.reload();
    assert.deepEqual(events().slice(-2), ['state', 'reveal']);
  });

  test('whose state cannot be given is there all the same: reading again reaches it', async () => {
    const { ask, events, given } = view();
    await until('the state', () => events()[0]);
    await ask('ready', firstRows);
    given.rowsFail = true;
    const failed = await ask('ready', firstRows);
    assert.ok(failed.type === 'error');
    assert.equal(failed.message, 'Too many rows.');
    await ask('run', 'retry');
    assert.deepEqual(events(), ['state', 'state']);
  });

  test('whose very first state cannot be given hears of the image once it is read again', async () => {
    const { ask, events, given } = view();
    given.rowsFail = true;
    assert.equal((await ask('ready', firstRows)).type, 'error');
    await ask('run', 'retry');
    assert.deepEqual(events(), ['state']);
  });
});
