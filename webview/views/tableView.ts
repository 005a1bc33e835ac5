/** A view that is one table. */
import type { TableId } from '../../src/protocol.ts';
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { TableWidget } from '../table/table.ts';

export function tableView(context: Context, id: TableId): View {
  const found = tableWithId(context.summary, id);
  if (found === undefined) return { element: h('div') };
  const table = new TableWidget(context, found);
  return {
    element: table.element,
    focusFilter: () => table.focusFilter(),
    show(place) {
      if (place.table !== id) return;
      const { index, name, consumer, filter } = place;
      if (filter !== undefined) {
        table.filter(filter);
        table.focus();
      }
      if (index === undefined && name === undefined) return;
      table
        .reveal({
          ...(index !== undefined && { index }),
          ...(name !== undefined && { name }),
          ...(consumer !== undefined && { consumer }),
        })
        .catch(context.report);
    },
    here() {
      const index = context.store.table(id).selected;
      return { table: id, ...(index !== undefined && { index }) };
    },
    dispose: () => table.dispose(),
  };
}
