/** A labelled value, with the bytes it stands in. */
import type { FieldView } from './viewModel/fields.ts';

export type FieldWords = readonly [label: string, explain: string];

export function field(words: FieldWords, value: string, offset?: number, length?: number): FieldView {
  const [label, explain] = words;
  return {
    label,
    value,
    explain,
    ...(offset === undefined ? {} : { offset }),
    ...(length === undefined ? {} : { length }),
  };
}
