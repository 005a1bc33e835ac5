/** One column of a table: how a row shows in it, and how it is filtered and sorted by it. */
import type { Outcome } from '../../consumers/model.ts';

export interface ColumnSpec<Row> {
  /** Its title and explanation stand in english/columns.ts under this id, unless it brings its own. */
  readonly id: string;
  readonly words?: readonly [title: string, explain: string];
  /** Typical width in characters. */
  readonly width: number;
  /** Default: 'start'. */
  readonly align?: 'start' | 'end';
  /** Default: true. */
  readonly mono?: boolean;
  /** Default: false. Not in the page's table until a reader chooses it; filters and details have it all the same. */
  readonly hidden?: boolean;
  /** Sentences: shown on two lines. */
  readonly wraps?: boolean;
  /** Left out of the terminal's table, where width is dear. */
  readonly screenOnly?: boolean;
  cell(row: Row): string;
  /** Which outcome its words name. */
  readonly outcome?: (row: Row) => Outcome | undefined;
  /** Whether the cell is to be marked: it is not as what it is held against. */
  readonly isOther?: (row: Row) => boolean;
  /** Rows with the same code have the same cell, which is made once: for columns of few values in many rows. */
  readonly code?: (row: Row) => number;
  /** All characters that its cells can have, where they are few: a filter's word with others is not looked for. */
  readonly characters?: string;
  /** Whether the cell has this lower-case ASCII word; undefined: find out from the cell. */
  readonly holds?: (row: Row, word: Uint8Array) => boolean | undefined;
  /** Rows whose cell has this word, or is it, in another form than the one that is shown. */
  readonly also?: (word: string, whole: boolean) => (row: Row) => boolean;
  /** Sort key; without one the column sorts by its text in code unit order. */
  readonly number?: (row: Row) => number;
  readonly bigint?: (row: Row) => bigint;
}
