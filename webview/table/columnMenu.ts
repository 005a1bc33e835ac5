/** The menu of columns: each is shown or not, and the table behind it follows at once. */
import type { ColumnView } from '../../src/protocol.ts';
import { openMenuBelow } from '../menu.ts';
import type { TableState } from '../state.ts';
import { text } from '../text.ts';
import { chooseColumn, isShown } from './shownColumns.ts';

export function openColumnMenu(
  button: HTMLElement,
  columns: readonly ColumnView[],
  state: TableState,
  changed: () => void,
): void {
  const items = columns.slice(1).map((column) => ({
    label: column.title,
    checked: isShown(column, state),
    run: () => {
      chooseColumn(column, state, !isShown(column, state));
      changed();
    },
  }));
  openMenuBelow(button, text.columnMenu, items);
}
