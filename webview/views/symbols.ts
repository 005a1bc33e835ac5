/** Dynamic symbols, and .symtab where there is one. */
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';
import { button } from '../widgets.ts';
import { partsView } from './parts.ts';
import { tableView } from './tableView.ts';

export function symbolsView(context: Context): View {
  const { summary, host } = context;
  const symtab = tableWithId(summary, 'symtab');
  if (symtab !== undefined) {
    return partsView(context, 'symbols', text.tabs.symbols, [
      {
        id: 'symbols',
        label: text.dynamicSymbols,
        count: tableWithId(summary, 'symbols')?.rowCount,
        make: () => tableView(context, 'symbols'),
      },
      {
        id: 'symtab',
        label: text.allSymbols,
        count: symtab.rowCount,
        make: () => tableView(context, 'symtab'),
      },
    ]);
  }
  const view = tableView(context, 'symbols');
  if (summary.symtabOffer === undefined) return view;
  const load = button(text.loadSymtab, () => {
    context.store.view.parts['symbols'] = 'symtab';
    context.apply(host.call('configure', [{ symtab: true }]));
  });
  const offer = h('div', { class: 'offer' }, h('span', {}, summary.symtabOffer), load);
  return { ...view, element: h('div', { class: 'parts' }, view.element, offer) };
}
