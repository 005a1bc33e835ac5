/** The panel beside or below a view: details of a row, and the bytes of whatever was asked for last. */
import type { ByteRange, DetailView, RowView, TableId } from '../../src/protocol.ts';
import { eventRange, type InspectorApi } from '../context.ts';
import { h } from '../dom.ts';
import { focusAsked } from '../focus.ts';
import { type Host, isAbort, messageOf } from '../host.ts';
import { icon } from '../icons.ts';
import type { PageLocation } from '../place.ts';
import type { Store } from '../state.ts';
import { text } from '../text.ts';
import { iconButton, linkButton } from '../widgets.ts';
import { byteCursor } from './byteCursor.ts';
import { hexDump } from './bytesView.ts';
import { fieldList, replayItem } from './fields.ts';
import { type Placement, Splitter } from './splitter.ts';

/** Where links of the details lead, and what the image is. */
interface InspectorPage extends Pick<InspectorApi, 'follow' | 'about'> {
  go(place: PageLocation): void;
}

export class Inspector implements InspectorApi {
  readonly element: HTMLElement;
  readonly splitter: Splitter;
  readonly #host: Host;
  readonly #store: Store;
  readonly #report: (error: unknown) => void;
  readonly #go: (place: PageLocation) => void;
  readonly #title = h('h2', { class: 'inspector-title', tabindex: -1 });
  readonly #back: HTMLElement;
  readonly #close: HTMLElement;
  readonly #detail = h('div', { class: 'detail' });
  readonly #bytes = h('div');
  readonly body: HTMLElement;
  #request = new AbortController();
  #bytesRequest = new AbortController();
  #returnFocus: HTMLElement | undefined;
  /** The row shown, so that asking again for it does nothing. */
  #shown = '';

  readonly follow: InspectorApi['follow'];
  readonly about: InspectorApi['about'];

  constructor(host: Host, store: Store, report: (error: unknown) => void, page: InspectorPage) {
    this.follow = page.follow;
    this.about = page.about;
    this.#host = host;
    this.#go = page.go;
    this.#store = store;
    this.#report = report;
    this.body = h(
      'div',
      { class: 'inspector-body', role: 'group', 'aria-label': text.detail },
      this.#detail,
      this.#bytes,
    );
    this.#close = iconButton(icon('cross'), text.close, () => this.close());
    this.#back = linkButton(text.backToView, () => this.close());
    this.#back.prepend(icon('left'));
    this.element = h(
      'aside',
      { class: 'inspector', 'aria-label': text.detail, hidden: true },
      h('div', { class: 'inspector-head' }, this.#back, this.#title, this.#close),
      this.body,
    );
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      this.close();
    });
    this.splitter = new Splitter(store, this.element, (placement) => this.#placed(placement));
  }

  async copy(what: string): Promise<void> {
    await this.#host.call('copyText', [what]);
  }

  isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Whether the focus is in details that have steps to look through. */
  hasSteps(): boolean {
    return this.element.contains(document.activeElement) && this.#detail.querySelector('.step') !== null;
  }

  covers(): boolean {
    return this.splitter.placement === 'instead';
  }

  open(
    table: TableId,
    row: RowView | undefined,
    returnFocus: HTMLElement,
    takeFocus: boolean,
    column?: number,
  ): void {
    this.#returnFocus = returnFocus;
    if (row === undefined) return;
    this.#reveal();
    const key = JSON.stringify([table, row.index, column]);
    if (this.#shown === key) {
      if (takeFocus) this.#title.focus();
      return;
    }
    void this.#load(table, row, key, takeFocus, column);
  }

  showBytes(label: string, range: ByteRange, returnFocus: HTMLElement, takeFocus = true): void {
    if (!this.isOpen() || !this.element.contains(returnFocus)) {
      this.#clear();
      this.#name(label);
      this.#returnFocus = returnFocus;
    }
    this.#reveal();
    void this.#loadBytes(range, takeFocus || this.covers());
  }

  close(): void {
    if (!this.isOpen()) return;
    this.element.hidden = true;
    this.splitter.element.hidden = true;
    this.#clear();
    this.#store.view.inspector.open = false;
    this.#store.save();
    if (this.#returnFocus?.isConnected === true) this.#returnFocus.focus();
    this.#returnFocus = undefined;
  }

  /** Empties the panel without touching what the reader chose: a tab was changed. */
  hide(): void {
    this.element.hidden = true;
    this.splitter.element.hidden = true;
    this.#clear();
    this.#returnFocus = undefined;
  }

  #name(title: string): void {
    this.#title.textContent = title;
    this.#title.title = title;
  }

