/** Pages that are of no image. */
import type { ChoiceListView } from './choices.ts';
import type { TableView } from './table.ts';

/** What a page of no image is about, by the ids of its lists to choose from. */
export type PageChoice = Readonly<Record<string, string>>;

/** What the page of the atlas is about: kernels of one architecture, and all runtimes or the releases of one. */
export type AtlasChoice = {
  readonly arch: string;
  /** A consumer's id, '' for all of them. */
  readonly consumer: string;
  /** One of its releases, '' for all of them. */
  readonly release: string;
};

/** What the page of the matrix is about. */
export type MatrixChoice = {
  /** One of `MATRIX_ROWS`. */
  readonly rows: string;
  /** Id of the image that the others are held against, '' for none. */
  readonly baseline: string;
  /** '' for all rows, 'differing' for those that are not the same everywhere. */
  readonly shown: string;
};

/** A page that is of no image: lists to choose from, and a table of what was chosen. */
export interface TablePageView {
  readonly title: string;
  /** What the answers are made of: what that is called, and sentences. */
  readonly about: { readonly title: string; readonly paragraphs: readonly string[] };
  /** As it was asked for, where there is such a thing. */
  readonly choice: PageChoice;
  readonly lists: readonly ChoiceListView[];
  readonly table: TableView;
  /** The cell whose details stand beside the table, where there is room, when it is shown for the first time. */
  readonly opensAt?: { readonly row: number; readonly column: number };
  /** What its host needs to bring the page back, kept with its state. */
  readonly kept?: readonly string[];
}
