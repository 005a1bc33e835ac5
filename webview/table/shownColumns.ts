/** Which columns of a table are shown: those that are not hidden by default, as the reader has changed it. */
import type { ColumnView } from '../../src/protocol.ts';
import type { TableState } from '../state.ts';

export interface ShownColumn {
  readonly column: ColumnView;
  /** Of its cells in a row. */
  readonly position: number;
}

/** One of those that are in the page. */
export interface PlacedColumn extends ShownColumn {
  /** Its place among those that are shown. */
  readonly at: number;
}

export function isShown(column: ColumnView, state: TableState): boolean {
  return state.columns?.[column.id] ?? column.hidden !== true;
}

/** The first names the row, and stays. */
export function shownColumns(columns: readonly ColumnView[], state: TableState): readonly ShownColumn[] {
  return columns.flatMap((column, position) =>
    position === 0 || isShown(column, state) ? [{ column, position }] : [],
  );
}

/** Keeps what differs from the default only: a column that gets another default follows it. */
export function chooseColumn(column: ColumnView, state: TableState, shown: boolean): void {
  const { [column.id]: _, ...others } = state.columns ?? {};
  const columns = shown === (column.hidden !== true) ? others : { ...others, [column.id]: shown };
  if (Object.keys(columns).length > 0) state.columns = columns;
  else delete state.columns;
}
