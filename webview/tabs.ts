/**
 * A tab list (ARIA tabs pattern, automatic activation): arrow keys move, Home and End jump. Plain elements,
 * because the tabs must work before any control library is loaded.
 */
import type { Tone } from '../src/protocol.ts';
import { h, uniqueId } from './dom.ts';
import { icon, toneIconName } from './icons.ts';
import { scrollStrip } from './strip.ts';
import { text } from './text.ts';

export interface TabSpec {
  readonly id: string;
  readonly label: string;
  /** Not shown where it is 0. */
  readonly count?: number | undefined;
  /** Of a count that names something wrong. */
  readonly tone?: Tone | undefined;
}

export class Tabs {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly panel: HTMLElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #choose: (id: string) => void;
  #active = '';

  constructor(
    specs: readonly TabSpec[],
    options: { label: string; kind: 'main' | 'part'; choose: (id: string) => void },
  ) {
    this.#choose = options.choose;
    const panelId = uniqueId('panel');
    this.#list = h('div', {
      class: `tabs tabs-${options.kind}`,
      role: 'tablist',
      'aria-label': options.label,
    });
    this.panel = h('div', { class: 'tab-panel', role: 'tabpanel', id: panelId });
    for (const spec of specs) {
      const button = h('button', {
        class: 'tab',
        type: 'button',
        role: 'tab',
        id: uniqueId('tab'),
        'aria-controls': panelId,
        'data-tab': spec.id,
        onclick: () => this.#press(spec.id),
      });
      this.#buttons.set(spec.id, button);
      this.#list.append(button);
    }
    this.update(specs);
    this.element = scrollStrip(this.#list);
    this.#list.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** New labels and counts for the same tabs. */
  update(specs: readonly TabSpec[]): void {
    for (const spec of specs) {
      const button = this.#buttons.get(spec.id);
      if (button === undefined) continue;
      const label = h('span', { class: 'tab-label' }, spec.label);
      const { count = 0, tone = 'plain' } = spec;
      const mark = toneIconName(tone);
      const badge = h('span', { class: `tab-count tone-${tone}` }, mark && icon(mark), text.count(count));
      // The blank keeps label and count apart in the accessible name.
      button.replaceChildren(label, ...(count === 0 ? [] : [' ', badge]));
    }
  }

  get active(): string {
    return this.#active;
  }

  has(id: string): boolean {
    return this.#buttons.has(id);
  }

  /** Marks a tab as the chosen one without calling `choose`. */
  select(id: string): void {
    this.#active = id;
    for (const [each, button] of this.#buttons) {
      const chosen = each === id;
      button.setAttribute('aria-selected', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) {
        this.panel.setAttribute('aria-labelledby', button.id);
        button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    }
  }

  #press(id: string): void {
    if (id !== this.#active) this.#choose(id);
  }

  #onKey(event: KeyboardEvent): void {
    const ids = [...this.#buttons.keys()];
    const now = ids.indexOf(this.#active);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const id = ids[(to + ids.length) % ids.length];
    if (id === undefined) return;
    this.#press(id);
    this.#buttons.get(id)?.focus();
  }
}
