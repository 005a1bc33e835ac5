/** Which kernel serves which runtime: choices above, a runtime a row, a kernel a column; a cell leads to why. */
import type { AtlasChoice, AtlasPageView, ChoiceView } from '../../src/protocol.ts';
import type { TableContext, View } from '../context.ts';
import { h } from '../dom.ts';
import { focusLate } from '../focus.ts';
import { isAbort } from '../host.ts';
import { TableWidget } from '../table/table.ts';
import { text } from '../text.ts';
import { dropdown } from '../widgets.ts';

/** @param warn shows what went wrong above what is there */
export function atlasView(
  context: TableContext & { inspector: Docked },
  warn: (error: unknown) => void,
): View {
  const { host, store, inspector } = context;
  const header = h('header', { class: 'image-header' });
  const panel = h(
    'div',
    { class: 'tab-panel' },
    h('p', { class: 'loading', role: 'status' }, text.loadingRow),
  );
  const workspace = h('div', { class: 'workspace' }, panel, inspector.splitter.element, inspector.element);
  inspector.splitter.attach(workspace);
  let table: TableWidget | undefined;
  let request = new AbortController();
  /** Chosen since the last answer: a second choice does not take back one that is still on its way. */
  let pending: Partial<AtlasChoice> = {};

  const choose = (change: Partial<AtlasChoice>): void => {
    request.abort();
    request = new AbortController();
    pending = { ...pending, ...change };
    const isOther = Object.keys(pending).length > 0;
    host.call('atlas', [{ ...store.view.atlas, ...pending }], request.signal).then(
      (page) => {
        pending = {};
        show(page, isOther);
      },
      (error: unknown) => {
        if (isAbort(error)) return;
        pending = {};
        warn(error);
      },
    );
  };

  const show = (page: AtlasPageView, isOther: boolean): void => {
    document.title = page.title;
    store.view.atlas = page.choice;
    // Where the reader was among other rows.
    if (isOther) Object.assign(store.table('atlas'), { selected: undefined, top: 0 });
    store.save();
    inspector.hide();
    table?.dispose();
    table = new TableWidget(context, page.table);
    const focus = document.activeElement?.getAttribute('aria-label');
    header.replaceChildren(heading(page, choose), about(page));
    focusLate(header.querySelector<HTMLElement>(`[aria-label="${focus}"]`));
    panel.replaceChildren(table.element);
  };

  choose({});
  return {
    element: h('div', { class: 'atlas' }, header, h('main', {}, workspace)),
    focusFilter: () => table?.focusFilter() ?? false,
    dispose() {
      request.abort();
      table?.dispose();
    },
  };
}

interface Docked {
  readonly element: HTMLElement;
  readonly splitter: { readonly element: HTMLElement; attach(workspace: HTMLElement): void };
}

function heading(page: AtlasPageView, choose: (change: Partial<AtlasChoice>) => void): HTMLElement {
  const { choice, arches, consumers, releases } = page;
  const list = (label: string, options: readonly ChoiceView[], chosen: string, key: keyof AtlasChoice) =>
    dropdown(label, options, chosen, (value) =>
      choose(key === 'consumer' ? { consumer: value, release: '' } : { [key]: value }),
    );
  return h(
    'div',
    { class: 'header-title' },
    h('h1', {}, page.title),
    h(
      'span',
      { class: 'header-tools' },
      list(text.atlas.arch, arches, choice.arch, 'arch'),
      list(text.atlas.consumer, consumers, choice.consumer, 'consumer'),
      releases.length > 0 && list(text.atlas.release, releases, choice.release, 'release'),
    ),
  );
}

function about({ about: made, notes }: AtlasPageView): HTMLElement {
  return h(
    'details',
    { class: 'quirks' },
    h('summary', {}, text.atlas.about),
    ...[made, ...notes].map((each) => h('p', {}, each)),
  );
}
