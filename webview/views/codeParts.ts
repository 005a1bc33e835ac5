/** The parts of the Code tab: tables, the ribbon, and the instructions of one function. */
import type { CodeTableId, CodeView } from '../../src/protocol.ts';
import { listingView } from '../code/listing.ts';
import { ribbonElement } from '../code/ribbon.ts';
import { applyStyle } from '../code/style.ts';
import { say } from '../code/words.ts';
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { text } from '../text.ts';
import { button, linkButton } from '../widgets.ts';
import { type PartSpec, partsView } from './parts.ts';
import { tableView } from './tableView.ts';

/** @param follow has all exported functions followed, and shows what that brings */
export function codeParts(context: Context, code: CodeView, follow: () => void): View {
  applyStyle();
  // Tables of code are told of when it is looked at.
  const own: Context = { ...context, summary: { ...context.summary, tables: code.tables } };
  const table = (id: CodeTableId, around: (view: View) => View = (view) => view): PartSpec[] => {
    const found = tableWithId(own.summary, id);
    if (found === undefined) return [];
    return [{ id, label: found.title, count: found.rowCount, make: () => around(tableView(own, id)) }];
  };
  const ribbon: PartSpec = {
    id: 'ribbon',
    label: say.ribbon,
    make: () => ({
      element: h('div', { class: 'page' }, ...notes(code), ribbonElement(context, code.ribbon)),
    }),
  };
  return partsView(context, 'code', text.tabs.code, [
    ...table('functions', (view) => withOffers(context, code, follow, view)),
    ...(code.ribbon.length > 0 ? [ribbon] : []),
    ...table('clockPaths', (view) => above([...notes(code), ...clockLink(context)], view)),
    ...table('patched'),
    { id: 'listing', label: say.listing, make: () => listingView(context) },
  ]);
}

/** An image that a process has mapped has a page of its clock. */
function clockLink({ summary, go }: Context): HTMLElement[] {
  if (summary.clock === undefined || summary.role !== 'vdso') return [];
  const link = linkButton(text.clock.title, () => go({ tab: 'clock' }), icon('go'));
  return [h('p', { class: 'code-note' }, link)];
}

function notes(code: CodeView): HTMLElement[] {
  return code.notes.map((note) => h('p', { class: 'code-note' }, note));
}

function above(children: readonly HTMLElement[], view: View): View {
  return { ...view, element: h('div', { class: 'parts' }, ...children, view.element) };
}

/** What could be known as well: of functions that were not followed, and of those that only .symtab has. */
function withOffers(context: Context, code: CodeView, follow: () => void, view: View): View {
  const { symtabOffer } = context.summary;
  const offers: [string, string, () => void][] = [];
  if (code.offer !== undefined) offers.push([code.offer, say.follow, follow]);
  if (symtabOffer !== undefined)
    offers.push([
      symtabOffer,
      text.loadSymtab,
      () => context.apply(context.host.call('configure', [{ symtab: true }])),
    ]);
  const unread = code.ribbon.length === 0 ? notes(code) : [];
  if (offers.length === 0 && unread.length === 0) return view;
  const lines = offers.map(([about, label, run]) =>
    h('div', { class: 'offer' }, h('span', {}, about), button(label, run)),
  );
  return { ...view, element: h('div', { class: 'parts' }, ...unread, view.element, ...lines) };
}
