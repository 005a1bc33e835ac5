/** How to make text fit into the columns of a terminal. */
import { columnsOf } from '../../elf/bytes/columns.ts';

/** At most so many columns; what is cut off is shown by an ellipsis. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let left = columns - 1;
  for (const character of text) {
    left -= columnsOf(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}
