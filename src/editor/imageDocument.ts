/** One opened image: owns its session, which every view of it shares. */
import * as vscode from 'vscode';
import type { Selection } from '../consumers/model.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { FailureView, HostEvent, ImageSummary, InitialState, SessionOptions } from '../protocol.ts';
import { cancelled, isCancelled } from '../session/cancellation.ts';
import type { Session } from '../session/model.ts';
import { clockTime } from './clockTime.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import { close, notOpened, type OpenedSession, type Opening, type Way } from './opening.ts';

export type ImageState =
  | { readonly kind: 'image'; readonly session: Session }
  | { readonly kind: 'failure'; readonly failure: FailureView };

/** For all views but the one that caused it and is answered. */
export interface DocumentEvent {
  readonly event: HostEvent;
  readonly except?: object;
}

export interface DocumentServices {
  /** Reads the image, for as long as it is wanted. */
  open(uri: vscode.Uri, options: SessionOptions, way: Way, signal: AbortSignal): Promise<OpenedSession>;
  failureView(uri: vscode.Uri, error: unknown): FailureView;
  /** What is known although there is no image: sentences. Never rejects. */
  toldAllTheSame?(uri: vscode.Uri, error: unknown): Promise<readonly string[]>;
  /** What a preview had left out was read. @param started by `performance.now()` */
  wholeRead?(uri: vscode.Uri, started: number): void;
}

/**
 * Being read, or read. Without a session, which ended by itself, was given up to make room, or was not asked for yet:
 * the next request opens the image. Closed with its last view, for good.
 */
type Life = 'open' | 'ended' | 'resting' | 'closed';

