/** Buckets top to bottom, each with its chain as linked boxes; windowed like a table. */
import type { ChainView, HashView } from '../../src/protocol.ts';
import type { Context, View } from '../context.ts';
import { h } from '../dom.ts';
import { type Narrowed, UNFILTERED } from '../find/narrowed.ts';
import { focusAsked } from '../focus.ts';
import { icon, toneIconName } from '../icons.ts';
import { text } from '../text.ts';
import { type Drawing, makeDrawing } from './drawing.ts';

const rowHeight = 46;

type Landing = HashView['keys'][number];

export interface ChainDrawing extends Drawing {
  /** Leads to the node of a key, or to where its chain ends without it. */
  readonly showKey: (key: Landing) => Promise<void>;
  /** Leaves the buckets whose names or keys have these words. */
  readonly narrow: NonNullable<View['narrow']>;
}

export function chainDrawing(context: Context, hash: HashView, buckets: number): ChainDrawing {
  const landings = new Map<number, Landing[]>();
  for (const key of hash.keys) {
    const before = landings.get(key.bucket);
    if (before === undefined) landings.set(key.bucket, [key]);
    else before.push(key);
  }
  let filter = '';
  let asked: string | undefined = '';
  let answer: Promise<Narrowed> = Promise.resolve({ found: buckets, of: buckets });
  const drawing = makeDrawing<ChainView>(context, {
    name: `chains-${hash.kind}`,
    look: 'chains',
    label: text.bucketsAndChains(hash.title),
    count: buckets,
    rowHeight,
    load: (start, count, signal) => context.host.call('chains', [hash.kind, start, count, filter], signal),
    fill: (element, row, chain) => {
      const bucket = chain?.bucket ?? (filter === '' ? row : undefined);
      fillBucket(element, bucket, chain, (bucket !== undefined && landings.get(bucket)) || []);
    },
    // The first cell is the bucket itself, the others are the chain's symbols.
    target(row, cell, chain) {
      if (cell === 0) return { table: hash.bucketTable, index: chain?.bucket ?? row };
      const entry = chain?.entries[cell - 1];
      return entry === undefined ? undefined : { table: 'symbols', index: entry.symbolIndex };
    },
  });
  const { grid } = drawing;
  const ask = async (words: string): Promise<Narrowed> => {
    const query = { table: hash.bucketTable, filter: words, start: 0, count: 0 };
    try {
      const { matchCount, rowCount, problem } = await context.host.call('rows', [query]);
      if (words === asked) {
        filter = words;
        drawing.replace(matchCount);
      }
      return { found: matchCount, of: rowCount, ...(problem !== undefined && { problem }) };
    } catch (error) {
      if (words === asked) asked = undefined;
      throw error;
    }
  };
  /** Called for each row that is drawn, too: the host is asked once. */
  const narrow = (words: string): Promise<Narrowed> => {
    if (words !== asked) {
      asked = words;
      answer = ask(words);
    }
    return answer;
  };
  return {
    ...drawing,
    narrow,
    async showKey({ bucket, symbol }) {
      const giveFocus = focusAsked();
      if (asked !== '') {
        // Before rows are drawn, at which the filter would ask for its words again.
        grid.element.dispatchEvent(new Event(UNFILTERED, { bubbles: true }));
        await narrow('');
      }
      grid.select(bucket, 0, 'middle');
      giveFocus(grid.element);
      const [chain] = await context.host.call('chains', [hash.kind, bucket, 1, '']);
      if (chain === undefined || grid.row !== bucket) return;
      grid.select(bucket, cellOf(symbol, chain, landings.get(bucket) ?? []));
      // The boxes are written in the next frame.
      requestAnimationFrame(() => grid.showActive());
    },
  };
}

/** Which cell of its bucket's row a name has: the order is that of fillBucket. */
function cellOf(symbol: string, chain: ChainView, landings: readonly Landing[]): number {
  const at = chain.entries.findIndex(({ name }) => name === symbol);
  if (at >= 0) return at + 1;
  const before = 1 + Math.max(1, chain.entries.length) + (chain.note === undefined ? 0 : 1);
  return before + missingIn(chain, landings).findIndex((landing) => landing.symbol === symbol);
}

/** Keys that are looked up here and are not in the chain. */
function missingIn(chain: ChainView, landings: readonly Landing[]): readonly Landing[] {
  const names = new Set(chain.entries.map((entry) => entry.name));
  return landings.filter(({ symbol }) => !names.has(symbol));
}

function fillBucket(
  element: HTMLElement,
  bucket: number | undefined,
  chain: ChainView | undefined,
  landings: readonly Landing[],
): void {
  element.className = `grid-row bucket-row${landings.length > 0 ? ' has-key' : ''}`;
  const cells: HTMLElement[] = [
    h(
      'div',
      { class: 'bucket-number mono', role: 'gridcell' },
      bucket === undefined ? '' : text.bucket(bucket),
    ),
  ];
  if (chain === undefined) cells.push(h('div', { class: 'chain-note', role: 'gridcell' }, text.loadingRow));
  else {
    cells.push(...chain.entries.map(chainBox));
    if (chain.entries.length === 0) {
      cells.push(h('div', { class: 'chain-empty', role: 'gridcell' }, text.emptyBucket));
    }
    if (chain.note !== undefined) {
      cells.push(h('div', { class: 'chain-note tone-warn', role: 'gridcell' }, icon('warning'), chain.note));
    }
    cells.push(...missingIn(chain, landings).map(missing));
  }
  element.replaceChildren(...cells);
}

function chainBox(entry: ChainView['entries'][number]): HTMLElement {
  const wanted = entry.lookedUpBy !== '';
  return h(
    'div',
    {
      class: `chain-box${wanted ? ' is-key tone-good' : ''}${entry.last ? ' is-last' : ''}`,
      role: 'gridcell',
      title: wanted ? `${entry.name}\n${entry.hash}\n${entry.lookedUpBy}` : `${entry.name}\n${entry.hash}`,
    },
    h('span', { class: 'box-name mono' }, wanted && icon('check'), h('span', { class: 'clip' }, entry.name)),
    h('span', { class: 'box-more clip' }, h('span', { class: 'mono' }, entry.hash), ' ', entry.lookedUpBy),
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
      h('span', { class: 'clip' }, landing.symbol),
    ),
    h('span', { class: 'box-more clip' }, landing.text),
  );
}
