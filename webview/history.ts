/** Where the reader has been in the page: what was followed, to go back and forward through. Kept with the state. */
import type { PageLocation } from './place.ts';
import type { Store, TrailState } from './state.ts';

/** Places kept. */
const most = 50;

export class History {
  readonly #store: Store;
  readonly #changed: () => void;

  constructor(store: Store, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
  }

  get canGoBack(): boolean {
    return this.#trail.at > 0;
  }

  get canGoForward(): boolean {
    const { places, at } = this.#trail;
    return at < places.length - 1;
  }

  /** `here` is left for `there`; what lay ahead is forgotten. */
  follow(here: PageLocation, there: PageLocation): void {
    const { places, at } = this.#trail;
    const before = [...places.slice(0, at), here].slice(-most);
    this.#keep({ places: [...before, there], at: before.length });
  }

  /** @returns where to go, undefined when there is nothing in that direction */
  step(by: -1 | 1, here: PageLocation): PageLocation | undefined {
    const { places, at } = this.#trail;
    const to = places[at + by];
    if (to === undefined) return undefined;
    this.#keep({ places: places.with(at, here), at: at + by });
    return to;
  }

  get #trail(): TrailState {
    return this.#store.view.trail ?? { places: [], at: 0 };
  }

  #keep(trail: TrailState): void {
    this.#store.view.trail = trail;
    this.#store.save();
    this.#changed();
  }
}
