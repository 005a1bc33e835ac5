/** A table: its columns, and windows of its rows. */
import type { Outcome } from '../../consumers/model.ts';
import type { QuickFilter } from '../filterTerm.ts';
import type { CellLinkView } from './links.ts';
import type { TableId } from './tableId.ts';
import type { Tone } from './tone.ts';

export interface ColumnView {
  readonly id: string;
  readonly title: string;
  /** One sentence for the header's tooltip. */
  readonly explain: string;
  readonly align: 'start' | 'end';
  /** Shown in the editor's monospace font (numbers, names, hex). */
  readonly mono: boolean;
  /** Typical width in characters; the last 'wide' column takes what is left. */
  readonly width: number;
  readonly sortable: boolean;
  /** Shown only where a reader has chosen it. */
  readonly hidden?: true;
  /** Sentences, which take two lines. */
  readonly wraps?: true;
}

export interface TableView {
  readonly id: TableId;
  readonly title: string;
  readonly columns: readonly ColumnView[];
  /** All rows, before any filter. */
  readonly rowCount: number;
  /** Shown when there are none: why, and what that means. */
  readonly emptyText: string;
  /** The first row that answers something, where others come before it: the first symbol that is defined here. */
  readonly opensAt?: number;
  /** Words that ask a question of their own in a filter of this table. */
  readonly quickFilters?: readonly QuickFilter[];
}

export interface RowView {
  /** Index in the unsorted, unfiltered table: the row's identity. */
  readonly index: number;
  readonly cells: readonly string[];
  /** Of each cell that is one, else null (JSON knows no undefined): it has its drawing beside its words. */
  readonly outcomes?: readonly (Outcome | null)[];
  /** Positions of cells that are not as what they are held against: marked, beside what their words say. */
  readonly others?: readonly number[];
  readonly tone?: Tone;
  /** The name of a symbol as the image has it, where its cell has that of the source. */
  readonly mangled?: { readonly cell: number; readonly name: string };
  /** Parts of cells that lead somewhere, those of one cell in their order. */
  readonly links?: readonly CellLinkView[];
  /** File range of the row's bytes. */
  readonly offset?: number;
  readonly length?: number;
}

export interface RowQuery {
  readonly table: TableId;
  /** As it is typed, see docs/filter.md. */
  readonly filter: string;
  readonly sort?: { readonly column: string; readonly descending: boolean };
  readonly start: number;
  readonly count: number;
}

export interface RowWindow {
  readonly table: TableId;
  readonly start: number;
  readonly rows: readonly RowView[];
  /** Rows after the filter. */
  readonly matchCount: number;
  readonly rowCount: number;
  /** Texts that the filter looks for, in lower case, in all columns or in one: to be marked. */
  readonly marks?: readonly { readonly text: string; readonly column?: string }[];
  /** Why the filter finds nothing: a sentence. */
  readonly problem?: string;
}
