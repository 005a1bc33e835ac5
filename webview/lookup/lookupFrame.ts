/** A field for any name above a view; while there is a name in it, what comes of looking it up stands in the view's place. */
import type { Context } from '../context.ts';
import { debounce, h } from '../dom.ts';
import { focusAsked } from '../focus.ts';
import { isAbort, messageOf } from '../host.ts';
import { icon } from '../icons.ts';
import { text } from '../text.ts';
import { dropdown, textField } from '../widgets.ts';
import { lookupResult } from './lookupResult.ts';

/** Nobody searches; the tables alone are looked into. */
const NOBODY = '';

export interface LookupFrame {
  readonly element: HTMLElement;
  /** Who searches, until somebody chooses another one. */
  choose(consumer: string): void;
  /** Gives the place back to the view. */
  close(): void;
  focus(): void;
  readonly dispose: () => void;
}

/**
 * @param id under which name and consumer are kept
 * @param view what the frame stands around
 * @param consumer who searches at first
 */
export function lookupFrame(
  context: Context,
  id: string,
  view: HTMLElement,
  consumer: string = NOBODY,
): LookupFrame {
  const { host, store, summary, inspector, report } = context;
  const kept = store.view.lookups?.[id];
  const consumers = summary.consumers.filter(({ wholeImage }) => !wholeImage);
  const known = (id: string): string => (consumers.some((each) => each.id === id) ? id : NOBODY);
  let chosen = known(kept?.consumer ?? consumer);
  let asking = new AbortController();
  let left = false;

  const result = h('div', { class: 'lookup-place', tabindex: -1, hidden: true });
  const said = h('span', { class: 'visually-hidden', role: 'status' });
  const later = debounce(150, () => void ask());
  const field = textField(text.lookUp, text.lookUpHint, () => {
    keep(field.value().trim());
    later();
  });
  field.element.classList.add('lookup-field');
  field.element.setAttribute('data-focus', `lookup-${id}`);
  field.element.append(h('span', { class: 'filter-icon', slot: 'start' }, icon('search')));
  const who = dropdown(
    text.lookUpAs,
    [
      { value: NOBODY, text: text.nobody },
      ...consumers.map((each) => ({ value: each.id, text: `${each.name} ${each.release}`.trim() })),
    ],
    chosen,
    (value) => {
      chosen = value;
      void ask();
    },
  );

  const ask = async (): Promise<void> => {
    // Typed just before another view took the place, which may have been typed into since.
    if (left) return;
    const name = field.value().trim();
    asking.abort();
    keep(name);
    if (name === '') return show(undefined);
    asking = new AbortController();
    const { signal } = asking;
    const release = consumers.find((each) => each.id === chosen)?.release;
    const by = chosen === NOBODY ? {} : { consumer: chosen, ...(release ? { release } : {}) };
    result.setAttribute('aria-busy', 'true');
    try {
      const lookup = await host.call('lookUp', [{ text: name, ...by }], signal);
      show(lookupResult(context, lookup, again));
      // One consumer searches at most.
      const [search] = lookup.searches;
      said.textContent =
        search === undefined ? lookup.title : text.labelled(search.label, search.outcomeText);
    } catch (error) {
      if (isAbort(error)) return;
      report(error);
      show(h('p', { role: 'alert' }, messageOf(error)));
    }
  };

  const show = (answer: HTMLElement | undefined): void => {
    // Details belong to what stands there.
    if (result.hidden !== (answer === undefined)) inspector.hide();
    result.removeAttribute('aria-busy');
    result.replaceChildren(...(answer === undefined ? [] : [answer]));
    result.hidden = answer === undefined;
    view.hidden = answer !== undefined;
    if (answer === undefined) said.textContent = '';
  };

  const again = (name: string): void => {
    field.setValue(name);
    field.focus();
    void ask();
  };

  const keep = (name: string): void => {
    store.view.lookups = { ...store.view.lookups, [id]: { text: name, consumer: chosen } };
    store.save();
  };

  const close = (): void => {
    asking.abort();
    if (field.value() !== '') field.setValue('');
    keep('');
    show(undefined);
  };

  field.element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || field.value().trim() === '') return;
    event.preventDefault();
    const giveFocus = focusAsked();
    void ask().then(() => !result.hidden && giveFocus(result));
  });
  const element = h(
    'div',
    { class: 'lookup' },
    h('div', { class: 'lookup-bar' }, field.element, who, said),
    view,
    result,
  );
  element.addEventListener('keydown', (event) => {
    // What is open inside takes its own Escape first.
    if (event.key !== 'Escape' || event.defaultPrevented || result.hidden) return;
    event.preventDefault();
    if (inspector.isOpen()) {
      inspector.close();
      return;
    }
    close();
    field.focus();
  });
  if (kept !== undefined && kept.text !== '') {
    field.setValue(kept.text);
    void ask();
  }
  return {
    element,
    choose(next) {
      chosen = known(next);
      const select = who.querySelector('select');
      if (select !== null) select.value = chosen;
    },
    close,
    focus: () => field.focus(),
    dispose() {
      left = true;
      asking.abort();
    },
  };
}
