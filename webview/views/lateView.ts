/** A view whose script is loaded when it is first looked at. */
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import type { PageLocation } from '../place.ts';

export function lateView(context: Context, load: () => Promise<View>): View {
  const element = h('div', { class: 'parts' });
  let view: View | undefined;
  let awaited: PageLocation | undefined;
  let left = false;
  const open = async (): Promise<void> => {
    try {
      const made = await load();
      if (left) return made.dispose?.();
      view = made;
      element.replaceChildren(made.element);
      if (awaited !== undefined) made.show?.(awaited);
      await made.ready;
    } catch (error) {
      context.report(error);
      element.replaceChildren(h('p', { class: 'page', role: 'alert' }, messageOf(error)));
    }
  };
  return {
    element,
    ready: open(),
    focusFilter: () => view?.focusFilter?.() ?? false,
    narrow: (filter) => view?.narrow?.(filter),
    show(place) {
      if (view === undefined) awaited = place;
      else view.show?.(place);
    },
    here: () => view?.here?.() ?? {},
    dispose() {
      left = true;
      view?.dispose?.();
    },
  };
}