  #clear(): void {
    this.#request.abort();
    this.#bytesRequest.abort();
    this.#shown = '';
    this.#detail.replaceChildren();
    this.#bytes.replaceChildren();
  }

  #reveal(): void {
    if (this.isOpen()) return;
    this.element.hidden = false;
    this.splitter.element.hidden = false;
    this.#store.view.inspector.open = true;
    this.#store.save();
    this.splitter.layOut();
  }

  /** What the details were asked for at stays in view; a table sees to its row by itself. */
  #placed(placement: Placement): void {
    this.#back.hidden = placement !== 'instead';
    this.#close.hidden = placement === 'instead';
    if (!this.isOpen()) return;
    const focus = document.activeElement;
    if (placement === 'instead' && focus !== null && focus === this.#returnFocus) this.#title.focus();
    else if (!this.element.contains(this.#returnFocus ?? null))
      this.#returnFocus?.scrollIntoView({ block: 'nearest' });
  }

  async #load(
    table: TableId,
    row: RowView,
    key: string,
    takeFocus: boolean,
    column: number | undefined,
  ): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const signal = this.#request.signal;
    const giveFocus = focusAsked();
    this.#shown = key;
    try {
      const args =
        column === undefined ? ([table, row.index] as const) : ([table, row.index, column] as const);
      const detail = await this.#host.call('detail', [...args], signal);
      this.#show(detail);
      const range = eventRange(row);
      if (range === undefined) this.#bytes.replaceChildren();
      else await this.#loadBytes(range, false);
    } catch (error) {
      if (isAbort(error)) return;
      this.#shown = '';
      this.#report(error);
      this.#detail.replaceChildren(h('p', { role: 'alert' }, text.detailsNotRead(messageOf(error))));
    }
    if (takeFocus) giveFocus(this.#title);
  }

  async #loadBytes(range: ByteRange, scroll: boolean): Promise<void> {
    this.#bytesRequest.abort();
    this.#bytesRequest = new AbortController();
    const signal = this.#bytesRequest.signal;
    const giveFocus = focusAsked();
    try {
      const bytes = await this.#host.call('bytes', [range.offset, range.length], signal);
      this.#bytes.replaceChildren(
        hexDump(bytes, (table, dump) => {
          const places = (offset: number) => this.#host.call('fieldsAt', [offset]);
          return byteCursor(bytes, table, dump, places, this.follow, this.#report);
        }),
      );
    } catch (error) {
      if (isAbort(error)) return;
      this.#report(error);
      this.#bytes.replaceChildren(h('p', { role: 'alert' }, text.bytesNotRead(messageOf(error))));
    }
    if (!scroll) return;
    this.#bytes.scrollIntoView({ block: 'nearest' });
    giveFocus(this.#bytes.querySelector('.hex-scroll'), { preventScroll: true });
  }

  #link(label: string, to: PageLocation): HTMLElement {
    return h(
      'p',
      {},
      linkButton(label, () => this.#go(to), icon('go')),
    );
  }

  #show(detail: DetailView): void {
    this.#name(detail.title);
    const parts: (HTMLElement | undefined)[] = [];
    if (detail.prototype !== undefined) {
      parts.push(h('pre', { class: 'prototype mono' }, h('code', {}, detail.prototype)));
    }
    parts.push(...detail.paragraphs.map((paragraph) => h('p', {}, paragraph)));
    const { code } = detail;
    if (code !== undefined)
      parts.push(this.#link(text.code.show, { tab: 'code', part: 'listing', place: code }));
    const { strings } = detail;
    if (strings !== undefined)
      parts.push(this.#link(text.showStrings, { tab: 'structure', part: 'strings', table: strings }));
    if (detail.fields.length > 0) parts.push(fieldList(this, detail.fields));
    if (detail.replays.length > 0) {
      // One lookup is read at once; of several the reader picks.
      const open = detail.replays.length === 1;
      const items = detail.replays.map((replay) => replayItem(this, replay, open));
      const title = detail.replays.some(({ steps }) => steps.length > 0) ? text.lookups : text.keys;
      parts.push(h('section', {}, h('h3', {}, title), ...items));
    }
    this.#detail.replaceChildren(...parts.filter((part) => part !== undefined));
    this.body.scrollTop = 0;
    // Where nothing in it takes the focus, the keyboard could not scroll it.
    if (this.#detail.querySelector('button, summary') !== null) this.body.removeAttribute('tabindex');
    else this.body.tabIndex = 0;
  }
}
