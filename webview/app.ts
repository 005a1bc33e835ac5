/** Puts the page together and reacts to the host: image, failure, stale, reveal. */
import type { HostEvent, ImageSummary, InitialState } from '../src/protocol.ts';
import { staleBanner } from './banner.ts';
import { ClockStore } from './clockStore.ts';
import { type Context, tableWithId, type View } from './context.ts';
import { h } from './dom.ts';
import { failureElement } from './failure.ts';
import type { FindBar } from './find/findBar.ts';
import { rememberFocus } from './focus.ts';
import { makeHeader } from './header/header.ts';
import { History } from './history.ts';
import { type Host, messageOf } from './host.ts';
import { Inspector } from './inspector/inspector.ts';
import type { PageLocation } from './place.ts';
import { openStore, type Store } from './state.ts';
import { listenForSteps } from './steps.ts';
import { answerOnce, firstQuery } from './table/rowQuery.ts';
import { type TabSpec, Tabs } from './tabs.ts';
import { text } from './text.ts';
import {
  firstTab,
  hasClock,
  isElsewhere,
  isTab,
  makeView,
  placeOf,
  placeOfLink,
  type TabId,
  tabSpecs,
} from './views/registry.ts';
import { loadControls } from './widgets.ts';

/** What stands on the page. */
type PageState =
  /** That the image is being read: no host has said anything yet. */
  | { readonly kind: 'reading' }
  /** Why there is no image. */
  | { readonly kind: 'failure' }
  | { readonly kind: 'image'; readonly summary: ImageSummary; readonly view?: View | undefined }
  | { readonly kind: 'table'; readonly view: View };

export class App {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #report: (error: unknown) => void;
  readonly #store: Store;
  readonly #banner = h('div', { class: 'banner-place' });
  readonly #main = h('main');
  readonly #inspector: Inspector;
  readonly #clock: ClockStore;
  readonly #history: History;
  #state: PageState = { kind: 'reading' };
  /** Made with the first image. */
  #tabs: Tabs | undefined;
  #header: ReturnType<typeof makeHeader> | undefined;
  readonly #finds: { view?: FindBar; details?: FindBar } = {};
  /** To be shown as soon as there is an image. */
  #awaited: PageLocation | undefined;

  constructor(root: HTMLElement, host: Host, report: (error: unknown) => void) {
    this.#root = root;
    this.#host = host;
    this.#report = report;
    this.#store = openStore(host);
    this.#inspector = new Inspector(host, this.#store, report, {
      go: (place) => this.#go(place),
      follow: (to) =>
        isElsewhere(to) ? void host.call('openElsewhere', [to]).catch(this.#warn) : this.#go(placeOfLink(to)),
      about: () => this.#about(),
    });
    this.#history = new History(this.#store, () => this.#tellWays());
    this.#clock = new ClockStore(host);
    host.onEvent((event) => this.#onEvent(event));
    listenForSteps((by) => this.#step(by));
  }

  get #view(): View | undefined {
    return 'view' in this.#state ? this.#state.view : undefined;
  }

