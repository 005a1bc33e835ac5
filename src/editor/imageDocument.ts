/** One opened image: owns its session, which every view of it shares. */
import * as vscode from 'vscode';
import type { Selection } from '../consumers/model.ts';
import type { FailureView, HostEvent, ImageSummary, InitialState, SessionOptions } from '../protocol.ts';
import type { Session } from '../session/model.ts';
import { sentences } from './english.ts';

export type ImageState =
  | { readonly kind: 'image'; readonly session: Session }
  | { readonly kind: 'failure'; readonly failure: FailureView };

/** For all views but the one that caused it and is answered. */
export interface DocumentEvent {
  readonly event: HostEvent;
  readonly except?: object;
}

export interface OpenedSession {
  readonly session: Session;
  close(): Promise<void>;
}

export interface DocumentServices {
  /** Reads the image; `whole`: also when that means to transfer a large file. */
  open(uri: vscode.Uri, options: SessionOptions, whole: boolean): Promise<OpenedSession>;
  failureView(uri: vscode.Uri, error: unknown): FailureView;
}

export class ImageDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #services: DocumentServices;
  readonly #events = new vscode.EventEmitter<DocumentEvent>();
  #options: SessionOptions;
  #opened: Promise<OpenedSession>;
  #state: Promise<ImageState>;
  #stale: string | undefined;
  /** The state whose image is being read to its end, or was. */
  #finished: Promise<ImageState> | undefined;
  #disposed = false;
  #ownSelection = false;
  readonly #owned: vscode.Disposable[] = [];

  /** What all views are to be told. */
  readonly onDidChange = this.#events.event;

  /** Starts reading at once: the views load meanwhile. */
  constructor(uri: vscode.Uri, options: SessionOptions, services: DocumentServices) {
    this.uri = uri;
    this.#options = options;
    this.#services = services;
    this.#opened = services.open(uri, options, false);
    this.#state = this.#settle(this.#opened);
  }

  /** Why what is shown may not be what is on disk. */
  get stale(): string | undefined {
    return this.#stale;
  }

  /** Never rejects: failing to open is a state with words. */
  state(): Promise<ImageState> {
    return this.#state;
  }

  /** @throws a sentence when there is no image */
  async session(): Promise<Session> {
    const state = await this.#state;
    if (state.kind === 'failure') throw new Error(sentences.noImage);
    return state.session;
  }

  async initialState(): Promise<InitialState> {
    const state = await this.#state;
    if (state.kind === 'failure') return state;
    try {
      return { kind: 'image', summary: await state.session.summary() };
    } catch (error) {
      return { kind: 'failure', failure: this.#services.failureView(this.uri, error) };
    }
  }

  /** Reads the image anew, and tells every view. The old one stays until the new one is there. */
  async reload(): Promise<void> {
    const before = this.#opened;
    this.#opened = this.#services.open(this.uri, this.#options, true);
    this.#state = this.#settle(this.#opened);
    await this.#state;
    this.#stale = undefined;
    void close(before);
    if (this.#disposed) return;
    const state = await this.#tell();
    if (state.kind === 'image' && state.summary.checking !== undefined) void this.finish();
  }

  /** After a first glance: reads the image to its end, once, and tells every view. For when the first rows are shown. */
  async finish(): Promise<void> {
    const begun = this.#state;
    if (this.#finished === begun) return;
    this.#finished = begun;
    const state = await begun;
    if (state.kind === 'failure') return;
    try {
      await state.session.whole();
    } catch (error) {
      if (this.#disposed || this.#state !== begun) return;
      this.#state = this.#settle(Promise.reject(error));
    }
    if (this.#finished === begun) await this.#tell();
  }

  async #tell(): Promise<InitialState> {
    const state = await this.initialState();
    if (!this.#disposed) this.#events.fire({ event: { type: 'state', state } });
    return state;
  }

  /** Evaluates with other options, for all views. */
  async configure(change: Partial<SessionOptions>, except?: object): Promise<ImageSummary> {
    const session = await this.session();
    const options = { ...this.#options, ...change };
    const summary = await session.configure(options);
    this.#options = options;
    const event: HostEvent = { type: 'state', state: { kind: 'image', summary } };
    this.#events.fire({ event, ...(except && { except }) });
    return summary;
  }

  chooseRelease(consumer: string, release: string, except?: object): Promise<ImageSummary> {
    // In place: the order is the one in which consumers are shown.
    const selection = this.#options.selection.map((each) =>
      each.id === consumer ? { ...each, release } : each,
    );
    this.#ownSelection = true;
    return this.configure({ selection }, except);
  }

  /** The settings changed: they hold where nothing was chosen in the editor itself. */
  async applySelection(selection: Selection): Promise<void> {
    if (this.#ownSelection) return;
    const state = await this.#state;
    if (state.kind === 'image') await this.configure({ selection });
    else this.#options = { ...this.#options, selection };
  }

  markStale(sentence: string): void {
    if (this.#disposed || this.#stale === sentence) return;
    this.#stale = sentence;
    this.#events.fire({ event: { type: 'stale', sentence } });
  }

  /** Goes with the document. */
  addDisposable(disposable: vscode.Disposable): void {
    this.#owned.push(disposable);
  }

  dispose(): void {
    this.#disposed = true;
    vscode.Disposable.from(...this.#owned).dispose();
    this.#events.dispose();
    void close(this.#opened);
  }

  async #settle(opened: Promise<OpenedSession>): Promise<ImageState> {
    try {
      return { kind: 'image', session: (await opened).session };
    } catch (error) {
      return { kind: 'failure', failure: this.#services.failureView(this.uri, error) };
    }
  }
}

async function close(opened: Promise<OpenedSession>): Promise<void> {
  try {
    await (await opened).close();
  } catch {
    // It never opened, or its medium is gone: there is nothing left to give back.
  }
}
