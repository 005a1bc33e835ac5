/** One opened image: owns its session, which every view of it shares. */
import * as vscode from 'vscode';
import type { Selection } from '../consumers/model.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { FailureView, HostEvent, ImageSummary, InitialState, SessionOptions } from '../protocol.ts';
import type { Session } from '../session/model.ts';
import { EditorError } from './editorError.ts';

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

interface Opening {
  readonly opened: Promise<OpenedSession>;
  /** As it was asked for. */
  readonly whole: boolean;
  readonly controller: AbortController;
}

export interface DocumentServices {
  /** Reads the image, for as long as it is wanted; `whole`: also when that means to transfer a large file. */
  open(uri: vscode.Uri, options: SessionOptions, whole: boolean, signal: AbortSignal): Promise<OpenedSession>;
  failureView(uri: vscode.Uri, error: unknown): FailureView;
}

/**
 * Being read, or read. Without a session, which ended by itself or was given up to make room: the next request opens
 * the image again. Closed with its last view, for good.
 */
type Life = 'open' | 'ended' | 'resting' | 'closed';

export class ImageDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #services: DocumentServices;
  readonly #events = new vscode.EventEmitter<DocumentEvent>();
  #options: SessionOptions;
  #opening: Opening;
  #state: Promise<ImageState>;
  #stale: string | undefined;
  /** The state whose image is being read to its end, or was. */
  #finished: Promise<ImageState> | undefined;
  #life: Life = 'open';
  /** Work that goes on although no view may show the image. */
  #held = 0;
  /** Changes of the options, one after the other: each builds on the one before. */
  #configured: Promise<unknown> = Promise.resolve();
  #ownSelection = false;
  readonly #owned: vscode.Disposable[] = [];

  /** What all views are to be told. */
  readonly onDidChange = this.#events.event;

  /** Starts reading at once: the views load meanwhile. */
  constructor(uri: vscode.Uri, options: SessionOptions, services: DocumentServices) {
    this.uri = uri;
    this.#options = options;
    this.#services = services;
    this.#opening = this.#open(false);
    this.#state = this.#settle(this.#opening.opened);
  }

  /** Why what is shown may not be what is on disk. */
  get stale(): string | undefined {
    return this.#stale;
  }

  /** Asked anew after every wait. */
  get #closed(): boolean {
    return this.#life === 'closed';
  }

  get isResting(): boolean {
    return this.#life === 'resting';
  }

  /** Never rejects: failing to open is a state with words. */
  async state(): Promise<ImageState> {
    if (this.#life === 'ended' || this.#life === 'resting') void this.#openAgain(this.#opening.whole);
    const begun = this.#state;
    const state = await begun;
    return this.#state === begun ? state : this.state();
  }

  /** @throws a sentence when there is no image */
  async session(): Promise<Session> {
    const state = await this.state();
    if (state.kind === 'failure') throw new EditorError('noImage', {});
    return state.session;
  }

  /** Does work that is not to be disturbed while no view shows the image. */
  async hold<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    this.#held++;
    try {
      return await work(await this.session());
    } finally {
      this.#held--;
    }
  }

  /** Gives up what reads the image until somebody asks again; false where that would lose or disturb something. */
  rest(): boolean {
    if (this.#life !== 'open' || this.#held > 0 || this.#stale !== undefined) return false;
    this.#life = 'resting';
    void close(this.#opening);
    return true;
  }

  async initialState(signal?: AbortSignal): Promise<InitialState> {
    const state = await this.state();
    if (state.kind === 'failure') return state;
    try {
      return { kind: 'image', summary: await state.session.summary(signal) };
    } catch (error) {
      if (signal?.aborted) throw error;
      // The session was closed because the image was read anew meanwhile.
      if ((await this.state()) !== state) return this.initialState(signal);
      return { kind: 'failure', failure: this.#services.failureView(this.uri, error) };
    }
  }

  /** Reads the image anew, and tells every view. The old one stays until the new one is there. */
  reload(): Promise<void> {
    return this.#openAgain(true);
  }

  async #openAgain(whole: boolean): Promise<void> {
    // Who still asks (a dialog was open when the tab was closed) gets what is gone: nobody would close another one.
    if (this.#closed) return;
    const before = this.#opening;
    const resting = this.#life === 'resting';
    // What is still being opened is not waited for; what is open stays so.
    before.controller.abort();
    const opening = this.#open(whole);
    this.#opening = opening;
    this.#state = this.#settle(opening.opened);
    this.#life = 'open';
    await this.#state;
    void close(before);
    // After a rest only the view that asks has something to learn, and it is answered.
    if (this.#closed || this.#opening !== opening || resting) return;
    this.#stale = undefined;
    const state = await this.#tell();
    if (state.kind === 'image' && state.summary.checking !== undefined) void this.finish();
  }

  /** After a preview: reads the image to its end, once, and tells every view. For when the first rows are shown. */
  async finish(): Promise<void> {
    const begun = this.#state;
    if (this.#finished === begun) return;
    this.#finished = begun;
    const state = await begun;
    if (state.kind === 'failure') return;
    try {
      await state.session.whole();
    } catch (error) {
      if (this.#closed || this.#life === 'resting' || this.#state !== begun) return;
      this.#life = 'open';
      this.#state = this.#settle(Promise.reject(error));
    }
    if (this.#finished === begun) await this.#tell();
  }

  async #tell(): Promise<InitialState> {
    const state = await this.initialState();
    if (!this.#closed) this.#events.fire({ event: { type: 'state', state } });
    return state;
  }

  /** Evaluates with other options, for all views. */
  configure(change: Partial<SessionOptions>, except?: object, signal?: AbortSignal): Promise<ImageSummary> {
    return this.#configure(() => change, except, signal);
  }

  chooseRelease(
    consumer: string,
    release: string,
    except?: object,
    signal?: AbortSignal,
  ): Promise<ImageSummary> {
    this.#ownSelection = true;
    // In place: the order is the one in which consumers are shown.
    const chosen = ({ selection }: SessionOptions) => ({
      selection: selection.map((each) => (each.id === consumer ? { ...each, release } : each)),
    });
    return this.#configure(chosen, except, signal);
  }

  /** The settings changed: they hold where nothing was chosen in the editor itself. */
  async applySelection(selection: Selection): Promise<void> {
    if (this.#ownSelection) return;
    const state = await this.#state;
    if (state.kind === 'image' && this.#life === 'open') await this.configure({ selection });
    else this.#options = { ...this.#options, selection };
  }

  #configure(
    changeOf: (options: SessionOptions) => Partial<SessionOptions>,
    except?: object,
    signal?: AbortSignal,
  ): Promise<ImageSummary> {
    const change = async (session: Session) => {
      const options = { ...this.#options, ...changeOf(this.#options) };
      const summary = await session.configure(options, signal);
      this.#options = options;
      const event: HostEvent = { type: 'state', state: { kind: 'image', summary } };
      this.#events.fire({ event, ...(except && { except }) });
      return summary;
    };
    const configured = this.#configured.then(() => this.hold(change));
    this.#configured = configured.catch(() => undefined);
    return configured;
  }

  markStale(sentence: string): void {
    if (this.#closed || this.#stale === sentence) return;
    this.#stale = sentence;
    this.#events.fire({ event: { type: 'stale', sentence } });
  }

  /** Goes with the document. */
  addDisposable(disposable: vscode.Disposable): void {
    this.#owned.push(disposable);
  }

  dispose(): void {
    this.#life = 'closed';
    vscode.Disposable.from(...this.#owned).dispose();
    this.#events.dispose();
    void close(this.#opening);
  }

  #open(whole: boolean): Opening {
    const controller = new AbortController();
    const opened = this.#services.open(this.uri, this.#options, whole, controller.signal);
    const opening = { opened, whole, controller };
    void this.#watch(opening);
    return opening;
  }

  /** What is shown stays; who shows it is told once, and the next request opens the image again. */
  async #watch(opening: Opening): Promise<void> {
    const opened = await opening.opened.catch(() => undefined);
    const reason = await opened?.session.ended;
    const { kind } = await this.#state;
    if (reason === undefined || kind === 'failure' || this.#closed || this.#opening !== opening) return;
    this.#life = 'ended';
    this.markStale(sentenceOf(reason));
  }

  async #settle(opened: Promise<OpenedSession>): Promise<ImageState> {
    try {
      return { kind: 'image', session: (await opened).session };
    } catch (error) {
      return { kind: 'failure', failure: this.#services.failureView(this.uri, error) };
    }
  }
}

/** Ends it wherever it stands. */
async function close({ opened, controller }: Opening): Promise<void> {
  controller.abort();
  try {
    await (await opened).close();
  } catch {
    // It never opened, or its medium is gone: there is nothing left to give back.
  }
}
