/** What is known of the image's clock, for the header and the clock's tab: asked when the page is at rest, or by a click. */
import type { ClockView } from '../src/protocol.ts';
import type { Host } from './host.ts';

/** How often the age of a figure is told anew. */
const MINUTE = 60_000;

export class ClockStore {
  readonly #host: Host;
  /** What shows it, by the element that it stands in. */
  readonly #followers = new Map<HTMLElement, () => void>();
  /** Of the image that is shown; the answer about the one before says nothing of it. */
  #asked = 0;
  #view: ClockView | undefined;

  constructor(host: Host) {
    this.#host = host;
    setInterval(() => this.#view?.measured && this.#tell(), MINUTE);
  }

  get view(): ClockView | undefined {
    return this.#view;
  }

  /** Calls back at once and with every change, until the element has left the page: at once it goes into it. */
  follow(element: HTMLElement, show: () => void): void {
    this.#forgetLeft();
    this.#followers.set(element, show);
    show();
  }

  /** Resolves when the answer is there. @param measure take samples now */
  async ask(measure: boolean): Promise<void> {
    const asked = ++this.#asked;
    const view = await this.#host.call('clock', [measure]);
    if (asked !== this.#asked) return;
    this.#view = view;
    this.#tell();
  }

  /** Another image is shown, or the same one read anew. */
  forget(): void {
    this.#asked++;
    this.#view = undefined;
    this.#tell();
  }

  #tell(): void {
    this.#forgetLeft();
    for (const show of this.#followers.values()) show();
  }

  #forgetLeft(): void {
    for (const element of this.#followers.keys()) if (!element.isConnected) this.#followers.delete(element);
  }
}
