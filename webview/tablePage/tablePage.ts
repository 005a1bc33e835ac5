/** A page of no image: lists to choose from above, a table below; a cell leads to why. Loaded when there is one. */
import type { ChoiceListView, PageChoice, TablePageView } from '../../src/protocol.ts';
import type { TableContext, View } from '../context.ts';
import { h } from '../dom.ts';
import { focusLate, rememberFocus } from '../focus.ts';
import { isAbort } from '../host.ts';
import { TableWidget } from '../table/table.ts';
import { text } from '../text.ts';
import { dropdown } from '../widgets.ts';

/** @param warn shows what went wrong above what is there */
export function tablePage(
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
  let shown: TablePageView | undefined;
  let request = new AbortController();
  /** Chosen since the last answer: a second choice does not take back one that is still on its way. */
  let pending: PageChoice = {};

  const choose = (change: PageChoice): void => {
    request.abort();
    request = new AbortController();
    pending = { ...pending, ...change };
    const isOther = Object.keys(pending).length > 0;
    host.call('choose', [{ ...store.view.choice, ...pending }], request.signal).then(
      (page) => {
        pending = {};
        show(page, isOther);
      },
      (error: unknown) => {
        if (isAbort(error)) return;
        pending = {};
        // The lists say what the table shows, and nothing that there is none.
        if (shown !== undefined) showHeader(shown);
        else panel.replaceChildren();
        warn(error);
      },
    );
  };

  const showHeader = (page: TablePageView): void => {
    const focus = document.activeElement?.getAttribute('aria-label');
    header.replaceChildren(heading(page, choose), about(page));
    focusLate(header.querySelector(`[aria-label="${focus}"]`));
  };

  const show = (page: TablePageView, isOther: boolean): void => {
    document.title = page.title;
    shown = page;
    const { opensAt } = page;
    if (opensAt !== undefined && store.view.choice === undefined) {
      store.view.inspector.open = true;
      Object.assign(store.table(page.table.id), { selected: opensAt.row, column: opensAt.column });
    }
    store.view.choice = page.choice;
    if (page.kept !== undefined) store.view.kept = page.kept;
    // Where the reader was among other rows.
    if (isOther) Object.assign(store.table(page.table.id), { selected: undefined, top: 0 });
    store.save();
    // Reading takes its time, and who went on meanwhile stays where that was.
    const focusAgain = rememberFocus(panel);
    const inDetails = inspector.element.contains(document.activeElement);
    inspector.hide();
    table?.dispose();
    table = new TableWidget(context, page.table);
    showHeader(page);
    panel.replaceChildren(table.element);
    if (inDetails) table.focus();
    else focusAgain();
  };

  choose({});
  return {
    element: h('div', { class: 'table-page' }, header, h('main', {}, workspace)),
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

function heading({ title, lists, choice }: TablePageView, choose: (change: PageChoice) => void): HTMLElement {
  const list = ({ id, label, options, clears }: ChoiceListView) =>
    dropdown(label, options, choice[id] ?? '', (value) =>
      choose({ [id]: value, ...(clears === undefined ? {} : { [clears]: '' }) }),
    );
  return h(
    'div',
    { class: 'header-title' },
    h('h1', {}, title),
    h('span', { class: 'header-tools' }, ...lists.map(list)),
  );
}

function about({ about: { title, paragraphs } }: TablePageView): HTMLElement {
  return h(
    'details',
    { class: 'quirks' },
    h('summary', {}, title),
    ...paragraphs.map((each) => h('p', {}, each)),
  );
}
