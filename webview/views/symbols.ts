/** Dynamic symbols, and .symtab where there is one. */
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';
import { button } from '../widgets.ts';
import { type PartSpec, partsView } from './parts.ts';
import { tableView } from './tableView.ts';

export function symbolsView(context: Context): View {
  const { summary, host } = context;
  const symtab = tableWithId(summary, 'symtab');
  if (symtab !== undefined) {
    const count = tableWithId(summary, 'symbols')?.rowCount ?? 0;
    const dynamic: PartSpec = {
      id: 'symbols',
      label: text.dynamicSymbols,
      count,
      make: () => tableView(context, 'symbols'),
    };
    const all: PartSpec = {
      id: 'symtab',
      label: text.allSymbols,
      count: symtab.rowCount,
      make: () => tableView(context, 'symtab'),
    };
    // Entry 0 is no symbol.
    return partsView(context, 'symbols', text.tabs.symbols, count > 1 ? [dynamic, all] : [all, dynamic]);
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
