/**
 * The cells of one recycled row. A cell is one element with one text, and remembers what it shows: scrolling
 * writes only texts that differ. Only a cell whose text may not fit clips it, because a clip is what painting
 * a row costs most for.
 */
import type { Outcome, RowView, Tone } from '../../src/protocol.ts';
import { h } from '../dom.ts';
import { type IconName, icon, outcomeIcon, toneIconName } from '../icons.ts';
import { text } from '../text.ts';
import { surelyFits } from './characterWidths.ts';
import type { PlacedColumn } from './shownColumns.ts';

interface CellText {
  /** Of the column among those that are shown. */
  readonly at: number;
  readonly position: number;
  readonly element: HTMLElement;
  readonly text: Text;
  clips: boolean;
  leads: boolean;
  other: boolean;
  /** What its words name: drawn before them. */
  outcome: Outcome | undefined;
}

export class CellTexts {
  readonly #row: HTMLElement;
  readonly #cells: readonly CellText[];
  #look = '';
  #tone: Tone = 'plain';
  #mark: SVGSVGElement | undefined;
  #markName: IconName | undefined;
  #waits = false;

  constructor(row: HTMLElement, columns: readonly PlacedColumn[]) {
    this.#row = row;
    this.#cells = columns.map(({ column, position, at }, place) => {
      const look = `${column.mono ? ' mono' : ''}${column.wraps === true ? ' wraps' : ''}`;
      const classes = `cell align-${column.align}${look}`;
      const node = document.createTextNode('');
      const element = h('div', { class: classes, role: 'gridcell', 'aria-colindex': at + 1 }, node);
      if (place !== at) element.style.gridColumn = String(at + 1);
      return {
        at,
        position,
        element,
        text: node,
        clips: false,
        leads: false,
        other: false,
        outcome: undefined,
      };
    });
    row.replaceChildren(...this.#cells.map(({ element }) => element));
  }

  /** `room`: how many characters are sure to fit into each column. */
  show(row: RowView | undefined, waiting: string, room: readonly number[]): void {
    // While it waits a row keeps its tone: another would be worked out for every cell, too.
    if (row !== undefined) this.#tone = row.tone ?? 'plain';
    const waits = row === undefined && waiting !== '';
    if (waits !== this.#waits) {
      this.#waits = waits;
      this.#cells[0]?.element.classList.toggle('is-waiting', waits);
    }
    // No rule of a style sheet may depend on is-loading: it would be worked out for every cell.
    const look = `grid-row tone-${this.#tone}${row === undefined ? ' is-loading' : ''}`;
    if (look !== this.#look) {
      this.#look = look;
      this.#row.className = look;
      this.#setMark(row && toneIconName(this.#tone));
    }
    for (const cell of this.#cells) {
      const { at } = cell;
      const value = row?.cells[cell.position] ?? (waits && at === 0 ? waiting : '');
      if (cell.text.data !== value) {
        cell.text.data = value;
        // The tooltip of a clipped text belongs to the row that was here.
        if (cell.clips) cell.element.removeAttribute('title');
      }
      const outcome = row?.outcomes?.[cell.position] ?? undefined;
      if (row !== undefined && outcome !== cell.outcome) setOutcome(cell, outcome);
      const leads = row?.links?.some((link) => link.cell === cell.position) === true;
      if (leads !== cell.leads) {
        cell.leads = leads;
        cell.element.classList.toggle('leads', leads);
        cell.element.ariaDescription = leads ? text.leads : null;
      }
      const other = row?.others?.includes(cell.position) === true;
      if (other !== cell.other) {
        cell.other = other;
        cell.element.classList.toggle('is-other', other);
      }
      const clips = outcome !== undefined || !surelyFits(value, room[at] ?? 0);
      if (clips === cell.clips) continue;
      cell.clips = clips;
      cell.element.classList.toggle('clips', clips);
    }
  }

  #setMark(name: IconName | undefined): void {
    if (name === this.#markName) return;
    this.#markName = name;
    this.#mark?.remove();
    this.#mark = name === undefined ? undefined : icon(name);
    if (this.#mark !== undefined) this.#cells[0]?.element.prepend(this.#mark);
  }
}

function setOutcome(cell: CellText, outcome: Outcome | undefined): void {
  const { element } = cell;
  element.querySelector('.icon')?.remove();
  element.classList.remove(`outcome-${cell.outcome}`);
  cell.outcome = outcome;
  if (outcome === undefined) return;
  element.classList.add(`outcome-${outcome}`);
  element.prepend(outcomeIcon(outcome));
}