export class ImageDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly #services: DocumentServices;
  readonly #events = new vscode.EventEmitter<DocumentEvent>();
  #options: SessionOptions;
  #opening: Opening;
  #state: Promise<ImageState>;
  /** What the state came to, when it has. */
  #known: ImageState['kind'] | undefined;
  /** What is to take the place of the image that is shown. */
  #next: Opening | undefined;
  #readAt = Date.now();
  #stale: string | undefined;
  /** How often it was said to be stale: once more, while it is read anew, and it is so still. */
  #marks = 0;
  /** The state whose image is being read to its end, or was. */
  #finished: Promise<ImageState> | undefined;
  #life: Life = 'resting';
  /** Work that goes on although no view may show the image. */
  readonly #held = new Set<Promise<unknown>>();
  /** Changes of the options, one after the other: each builds on the one before. */
  #configured: Promise<unknown> = Promise.resolve();
  #ownSelection = false;
  readonly #owned: vscode.Disposable[] = [];

  /** What all views are to be told. */
  readonly onDidChange = this.#events.event;

  /** Reads when somebody asks, as a view does once its page is on the way: reading would hold that up. */
  constructor(uri: vscode.Uri, options: SessionOptions, services: DocumentServices) {
    this.uri = uri;
    this.#options = options;
    this.#services = services;
    this.#opening = notOpened();
    const failure = services.failureView(uri, cancelled());
    this.#state = Promise.resolve({ kind: 'failure', failure });
  }

  /** When what is shown was read, as people say it. */
  get readAt(): string {
    return clockTime(this.#readAt);
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
    const { whole } = this.#opening.way;
    if (this.#life === 'ended' || this.#life === 'resting') void this.#openAgain({ whole, anew: false });
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
    const done = this.session().then(work);
    this.#held.add(done);
    try {
      return await done;
    } finally {
      this.#held.delete(done);
    }
  }

  /** Gives up what reads the image until somebody asks again; false where that would lose or disturb something. */
  rest(): boolean {
    if (this.#life !== 'open' || this.#held.size > 0 || this.#next !== undefined) return false;
    if (this.#stale !== undefined) return false;
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

  /**
   * Reads the image anew, and tells every view. What is shown stays until the new one is there, and stays, with the
   * reason, where there is none.
   */
  reload(): Promise<void> {
    const way = { whole: true, anew: true };
    return this.#shows ? this.#replace(way) : this.#openAgain(way);
  }

  /** The same unasked, of a file that is there whole: nobody is shown it half-way. */
  async reloadQuietly(): Promise<void> {
    const way = { whole: false, anew: true };
    if (this.#shows) await this.#replace(way, (session, signal) => session.whole(signal));
    // Without an image; one that rests is read when somebody asks for it.
    else if (this.#life === 'open') await this.#openAgain(way);
  }

  get #shows(): boolean {
    return this.#life === 'open' && this.#known === 'image';
  }

  async #openAgain(way: Way): Promise<void> {
    // Who still asks (a dialog was open when the tab was closed) gets what is gone: nobody would close another one.
    if (this.#closed) return;
    const before = this.#opening;
    const resting = this.#life === 'resting';
    // What is still being opened is not waited for; what is open stays so.
    before.controller.abort();
    const opening = this.#open(way);
    this.#opening = opening;
    this.#state = this.#settle(opening);
    this.#life = 'open';
    const marks = this.#marks;
    await this.#state;
    void close(before);
    // After a rest only the view that asks has something to learn, and it is answered.
    if (this.#closed || this.#opening !== opening || resting) return;
    await this.#tellAnew(marks);
  }

  /** @param ready what else is to be done before anybody is shown it */
  async #replace(
    way: Way,
    ready: (session: Session, signal: AbortSignal) => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    if (this.#next !== undefined) void close(this.#next);
    const marks = this.#marks;
    const options = this.#options;
    const opening = this.#open(way);
    this.#next = opening;
    try {
      const { session } = await opening.opened;
      await ready(session, opening.controller.signal);
      // Between two changes of the options: what was chosen meanwhile holds in the new image as well.
      const taken = this.#configured.then(async () => {
        if (options !== this.#options) await session.configure(this.#options, opening.controller.signal);
        return this.#take(opening);
      });
      this.#configured = taken.catch(() => undefined);
      if (await taken) await this.#tellAnew(marks);
    } catch (error) {
      if (this.#next !== opening) return;
      this.#next = undefined;
      void close(opening);
      if (isCancelled(error)) return;
      const { sentence } = this.#services.failureView(this.uri, error);
      // Also for who has closed the same sentence before, and asks again.
      this.#stale = undefined;
      this.markStale(editorWords.notReadAnew(sentence, this.readAt));
    }
  }

  /** False when it is not wanted any more. */
  #take(opening: Opening): boolean {
    if (this.#next !== opening) return false;
    const before = this.#opening;
    this.#next = undefined;
    this.#opening = opening;
    this.#state = this.#settle(opening);
    this.#life = 'open';
    // A report that is being saved is one of the image before.
    void Promise.allSettled(this.#held).then(() => close(before));
    return true;
  }

  async #tellAnew(marks: number): Promise<void> {
    if (this.#marks === marks) this.#stale = undefined;
    const state = await this.#tell();
    const stale = this.#stale;
    if (stale !== undefined && !this.#closed)
      this.#events.fire({ event: { type: 'stale', sentence: stale } });
    if (state.kind === 'image' && state.summary.checking !== undefined) void this.finish();
  }

  /** After a preview: reads the image to its end, once, and tells every view. For when the first rows are shown. */
  async finish(): Promise<void> {
    const begun = this.#state;
    if (this.#finished === begun) return;
    this.#finished = begun;
    const state = await begun;
    if (state.kind === 'failure') return;
    const started = performance.now();
    try {
      await state.session.whole();
      this.#services.wholeRead?.(this.uri, started);
    } catch (error) {
      if (this.#closed || this.#life === 'resting' || this.#state !== begun) return;
      this.#life = 'open';
      this.#fail(error);
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

  /** Of one that rests nothing is shown: it is read anew when somebody asks. */
  markStale(sentence: string): void {
    if (this.#closed || this.isResting) return;
    this.#marks++;
    if (this.#stale === sentence) return;
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
    if (this.#next !== undefined) void close(this.#next);
    this.#next = undefined;
  }

  #open(way: Way): Opening {
    const controller = new AbortController();
    const opened = this.#services.open(this.uri, this.#options, way, controller.signal);
    const opening = { opened, way, controller };
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

  async #settle(opening: Opening): Promise<ImageState> {
    this.#known = undefined;
    try {
      const { session, readAt } = await opening.opened;
      if (this.#opening === opening) {
        this.#known = 'image';
        this.#readAt = readAt;
      }
      return { kind: 'image', session };
    } catch (error) {
      if (this.#opening === opening) this.#known = 'failure';
      const failure = this.#services.failureView(this.uri, error);
      const also = (await this.#services.toldAllTheSame?.(this.uri, error)) ?? [];
      return { kind: 'failure', failure: also.length === 0 ? failure : { ...failure, also } };
    }
  }

  #fail(error: unknown): void {
    this.#known = 'failure';
    const failure = this.#services.failureView(this.uri, error);
    this.#state = Promise.resolve({ kind: 'failure', failure });
  }
}
