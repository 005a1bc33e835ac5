/** Puts the page together and reacts to the host: image, failure, stale, reveal. */
import type { HostEvent, ImageSummary, InitialState, RevealTarget } from '../src/protocol.ts';
import { staleBanner } from './banner.ts';
import type { Context, Place, View } from './context.ts';
import { h } from './dom.ts';
import { text } from './english.ts';
import { failureView } from './failure.ts';
import { makeHeader } from './header/header.ts';
import { type Host, messageOf } from './host.ts';
import { Inspector } from './inspector/inspector.ts';
import { openStore, type Store } from './state.ts';
import { answerOnce, firstQuery } from './table/rowQuery.ts';
import { Tabs } from './tabs.ts';
import { isTab, makeView, placeOf, type TabId, tabSpecs } from './views/registry.ts';
import { loadControls } from './widgets.ts';

export class App {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #report: (error: unknown) => void;
  readonly #store: Store;
  readonly #banner = h('div', { class: 'banner-place' });
  #summary: ImageSummary | undefined;
  #inspector: Inspector | undefined;
  #tabs: Tabs | undefined;
  #view: View | undefined;
  #shown = false;
  /** A row to show as soon as the whole image is there. */
  #awaited: RevealTarget | undefined;

  constructor(root: HTMLElement, host: Host, report: (error: unknown) => void) {
    this.#root = root;
    this.#host = host;
    this.#report = report;
    this.#store = openStore(host);
    host.onEvent((event) => this.#onEvent(event));
  }

  async start(): Promise<void> {
    this.#root.replaceChildren(h('div', { class: 'loading', role: 'status' }, h('p', {}, text.reading)));
    try {
      const first = firstQuery(this.#store.view);
      const ask = () => this.#host.call('ready', first === undefined ? [] : [first]);
      const state = await ask();
      if (state.kind !== 'told') this.#show(state);
      else if (!this.#shown) await ask().then((again) => again.kind !== 'told' && this.#show(again));
    } catch (error) {
      this.#report(error);
      this.#showFailure({
        title: text.failedHere,
        sentence: messageOf(error),
        actions: [
          { id: 'retry', label: text.retry },
          { id: 'showLog', label: text.showLog },
        ],
      });
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
        this.#reveal(event.target);
        break;
      case 'stale':
        this.#banner.replaceChildren(staleBanner(this.#host, event.sentence, this.#report));
        break;
      case 'focusFilter':
        this.#focusFilter();
        break;
    }
  }

  /** Where nothing can be filtered, the symbols are what a reader looks for. */
  #focusFilter(): void {
    if (this.#view?.focusFilter?.() === true) return;
    this.#go({ tab: 'symbols' });
    this.#view?.focusFilter?.();
  }

  #show(state: InitialState): void {
    this.#shown = true;
    this.#banner.replaceChildren();
    if (state.kind === 'failure') {
      this.#showFailure(state.failure);
      return;
    }
    const { summary, first } = state;
    if (first !== undefined) answerOnce(this.#host, this.#store.view, first);
    if (this.#summary?.checking !== undefined && summary.checking === undefined) this.#complete(summary);
    else this.#apply(summary);
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited !== undefined) this.#reveal(awaited);
  }

  #showFailure(failure: Parameters<typeof failureView>[1]): void {
    this.#view?.dispose?.();
    this.#view = undefined;
    this.#summary = undefined;
    this.#root.replaceChildren(failureView(this.#host, failure, this.#report));
  }

  #reveal(target: RevealTarget): void {
    // After a first glance only the whole image tells where the row is.
    if (this.#summary?.checking !== undefined) this.#awaited = target;
    else this.#go(placeOf(target));
  }

  /** Shows what was read after a first glance, around the rows that are there. */
  #complete(summary: ImageSummary): void {
    const keepFocus = this.#focusKeeper();
    this.#summary = summary;
    document.title = summary.title;
    const context = this.#context(summary);
    this.#root.querySelector('.image-header')?.replaceWith(makeHeader(context));
    this.#tabs?.update(tabSpecs(summary));
    const tab = this.#tabs?.active ?? '';
    if (isTab(tab) && this.#view?.refresh?.(context) !== true) this.#open(tab);
    keepFocus();
  }

  /** Shows a new summary and keeps the focus where it was. */
  #apply(summary: ImageSummary): void {
    const keepFocus = this.#focusKeeper();
    this.#summary = summary;
    document.title = summary.title;
    const specs = tabSpecs(summary);
    this.#tabs = new Tabs(specs, {
      label: text.tabs.label,
      kind: 'main',
      choose: (id) => this.#go({ tab: id }),
    });
    this.#inspector = new Inspector(this.#host, this.#store, this.#report);
    const panel = this.#tabs.panel;
    const workspace = h(
      'div',
      { class: 'workspace' },
      panel,
      this.#inspector.splitter.element,
      this.#inspector.element,
    );
    const main = h('main', {}, this.#tabs.element, workspace);
    this.#root.replaceChildren(makeHeader(this.#context(summary)), this.#banner, main);
    this.#inspector.splitter.attach(workspace);
    const tab = this.#store.view.tab;
    this.#open(isTab(tab) ? tab : 'symbols');
    keepFocus();
  }

  /** Remembers the focus; the function it returns gives it to what stands in the same place then. */
  #focusKeeper(): () => void {
    const before = document.activeElement;
    const focus = before?.closest<HTMLElement>('[data-focus]')?.dataset['focus'];
    const inTable = before?.getAttribute('role') === 'grid';
    return () => {
      if (before?.isConnected === true && before !== document.body) return;
      if (inTable) this.#root.querySelector<HTMLElement>('[role=grid]')?.focus();
      else if (focus !== undefined) {
        this.#focusAgain(focus);
        this.#view?.ready?.then(() => this.#focusAgain(focus)).catch(this.#report);
      }
    };
  }

  #focusAgain(key: string): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-focus]')) {
      if (element.dataset['focus'] === key) element.focus();
    }
  }

  #context(summary: ImageSummary): Context {
    const inspector = this.#inspector ?? new Inspector(this.#host, this.#store, this.#report);
    return {
      host: this.#host,
      store: this.#store,
      summary,
      inspector,
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

  #go(place: Place): void {
    if (this.#summary === undefined || !isTab(place.tab)) return;
    if (this.#tabs?.active !== place.tab) this.#open(place.tab);
    this.#view?.show?.(place);
  }

  #open(tab: TabId): void {
    const { summary, tabs } = { summary: this.#summary, tabs: this.#tabs };
    if (summary === undefined || tabs === undefined) return;
    this.#store.view.tab = tab;
    this.#store.save();
    this.#view?.dispose?.();
    this.#inspector?.hide();
    tabs.select(tab);
    this.#view = makeView(tab, this.#context(summary));
    tabs.panel.replaceChildren(this.#view.element);
    tabs.panel.dataset['view'] = tab;
  }
}
