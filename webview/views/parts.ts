/** A view made of several parts behind a second, smaller row of tabs. */
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import type { PageLocation } from '../place.ts';
import { type TabSpec, Tabs } from '../tabs.ts';
import { text } from '../text.ts';

export interface PartSpec extends TabSpec {
  readonly make: () => View;
}

export function partsView(
  context: Context,
  id: string,
  label: string,
  parts: readonly PartSpec[],
): View & { readonly head: HTMLElement; readonly body: HTMLElement } {
  const { store, inspector } = context;
  let view: View | undefined;
  const inner = h('div', { class: 'parts-inner' });
  const tabs = new Tabs(parts, { label: text.parts(label), kind: 'part', choose: (part) => open(part) });

  const open = (part: string): void => {
    view?.dispose?.();
    inspector.hide();
    store.view.parts[id] = part;
    store.save();
    view = parts.find((each) => each.id === part)?.make();
    // A part that has parts itself puts its tabs on the same line.
    inner.replaceChildren(...(view?.head === undefined ? [] : [view.head]));
    const content = view?.body ?? view?.element;
    tabs.panel.replaceChildren(...(content === undefined ? [] : [content]));
    // Scrolls to its button: before this the part that is left would be laid out for it.
    tabs.select(part);
  };

  const kept = store.view.parts[id] ?? '';
  open(tabs.has(kept) ? kept : (parts[0]?.id ?? ''));
  const head = h('div', { class: 'parts-head' }, tabs.element, inner);
  return {
    head,
    body: tabs.panel,
    element: h('div', { class: 'parts' }, head, tabs.panel),
    focusFilter: () => view?.focusFilter?.() ?? false,
    narrow: (filter) => view?.narrow?.(filter),
    show(place: PageLocation) {
      // "gnu/table" names a part and a part of that part.
      const [part, ...inner] = (place.part ?? '').split('/');
      if (part !== undefined && tabs.has(part) && part !== tabs.active) open(part);
      view?.show?.({ ...place, part: inner.join('/') });
    },
    here() {
      const inner = view?.here?.() ?? {};
      return { ...inner, part: [tabs.active, inner.part].filter(Boolean).join('/') };
    },
    dispose: () => view?.dispose?.(),
  };
}
