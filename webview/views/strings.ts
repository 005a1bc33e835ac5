/** Strings of a section: looked for when they are looked at, and no longer when the view is left. */
import type { StringsTableId, StringsView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { isAbort, messageOf } from '../host.ts';
import { text } from '../text.ts';
import { button, dropdown } from '../widgets.ts';
import { stringsWords } from './stringsWords.ts';
import { tableView } from './tableView.ts';

export function stringsView(context: Context): View {
  const { host, store, report } = context;
  const element = h('div', { class: 'parts' });
  let request = new AbortController();
  let view: View | undefined;

  const open = async (section: number): Promise<void> => {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    view?.dispose?.();
    view = undefined;
    context.inspector.hide();
    element.replaceChildren(h('p', { class: 'page', role: 'status' }, stringsWords.looking));
    try {
      const found = await host.call('strings', [section], signal);
      if (signal.aborted) return;
      if (found === undefined) {
        element.replaceChildren(h('p', { class: 'page' }, stringsWords.none));
        return;
      }
      show(found);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      report(error);
      const again = button(text.retry, () => void open(section));
      element.replaceChildren(
        h('div', { class: 'page' }, h('p', { role: 'alert' }, messageOf(error)), again),
      );
    }
  };

  const show = ({ table, note, sections }: StringsView): void => {
    const section = sectionOf(table.id);
    store.view.strings = section;
    store.save();
    view = tableView({ ...context, summary: { ...context.summary, tables: [table] } }, table.id);
    const choose = dropdown(
      stringsWords.section,
      sections,
      String(section),
      (value) => void open(Number(value)),
    );
    element.replaceChildren(
      h('div', { class: 'offer' }, choose, note !== undefined && h('span', {}, note)),
      view.element,
    );
  };

  return {
    element,
    ready: open(store.view.strings ?? 0),
    focusFilter: () => view?.focusFilter?.() ?? false,
    show({ table }) {
      const section = table === undefined ? 0 : sectionOf(table);
      if (section > 0 && section !== store.view.strings) {
        store.view.strings = section;
        void open(section);
      }
    },
    here: () => ({ table: `strings/${store.view.strings ?? 0}` as StringsTableId }),
    dispose() {
      request.abort();
      view?.dispose?.();
    },
  };
}

function sectionOf(table: string): number {
  return Number(/^strings\/(\d+)$/.exec(table)?.[1] ?? 0);
}
