/** Marks on screen what the filter looked for: ranges over the cells' texts, and nothing written into the page. */
import type { RowWindow } from '../../src/protocol.ts';
import type { ShownColumn } from './shownColumns.ts';

type Sought = NonNullable<RowWindow['marks']>;

/** The name that styles/table.css gives a look to. */
const name = 'filter-match';
/** Of one cell: a text of one letter may stand in it very often. */
const most = 20;

export class Marks {
  readonly #highlight = new Highlight();
  #sought: Sought = [];

  /** What the rows that come next were filtered by. */
  seek(sought: Sought): void {
    this.#sought = sought;
  }

  /** Marks the rows that are in the page now. */
  refresh(rows: Iterable<HTMLElement>, columns: readonly ShownColumn[]): void {
    this.#highlight.clear();
    if (this.#sought.length === 0) return;
    for (const row of rows) {
      columns.forEach(({ column }, at) => {
        const text = row.children[at]?.lastChild;
        if (!(text instanceof Text) || text.data === '') return;
        for (const sought of this.#sought)
          if (sought.column === undefined || sought.column === column.id) this.#mark(text, sought.text);
      });
    }
    CSS.highlights.set(name, this.#highlight);
  }

  dispose(): void {
    if (CSS.highlights.get(name) === this.#highlight) CSS.highlights.delete(name);
  }

  #mark(container: Text, sought: string): void {
    const lower = container.data.toLowerCase();
    // Some letters are longer in lower case: places in the one are none in the other.
    if (lower.length !== container.data.length) return;
    let at = lower.indexOf(sought);
    for (let marked = 0; at >= 0 && marked < most; marked += 1) {
      const end = at + sought.length;
      const [startContainer, endContainer] = [container, container];
      this.#highlight.add(new StaticRange({ startContainer, startOffset: at, endContainer, endOffset: end }));
      at = lower.indexOf(sought, end);
    }
  }
}
