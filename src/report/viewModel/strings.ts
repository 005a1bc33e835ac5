import type { ChoiceView } from './choices.ts';
import type { TableView } from './table.ts';

/** Strings of a section. */
export interface StringsView {
  /** The section's name. */
  readonly title: string;
  readonly table: TableView;
  /** Set where not all of it was looked through. */
  readonly note?: string;
  /** Sections that may have strings. */
  readonly sections: readonly ChoiceView[];
}
