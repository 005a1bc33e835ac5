/** What both drawings share: a grid without a head over items fetched in windows, details, kept position. */
import type { TableId } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { Grid } from '../table/grid.ts';
import { type LoadWindow, WindowCache } from '../table/windowCache.ts';
import { text } from '../text.ts';

export interface DrawingOptions<Item> {
  /** Key of the kept scroll position, and the class of the grid. */
  readonly name: string;
  readonly look: string;
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  readonly load: LoadWindow<Item>;
  readonly fill: (element: HTMLElement, row: number, item: Item | undefined) => void;
  /** Row of a table whose details a cell shows; where it is something else, `opened` shows it. */
  readonly target?: (row: number, cell: number, item: Item | undefined) => DrawingTarget | undefined;
  readonly opened?: (row: number, cell: number, item: Item | undefined, takeFocus: boolean) => void;
  /** Cells of the head row. */
  readonly head?: readonly HTMLElement[];
  /** The reader has moved to a row. */
  readonly moved?: (row: number) => void;
}

export interface DrawingTarget {
  readonly table: TableId;
  readonly index: number;
}

export interface Drawing {
  readonly element: HTMLElement;
  readonly grid: Grid;
  /** Other items, so many. */
  readonly replace: (count: number) => void;
  readonly dispose: () => void;
}

export function makeDrawing<Item>(context: Context, options: DrawingOptions<Item>): Drawing {
  const { host, store, inspector, report } = context;
  const { name } = options;
  let { count } = options;
  const trouble = h('p', { class: 'drawing-trouble', role: 'alert', hidden: true });
  const makeCache = (): WindowCache<Item> =>
    new WindowCache<Item>(
      options.load,
      (start, length) => grid.refresh(start, length),
      (error) => {
        report(error);
        trouble.hidden = false;
        trouble.textContent = text.rowsNotRead(messageOf(error));
      },
    );
  let cache = makeCache();
  const open = async (row: number, cell: number, takeFocus: boolean): Promise<void> => {
    options.opened?.(row, cell, cache.get(row), takeFocus);
    const target = options.target?.(row, cell, cache.get(row));
    if (target === undefined) return;
    const { table, index } = target;
    const window = await host.call('rows', [{ table, filter: '', start: index, count: 1 }]);
    inspector.open(table, window.rows[0], grid.element, takeFocus);
  };
  const grid: Grid = new Grid({
    label: options.label,
    rowHeight: options.rowHeight,
    head: options.head ?? [],
    cellCount: (row) => grid.rowElement(row)?.children.length ?? 1,
    fill: (element, row) => options.fill(element, row, cache.get(row)),
    visible: (first, last) => cache.need(first, last, count),
    moved: (row) => options.moved?.(row),
    opened: (row, cell, how) => void open(row, cell, how === 'key').catch(report),
    escaped: () => inspector.close(),
    keepsSelected: () => inspector.isOpen(),
    scrolled: () => {
      store.view.drawings[name] = grid.firstRow();
      store.saveSoon();
    },
  });
  grid.element.classList.add(options.look);
  const resize = new ResizeObserver(() => {
    if (grid.element.clientHeight === 0) return;
    resize.disconnect();
    grid.start();
    grid.setCount(count);
    grid.scrollToRow(store.view.drawings[name] ?? 0);
  });
  resize.observe(grid.element);
  return {
    element: h('div', { class: 'drawing' }, grid.element, trouble),
    grid,
    replace(items) {
      cache.dispose();
      cache = makeCache();
      count = items;
      trouble.hidden = true;
      grid.setCount(count);
      grid.clearSelection();
      grid.scrollToRow(0);
      grid.refresh();
    },
    dispose() {
      resize.disconnect();
      cache.dispose();
      grid.dispose();
    },
  };
}
