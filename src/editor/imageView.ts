/** One tab that shows an image: its page, its requests, and what it is told. */
import * as vscode from 'vscode';
import type { Log } from '../plainText/log.ts';
import { warn } from '../plainText/messages.ts';
import {
  type ActionId,
  firstRows,
  type HostApi,
  type HostEvent,
  type InitialState,
  type RevealTarget,
  type RowQuery,
  sessionReads,
} from '../protocol.ts';
import type { Handlers } from '../rpc/api.ts';
import type { Server } from '../rpc/server.ts';
import { handlersBy } from '../session/methods.ts';
import type { ImageDocument } from './imageDocument.ts';
import { servePanel } from './servePage.ts';
import { loadPage } from './webviewPage.ts';

export interface ViewServices {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  runAction(action: ActionId, document: ImageDocument): Promise<void>;
}

export class ImageView {
  readonly document: ImageDocument;
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ViewServices;
  readonly #page: Server<HostEvent>;
  /** What is done for the first page without being asked; it ends with the page. */
  readonly #firstPage = new AbortController();
  /** The page asked for its state and was not hidden since: hiding destroys it. */
  #loaded = false;
  /** What the page was told while it loads; undefined for a page that has to ask. */
  #told: Promise<InitialState | undefined> | undefined;
  /** The page shows a preview: only the whole image tells where a row is. */
  #previews = false;
  /** What all views were told while this one's page was being given its state. */
  #missed: HostEvent | undefined;
  /** What to show as soon as the page, and the whole image, are there. */
  #reveal: RevealTarget | undefined;

  constructor(document: ImageDocument, panel: vscode.WebviewPanel, services: ViewServices) {
    this.document = document;
    this.#panel = panel;
    this.#services = services;
    this.#page = servePanel(panel, this.#handlers(), services.log);
    const subscriptions = [
      document.onDidChange(({ event, except }) => except !== this && this.#tell(event)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#loaded = false;
        this.#told = undefined;
        this.#firstPage.abort();
      }),
      panel.onDidDispose(() => {
        this.#firstPage.abort();
        vscode.Disposable.from(...subscriptions).dispose();
      }),
    ];
    loadPage(panel.webview, services.extensionUri);
    // A page that could not be told asks, and is answered with what went wrong.
    this.#told = this.#tellFirst().catch(() => undefined);
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** Shows a row: now, or when the page and the whole image are there. */
  reveal(target: RevealTarget): void {
    this.#reveal = target;
    this.#tellReveal();
  }

  focusFilter(): void {
    this.#tell({ type: 'focusFilter' });
  }

  /** VS Code keeps messages for a page that is loading: the state travels meanwhile, and the first paint waits less. */
  async #tellFirst(): Promise<InitialState> {
    const state = await this.#state(firstRows, this.#firstPage.signal);
    this.#page.tell({ type: 'state', state });
    return state;
  }

  async #state(first: RowQuery | undefined, signal?: AbortSignal): Promise<InitialState> {
    this.#missed = undefined;
    const state = await this.document.initialState(signal);
    if (state.kind !== 'image' || first === undefined) return state;
    const window = await (await this.document.session()).rows(first, signal);
    return { ...state, first: { query: first, window } };
  }

  #tell(event: HostEvent): void {
    if (this.#loaded) {
      this.#page.tell(event);
      if (event.type !== 'state') return;
      this.#previews = isPreview(event.state);
      this.#tellReveal();
    }
    // A page that is not there asks for the state when it comes; what it was given may be older.
    else if (event.type === 'state') this.#missed = event;
  }

  #tellReveal(): void {
    const target = this.#reveal;
    if (target === undefined || !this.#loaded || this.#previews) return;
    this.#reveal = undefined;
    this.#tell({ type: 'reveal', target });
  }

  #handlers(): Omit<Handlers<HostApi>, 'atlas'> {
    const { document } = this;
    const { log, runAction } = this.#services;
    const session = () => document.session();
    return {
      ready: async (signal, first) => {
        const told = this.#told;
        this.#told = undefined;
        const known = await told;
        const state = known ?? (await this.#state(first, signal));
        // Hidden meanwhile: the page that asked is gone.
        signal.throwIfAborted();
        this.#previews = isPreview(state);
        this.#loaded = true;
        const [missed, { stale }] = [this.#missed, document];
        // After this answer, which the page takes before it takes events.
        setImmediate(() => {
          if (missed !== undefined) this.#tell(missed);
          if (stale !== undefined) this.#tell({ type: 'stale', sentence: stale });
          this.#tellReveal();
          if (this.#previews) void document.finish();
        });
        return known === undefined ? state : { kind: 'told' };
      },
      ...handlersBy([...sessionReads, 'detail'], session),
      configure: (signal, change) => document.configure(change, this, signal),
      chooseRelease: (signal, consumer, release) => document.chooseRelease(consumer, release, this, signal),
      copy: async (signal, query) => {
        const { text, note } = await (await session()).copy(query, signal);
        await vscode.env.clipboard.writeText(text);
        if (note !== undefined) void warn(note);
      },
      copyText: async (_signal, text) => vscode.env.clipboard.writeText(text),
      run: (_signal, action) => runAction(action, document),
      reportError: async (_signal, message) => log.error(`The view reports: ${message}`),
    };
  }
}

function isPreview(state: InitialState): boolean {
  return state.kind === 'image' && state.summary.checking !== undefined;
}