  get #summary(): ImageSummary | undefined {
    return this.#state.kind === 'image' ? this.#state.summary : undefined;
  }

  async start(): Promise<void> {
    this.#root.replaceChildren(h('div', { class: 'loading', role: 'status' }, h('p', {}, text.reading)));
    try {
      const first = firstQuery(this.#store.view);
      const ask = () => this.#host.call('ready', first === undefined ? [] : [first]);
      const state = await ask();
      if (state.kind !== 'told') this.#show(state);
      else if (this.#state.kind === 'reading')
        await ask().then((again) => again.kind !== 'told' && this.#show(again));
    } catch (error) {
      this.#fail(error);
    }
    // After the first paint, so that the first table does not wait for it.
    requestAnimationFrame(() => setTimeout(() => loadControls().catch(this.#report)));
  }

  #onEvent(event: HostEvent): void {
    switch (event.type) {
      case 'state':
        this.#show(event.state);
        break;
      case 'reveal':
        this.#go(placeOf(event.target));
        break;
      case 'stale':
        this.#banner.replaceChildren(staleBanner(this.#host, event.sentence, this.#report));
        break;
      case 'focusFilter':
        this.#focusFilter();
        break;
      case 'navigate':
        this.#step(event.by);
        break;
    }
  }

  /** Of what has the focus; what has no filter of its own is filtered where it stands. */
  #focusFilter(): void {
    const details = this.#inspector.hasSteps();
    if (details || this.#view?.focusFilter?.() !== true) this.#find(details, true);
  }

  #find(details: boolean, takeFocus: boolean): void {
    if (this.#tabs === undefined) return;
    const { panel } = this.#tabs;
    const { body } = this.#inspector;
    const places = {
      view: {
        root: panel,
        before: panel.parentElement ?? panel,
        key: () => this.#store.view.tab ?? '',
        narrow: (filter: string) => this.#view?.narrow?.(filter),
      },
      details: { root: body, before: body, key: () => 'details', narrow: () => undefined },
    };
    const of = details ? 'details' : 'view';
    import('./find/findBar.ts')
      .then(({ FindBar }) => {
        this.#finds[of] ??= new FindBar({ store: this.#store, ...places[of] });
        this.#finds[of].open(takeFocus);
      })
      .catch(this.#report);
  }

  #show(state: InitialState): void {
    this.#banner.replaceChildren();
    if (state.kind === 'failure') {
      this.#showFailure(state.failure);
      return;
    }
    if (state.kind === 'table') {
      this.#showTablePage().catch(this.#fail);
      return;
    }
    const { summary, first } = state;
    this.#clock.forget();
    if (first !== undefined)
      answerOnce(this.#host, this.#store.view, first, tableWithId(summary, 'symbols')?.opensAt);
    this.#apply(summary);
    if (this.#history.canGoBack || this.#history.canGoForward) this.#tellWays();
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited !== undefined) this.#go(awaited);
    if (hasClock(summary)) this.#askClockAtRest();
  }

  /** What the code says replaces what the clock source does, once the rows are painted and nothing else is to be done. */
  #askClockAtRest(): void {
    requestIdleCallback(() => {
      if (this.#clock.view === undefined) this.#clock.ask(false).catch(this.#report);
    });
  }

  async #showTablePage(): Promise<void> {
    const { tablePage } = await import('./tablePage/tablePage.ts');
    this.#view?.dispose?.();
    const context = {
      host: this.#host,
      store: this.#store,
      inspector: this.#inspector,
      report: this.#report,
    };
    const view = tablePage(context, this.#warn);
    this.#state = { kind: 'table', view };
    this.#root.replaceChildren(this.#banner, view.element);
  }

  readonly #fail = (error: unknown): void => {
    this.#report(error);
    this.#showFailure({
      title: text.failedHere,
      sentence: messageOf(error),
      actions: [
        { id: 'retry', label: text.retry },
        { id: 'showLog', label: text.showLog },
      ],
    });
  };

  #showFailure(failure: Parameters<typeof failureElement>[1]): void {
    this.#view?.dispose?.();
    this.#state = { kind: 'failure' };
    this.#root.replaceChildren(failureElement(this.#host, failure, this.#report));
  }

  /** Shows a new summary and keeps the focus where it was. */
  #apply(summary: ImageSummary): void {
    const focusAgain = rememberFocus(this.#root);
    const { tab = firstTab(summary) } = this.#store.view;
    // After a preview, rows on screen stay where nothing is wrong with them.
    const before = this.#summary?.checking && this.#summary.tables[0];
    const kept =
      JSON.stringify(before) === JSON.stringify(summary.tables[0]) && summary.health.tone === 'good';
    this.#state = { kind: 'image', summary, view: this.#view };
    document.title = summary.title;
    const specs = tabSpecs(summary);
    if (this.#tabs === undefined) this.#build(specs);
    else this.#tabs.update(specs);
    this.#showHeader(summary);
    if (tab !== 'symbols' || !kept) this.#open(isTab(tab) && this.#tabs?.has(tab) ? tab : 'symbols');
    focusAgain();
    this.#view?.ready?.then(focusAgain).catch(this.#report);
  }

  #showHeader(summary: ImageSummary): void {
    const header = makeHeader(this.#context(summary), (by) => this.#step(by));
    header.showWays(this.#history);
    this.#header = header;
    if (this.#main.isConnected) this.#root.firstElementChild?.replaceWith(header.element);
    else this.#root.replaceChildren(header.element, this.#banner, this.#main);
  }

  /** What stays whatever is shown. */
  #build(specs: readonly TabSpec[]): void {
    this.#tabs = new Tabs(specs, {
      label: text.tabs.label,
      kind: 'main',
      choose: (id) => this.#go({ tab: id }),
    });
    const { splitter, element } = this.#inspector;
    const workspace = h('div', { class: 'workspace' }, this.#tabs.panel, splitter.element, element);
    this.#main.append(this.#tabs.element, workspace);
    splitter.attach(workspace);
  }

  #context(summary: ImageSummary): Context {
    return {
      host: this.#host,
      store: this.#store,
      summary,
      inspector: this.#inspector,
      clock: this.#clock,
      go: (place) => this.#go(place),
      placeOf,
      apply: (request) => {
        this.#root.classList.add('is-busy');
        request
          .then((next) => this.#apply(next), this.#warn)
          .finally(() => this.#root.classList.remove('is-busy'))
          .catch(this.#report);
      },
      report: this.#report,
    };
  }

  readonly #warn = (error: unknown): void => {
    this.#report(error);
    this.#banner.replaceChildren(staleBanner(this.#host, messageOf(error), this.#report));
  };

  /** To a place that is followed: the way back is kept. */
  #go(place: PageLocation): void {
    if (this.#state.kind !== 'image') {
      this.#awaited = place;
      return;
    }
    if (!this.#shows(place)) return;
    const here = this.#here();
    if (JSON.stringify(here) !== JSON.stringify(place)) this.#history.follow(here, place);
    this.#showPlace(place);
  }

  #here(): PageLocation {
    return { tab: this.#tabs?.active ?? '', ...this.#view?.here?.() };
  }

  #about(): string {
    const { title, brief, format } = this.#summary ?? {};
    return [title, ...(brief ?? []), format].filter((each) => each !== undefined).join(' · ');
  }

  #step(by: -1 | 1): void {
    if (this.#state.kind !== 'image') return;
    const place = this.#history.step(by, this.#here());
    if (place !== undefined) this.#showPlace(place);
  }

  #showPlace(place: PageLocation): void {
    if (this.#shows(place)) this.#goTo(place.tab, place);
  }

  #shows(place: PageLocation): place is PageLocation & { readonly tab: TabId } {
    return isTab(place.tab) && this.#tabs?.has(place.tab) === true;
  }

  /** The host's keys follow what there is to go to, and so do the buttons. */
  #tellWays(): void {
    this.#header?.showWays(this.#history);
    const { canGoBack: back, canGoForward: forward } = this.#history;
    this.#host.call('navigable', [{ back, forward }]).catch(this.#report);
  }

  #goTo(tab: TabId, place: PageLocation): void {
    if (this.#tabs?.active !== tab) this.#open(tab);
    this.#view?.show?.(place);
  }

  #open(tab: TabId): void {
    if (this.#state.kind !== 'image' || this.#tabs === undefined) return;
    const { summary } = this.#state;
    const { panel } = this.#tabs;
    this.#root.dataset['tab'] = tab;
    // Where a page opens that has shown nothing yet, nobody has chosen.
    const isChosen = this.#store.view.tab !== undefined;
    this.#store.view.tab = tab;
    if (isChosen) this.#store.save();
    this.#view?.dispose?.();
    this.#inspector.hide();
    const view = makeView(tab, this.#context(summary));
    this.#state = { kind: 'image', summary, view };
    panel.replaceChildren(view.element);
    panel.dataset['view'] = tab;
    // Scrolls to its button: before this the page that is left would be laid out for it.
    this.#tabs.select(tab);
    if (this.#finds.view !== undefined || this.#store.view.finds?.[tab]) this.#find(false, false);
  }
}
