/** The file as ELF sees it: header, segments, sections, dynamic table, relocations, notes, memory map. */
import type { FieldView, ImageTableId } from '../../src/protocol.ts';
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { bytesButton } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { lateView } from './lateView.ts';
import { memoryMapElement } from './memoryMap.ts';
import { partsView } from './parts.ts';
import { tableView } from './tableView.ts';

const tables: readonly ImageTableId[] = ['segments', 'sections', 'dynamic', 'relocations', 'notes'];

export function structureView(context: Context): View {
  const { summary } = context;
  const listed = tables.flatMap((id) => {
    const table = tableWithId(summary, id);
    if (table === undefined) return [];
    return [{ id, label: table.title, count: table.rowCount, make: () => tableView(context, id) }];
  });
  return partsView(context, 'structure', text.tabs.structure, [
    { id: 'header', label: text.header, make: () => headerView(context) },
    ...listed,
    {
      id: 'strings',
      label: text.strings,
      make: () => lateView(context, async () => (await import('./strings.ts')).stringsView(context)),
    },
    {
      id: 'map',
      label: text.memoryMap,
      make: () => ({ element: h('div', { class: 'page' }, memoryMapElement(context)) }),
    },
  ]);
}

function headerView(context: Context): View {
  return { element: h('div', { class: 'page' }, headerTable(context, context.summary.header)) };
}

function headerTable(context: Context, fields: readonly FieldView[]): HTMLElement {
  const body = h('tbody');
  for (const field of fields) {
    body.append(
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, field.label),
        h('td', { class: 'mono' }, field.value),
        h('td', { class: 'header-bytes' }, bytesButton(context.inspector, field.label, field)),
        h('td', { class: 'note' }, field.explain),
      ),
    );
  }
  return h('table', { class: 'header-table', 'aria-label': text.header }, body);
}
