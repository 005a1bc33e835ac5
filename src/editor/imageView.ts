/** One tab that shows an image: its page, its requests, and what it is told. */
import * as vscode from 'vscode';
import type { Log } from '../plainText/log.ts';
import { warn } from '../plainText/messages.ts';
import {
  type ActionId,
  firstRows,
  type HostApi,
  type HostEvent,
  type ImageSummary,
  type InitialState,
  type Navigable,
  type RevealTarget,
  type RowQuery,
  sessionReads,
  type TabTarget,
} from '../protocol.ts';
import type { Handlers } from '../rpc/api.ts';
import type { Server } from '../rpc/server.ts';
import { handlersBy } from '../session/methods.ts';
import { nextTurn } from '../session/rows/nextTurn.ts';
import { editorWords } from './display.ts';
import type { ImageDocument } from './imageDocument.ts';
import { servePanel } from './servePage.ts';
import { loadPage } from './webviewPage.ts';

export interface ViewServices {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  runAction(action: ActionId, document: ImageDocument): Promise<void>;
  /** Another image of where this one is from. */
  openImage(number: number): Promise<void>;
}

interface Loading {
  readonly kind: 'loading';
  /** Once it is told unasked: resolves with what; undefined when it could not be told. */
  told?: Promise<InitialState | undefined>;
  /** What all views were told meanwhile, which may be newer than what it is given: it follows. */
  missed?: HostEvent;
}

/** Where a view's page stands. Hiding destroys it, and the next one asks anew. */
type PageState =
  | { readonly kind: 'absent' }
  /** It is being given its state. */
  | Loading
  /** It shows a preview: only the whole image tells where a row is. */
  | { readonly kind: 'preview' }
  /** It shows the whole image, or why there is none. */
  | { readonly kind: 'shown' };

export class ImageView {
  readonly document: ImageDocument;
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ViewServices;
  readonly #page: Server<HostEvent>;
  /** What is done for the first page without being asked; it ends with the page. */
  readonly #firstPage = new AbortController();
  #state: PageState = { kind: 'loading' };
  #ways: Navigable = { back: false, forward: false };
  /** What to show as soon as the page, and the whole image, are there. */
  #reveal: RevealTarget | TabTarget | undefined;

  constructor(document: ImageDocument, panel: vscode.WebviewPanel, services: ViewServices) {
    this.document = document;
    this.#panel = panel;
    this.#services = services;
    this.#page = servePanel(panel, this.#handlers(), services.log, editorWords);
    const subscriptions = [
      document.onDidChange(({ event, except }) => except !== this && this.#tell(event)),
      panel.onDidChangeViewState(() => {
        if (panel.active) void this.#offerWays();
        if (panel.visible) return;
        this.#state = { kind: 'absent' };
        this.#firstPage.abort();
      }),
      panel.onDidDispose(() => {
        this.#firstPage.abort();
        vscode.Disposable.from(...subscriptions).dispose();
      }),
    ];
    loadPage(panel.webview, services.extensionUri);
    // The window takes one thing after the other: once it has the keys it has the page, and loads it while the image is
    // read here.
    const first = this.#state;
    const tellFirst = () => {
      // A page that could not be told asks, and is answered with what went wrong. Gone, or asked already, it needs none.
      if (first === this.#state && first.kind === 'loading')
        first.told = this.#tellFirst().catch(() => undefined);
    };
    void this.#offerWays().then(tellFirst, tellFirst);
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** Shows a row: now, or when the page and the whole image are there. */
  reveal(target: RevealTarget | TabTarget): void {
    this.#reveal = target;
    this.#tellReveal();
  }

  focusFilter(): void {
    this.#tell({ type: 'focusFilter' });
  }

  /** Back or forward through what was followed in the page. */
  navigate(by: -1 | 1): void {
    this.#tell({ type: 'navigate', by });
  }

  /** VS Code keeps messages for a page that is loading: the state travels meanwhile, and the first paint waits less. */
  async #tellFirst(): Promise<InitialState> {
    const state = await this.#read(firstRows, this.#firstPage.signal);
    this.#page.tell({ type: 'state', state });
    return state;
  }

  async #read(first: RowQuery | undefined, signal: AbortSignal): Promise<InitialState> {
    const state = await this.document.initialState(signal);
    if (state.kind !== 'image' || first === undefined) return state;
    const query = opening(first, state.summary);
    const window = await (await this.document.session()).rows(query, signal);
    return { ...state, first: { query, window } };
  }

  /** Keys are for the active editor: with nothing to go to they are VS Code's. */
  async #offerWays(): Promise<void> {
    if (!this.#panel.active) return;
    const { back, forward } = this.#ways;
    const offer = (key: string, value: boolean) =>
      vscode.commands.executeCommand('setContext', `vdsoExplorer.${key}`, value);
    await Promise.all([offer('canGoBack', back), offer('canGoForward', forward)]);
  }

  #tell(event: HostEvent): void {
    const state = this.#state;
    if (state.kind === 'loading' && event.type === 'state') state.missed = event;
    if (state.kind === 'absent' || state.kind === 'loading') return;
    this.#page.tell(event);
    if (event.type !== 'state') return;
    this.#state = shownBy(event.state);
    this.#tellReveal();
  }

