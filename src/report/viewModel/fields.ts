/** What is said of one thing, a line each. */
import type { LinkView } from './links.ts';
import type { Tone } from './tone.ts';

export interface FieldView {
  readonly label: string;
  readonly value: string;
  /** What the field is, for a tooltip; '' where the label says it all. */
  readonly explain: string;
  readonly offset?: number;
  readonly length?: number;
  /** Parts of the value that lead somewhere, in their order. */
  readonly links?: readonly LinkView[];
}

export interface FactView extends FieldView {
  readonly tone: Tone;
}
