/** What parts of a text lead to. */
import type { ImageTableId } from './tableId.ts';

/**
 * A table, a row of it or those of its rows that a filter lets through, the page of a consumer, the ELF header, or
 * another image of the same process by its number: 0 lists those that lie in this file. Of a matrix a cell, by its row
 * and its column in the table: the image there, or the comparison of that one with the baseline.
 */
export type LinkTarget = PlaceTarget | ElsewhereTarget;

/** What the page shows itself. */
export type PlaceTarget =
  | { readonly table: ImageTableId; readonly index?: number; readonly filter?: string }
  | { readonly consumer: string }
  | { readonly part: 'header' };

/** What the host opens. */
export type ElsewhereTarget =
  | { readonly image: number }
  | { readonly row: number; readonly column: number; readonly opens: 'image' | 'comparison' };

export interface LinkView {
  /** As it stands in the value that it is a part of. */
  readonly text: string;
  readonly to: LinkTarget;
}

export interface CellLinkView extends LinkView {
  /** Position of the cell. */
  readonly cell: number;
}
