/** Lists to choose from. */

export interface ChoiceView {
  readonly value: string;
  readonly text: string;
}

export interface ChoiceListView {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ChoiceView[];
  /** Another list, which has other options with each of these. */
  readonly clears?: string;
}
