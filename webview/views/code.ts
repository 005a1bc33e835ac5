/** What the code does: read when the tab is first looked at. */
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { isAbort, messageOf } from '../host.ts';
import type { PageLocation } from '../place.ts';
import { text } from '../text.ts';
import { button } from '../widgets.ts';
import { codeParts } from './codeParts.ts';

export function codeTab(context: Context): View {
  const { host, report } = context;
  const element = h('div', { class: 'parts' });
  const request = new AbortController();
  let view: View | undefined;
  let awaited: PageLocation | undefined;

  const load = async (follow: boolean): Promise<void> => {
    element.replaceChildren(h('p', { class: 'page', role: 'status' }, text.code.reading));
    try {
      const code = await host.call('code', [follow], request.signal);
      if (request.signal.aborted) return;
      view?.dispose?.();
      view = codeParts(context, code, () => void load(true));
      element.replaceChildren(view.element);
      if (awaited !== undefined) view.show?.(awaited);
      awaited = undefined;
    } catch (error) {
      if (isAbort(error) || request.signal.aborted) return;
      report(error);
      const again = button(text.retry, () => void load(follow));
      element.replaceChildren(
        h('div', { class: 'page' }, h('p', { role: 'alert' }, text.code.notRead(messageOf(error))), again),
      );
    }
  };

  return {
    element,
    ready: load(false),
    focusFilter: () => view?.focusFilter?.() ?? false,
    narrow: (filter) => view?.narrow?.(filter),
    here: () => view?.here?.() ?? {},
    show(place) {
      if (view === undefined) awaited = place;
      else view.show?.(place);
    },
    dispose() {
      request.abort();
      view?.dispose?.();
    },
  };
}