  #tellReveal(): void {
    const target = this.#reveal;
    if (target === undefined || this.#state.kind !== 'shown') return;
    this.#reveal = undefined;
    this.#tell({ type: 'reveal', target });
  }

  /** The page asks what to show; what it was told while it loaded, it is not told again. */
  async #ready(signal: AbortSignal, first: RowQuery | undefined): ReturnType<HostApi['ready']> {
    const before = this.#state;
    // Without a wait where it is not being told: it would begin to be meanwhile.
    const told = before.kind === 'loading' && before.told ? await before.told : undefined;
    // Hidden meanwhile: the page that asked is gone.
    signal.throwIfAborted();
    const loading: Loading = told !== undefined && before.kind === 'loading' ? before : { kind: 'loading' };
    this.#state = loading;
    try {
      const state = told ?? (await this.#read(first, signal));
      signal.throwIfAborted();
      this.#state = shownBy(state);
      // After this answer, which the page takes before it takes events.
      void nextTurn().then(() => this.#follow(loading.missed));
      return told === undefined ? state : { kind: 'told' };
    } catch (error) {
      // The page is there, and says why it shows nothing else.
      if (!signal.aborted) this.#state = { kind: 'shown' };
      throw error;
    }
  }

  /** What there is to tell a page that has just been given its state. */
  #follow(missed: HostEvent | undefined): void {
    const { stale } = this.document;
    if (missed !== undefined) this.#tell(missed);
    if (stale !== undefined) this.#tell({ type: 'stale', sentence: stale });
    this.#tellReveal();
    if (this.#state.kind === 'preview') void this.document.finish();
  }

  #handlers(): Omit<Handlers<HostApi>, 'choose'> {
    const { document } = this;
    const { log, runAction, openImage } = this.#services;
    const session = () => document.session();
    return {
      ready: (signal, first) => this.#ready(signal, first),
      ...handlersBy([...sessionReads, 'detail'], session),
      clock: async (signal, measure) => (await session()).clock({ measure: measure === true }, signal),
      configure: (signal, change) => document.configure(change, this, signal),
      chooseRelease: (signal, consumer, release) => document.chooseRelease(consumer, release, this, signal),
      copy: async (signal, query) => {
        const { text, note } = await (await session()).copy(query, signal);
        await vscode.env.clipboard.writeText(text);
        if (note !== undefined) void warn(note);
      },
      copyText: async (_signal, text) => vscode.env.clipboard.writeText(text),
      navigable: async (_signal, ways) => {
        this.#ways = ways;
        void this.#offerWays();
      },
      run: (_signal, action) => runAction(action, document),
      openElsewhere: async (_signal, target) => {
        if ('image' in target) await openImage(target.image);
      },
      reportError: async (_signal, message) => log.error(`The view reports: ${message}`),
    };
  }
}

/** A page that was never scrolled opens past the imports (TableView.opensAt): with the block of rows that it shows then. */
function opening(first: RowQuery, { tables }: ImageSummary): RowQuery {
  if (JSON.stringify(first) !== JSON.stringify(firstRows)) return first;
  const opensAt = tables.find(({ id }) => id === first.table)?.opensAt ?? 0;
  return { ...first, start: opensAt - (opensAt % first.count) };
}

function shownBy(state: InitialState): PageState {
  return { kind: state.kind === 'image' && state.summary.checking !== undefined ? 'preview' : 'shown' };
}
