/** What stands where rows would: why there are none, that no row passes the filter, or that reading failed. */
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

export class Notice {
  readonly element = h('div', { class: 'table-empty', hidden: true });

  hide(): void {
    this.element.hidden = true;
  }

  empty(why: string): void {
    this.#show(h('p', {}, why));
  }

  noMatch(filter: string, clear: () => void): void {
    this.#show(h('p', {}, text.noMatch(filter)), linkButton(text.clearFilter, clear));
  }

  /** Why the filter finds nothing whatever the rows are. */
  refused(why: string, clear: () => void): void {
    this.#show(h('p', { role: 'alert' }, why), linkButton(text.clearFilter, clear));
  }

  failed(error: unknown, retry: () => void): void {
    this.#show(h('p', { role: 'alert' }, text.rowsNotRead(messageOf(error))), linkButton(text.retry, retry));
  }

  #show(...content: readonly HTMLElement[]): void {
    this.element.replaceChildren(...content);
    this.element.hidden = false;
  }
}
