/** DT_GNU_HASH and DT_HASH, each drawn and as tables. */
import type { HashView } from '../../src/protocol.ts';
import { type Context, tableWithId, type View } from '../context.ts';
import { h } from '../dom.ts';
import { bloomDrawing } from '../hash/bloomDrawing.ts';
import { chainDrawing } from '../hash/chainDrawing.ts';
import { hashFacts } from '../hash/hashFacts.ts';
import { applyHashStyle } from '../hash/style.ts';
import { lookupFrame } from '../lookup/lookupFrame.ts';
import type { PageLocation } from '../place.ts';
import { text } from '../text.ts';
import { type PartSpec, partsView } from './parts.ts';
import { tableView } from './tableView.ts';

export function hashTablesView(context: Context): View {
  applyHashStyle();
  const { hashes } = context.summary;
  const view: View =
    hashes.length === 0
      ? { element: h('div', { class: 'page' }, h('h2', {}, text.noHash), h('p', {}, text.noHashWhy)) }
      : partsView(
          context,
          'hashes',
          text.tabs.hashes,
          hashes.map((hash) => ({ id: hash.kind, label: hash.title, make: () => oneHash(context, hash) })),
        );
  const frame = lookupFrame(context, 'hashes', view.element, context.summary.consumers[0]?.id);
  return {
    element: frame.element,
    focusFilter() {
      if (!view.element.hidden) return view.focusFilter?.() ?? false;
      frame.focus();
      return true;
    },
    narrow: (filter) => view.narrow?.(filter),
    show(place: PageLocation) {
      frame.close();
      view.show?.(place);
    },
    here: () => view.here?.() ?? {},
    dispose() {
      frame.dispose();
      view.dispose?.();
    },
  };
}

function oneHash(context: Context, hash: HashView): View {
  const { bucketTable, bloomTable } = hash;
  const buckets = tableWithId(context.summary, bucketTable)?.rowCount ?? 0;
  const parts: PartSpec[] = [
    {
      id: 'chains',
      label: text.hashDrawing,
      make: () => {
        const drawing = chainDrawing(context, hash, buckets);
        const show = (key: Parameters<typeof drawing.showKey>[0]) => {
          drawing.showKey(key).catch(context.report);
        };
        const facts = hashFacts(context, hash, show);
        return {
          element: h('div', { class: 'hash-layout' }, facts, drawing.element),
          narrow: drawing.narrow,
          dispose: drawing.dispose,
        };
      },
    },
    { id: 'table', label: text.hashBuckets, count: buckets, make: () => tableView(context, bucketTable) },
  ];
  if (bloomTable !== undefined) {
    const words = tableWithId(context.summary, bloomTable)?.rowCount ?? 0;
    parts.push(
      { id: 'bloom', label: text.hashBloom, make: () => bloomDrawing(context, words) },
      {
        id: 'bloomTable',
        label: text.hashBloomTable,
        count: words,
        make: () => tableView(context, bloomTable),
      },
    );
  }
  return partsView(context, `hashes-${hash.kind}`, hash.title, parts);
}
