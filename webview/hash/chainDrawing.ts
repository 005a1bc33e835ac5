/** Buckets top to bottom, each with its chain as linked boxes; windowed like a table. */
import type { ChainView, HashView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { text } from '../english.ts';
import { messageOf } from '../host.ts';
import { icon, toneIconName } from '../icons.ts';
import { Grid } from '../table/grid.ts';
import { WindowCache } from '../table/windowCache.ts';

const rowHeight = 46;

type Landing = HashView['keys'][number];

export interface ChainDrawing {
  readonly element: HTMLElement;
  readonly showBucket: (bucket: number) => void;
  readonly dispose: () => void;
}

export function chainDrawing(context: Context, hash: HashView, buckets: number): ChainDrawing {
  const { host, store, inspector } = context;
  const landings = new Map<number, Landing[]>();
  for (const key of hash.keys) {
    const before = landings.get(key.bucket);
    if (before === undefined) landings.set(key.bucket, [key]);
    else before.push(key);
  }
  const stateKey = `chains-${hash.kind}`;
  const trouble = h('p', { class: 'drawing-trouble', role: 'alert', hidden: true });
  const cache = new WindowCache<ChainView>(
    (start, count, signal) => host.call('chains', [hash.kind, start, count], signal),
    (start, count) => grid.refresh(start, count),
    (error) => {
      context.report(error);
      trouble.hidden = false;
      trouble.textContent = text.rowsFailed(messageOf(error));
    },
  );
  const grid: Grid = new Grid({
    label: text.bucketsAndChains(hash.title),
    rowHeight,
    head: [],
    cellCount: (row) => grid.rowElement(row)?.children.length ?? 1,
    fill: (element, row) => fillBucket(element, row, cache.get(row), landings.get(row) ?? []),
    visible: (first, last) => cache.need(first, last, buckets),
    moved: () => undefined,
    opened: (row, cell, how) => void open(row, cell, how === 'key').catch(context.report),
    escaped: () => inspector.close(),
    scrolled: () => {
      store.view.drawings[stateKey] = grid.firstRow();
      store.save();
    },
  });
  grid.element.classList.add('chains');

  /** The first cell is the bucket itself, the others the chain's symbols. */
  const open = async (row: number, cell: number, takeFocus: boolean): Promise<void> => {
    const entry = cell === 0 ? undefined : cache.get(row)?.entries[cell - 1];
    if (cell > 0 && entry === undefined) return;
    const table = entry === undefined ? hash.bucketTable : 'symbols';
    const start = entry?.symbolIndex ?? row;
    const window = await host.call('rows', [{ table, filter: '', start, count: 1 }]);
    inspector.open(table, window.rows[0], grid.element, takeFocus);
  };

  const element = h('div', { class: 'drawing' }, grid.element, trouble);
  const resize = new ResizeObserver(() => {
    if (grid.element.clientHeight === 0) return;
    resize.disconnect();
    grid.start();
    grid.setCount(buckets);
    grid.scrollToRow(store.view.drawings[stateKey] ?? 0);
  });
  resize.observe(grid.element);
  return {
    element,
    showBucket(bucket) {
      grid.select(bucket, 0, 'middle');
      grid.element.focus();
    },
    dispose() {
      resize.disconnect();
      cache.dispose();
      grid.dispose();
    },
  };
}

function fillBucket(
  element: HTMLElement,
  bucket: number,
  chain: ChainView | undefined,
  landings: readonly Landing[],
): void {
  element.className = `grid-row bucket-row${landings.length > 0 ? ' has-key' : ''}`;
  const cells: HTMLElement[] = [
    h('div', { class: 'bucket-number mono', role: 'gridcell' }, text.bucket(bucket)),
  ];
  if (chain === undefined) cells.push(h('div', { class: 'chain-note', role: 'gridcell' }, text.loadingRow));
  else {
    cells.push(...chain.entries.map(chainBox));
    if (chain.entries.length === 0) {
      cells.push(h('div', { class: 'chain-empty', role: 'gridcell' }, text.emptyBucket));
    }
    if (chain.note !== undefined) {
      cells.push(h('div', { class: 'chain-note', role: 'gridcell' }, icon('warning'), chain.note));
    }
    // A key that is looked up here and is not in the chain.
    const names = new Set(chain.entries.map((entry) => entry.name));
    for (const landing of landings) if (!names.has(landing.symbol)) cells.push(missing(landing));
  }
  element.replaceChildren(...cells);
}

function chainBox(entry: ChainView['entries'][number]): HTMLElement {
  const wanted = entry.lookedUpBy !== '';
  return h(
    'div',
    {
      class: `chain-box${wanted ? ' is-key' : ''}${entry.last ? ' is-last' : ''}`,
      role: 'gridcell',
      title: wanted ? `${entry.name}\n${entry.hash}\n${entry.lookedUpBy}` : `${entry.name}\n${entry.hash}`,
    },
    h('span', { class: 'box-name mono' }, wanted && icon('check'), h('span', {}, entry.name)),
    h('span', { class: 'box-more' }, h('span', { class: 'mono' }, entry.hash), ' ', entry.lookedUpBy),
  );
}

function missing(landing: Landing): HTMLElement {
  return h(
    'div',
    { class: `chain-box is-missing tone-${landing.tone}`, role: 'gridcell', title: landing.text },
    h(
      'span',
      { class: 'box-name mono' },
      icon(toneIconName(landing.tone) ?? 'dash'),
      h('span', {}, landing.symbol),
    ),
    h('span', { class: 'box-more' }, landing.text),
  );
}
