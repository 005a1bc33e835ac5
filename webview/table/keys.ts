/** Where a key leads in a grid (ARIA authoring practices, grid pattern). */
export interface GridPosition {
  readonly row: number;
  readonly cell: number;
  readonly rows: number;
  /** Cells of the current row. */
  readonly cells: number;
  /** Rows of a page. */
  readonly page: number;
  readonly hasHead: boolean;
  readonly hasSelection: boolean;
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** @returns the new row (-1 is the head) and cell; undefined for a key that does not move */
export function keyMove(event: Key, at: GridPosition): { row: number; cell: number } | undefined {
  if (event.altKey) return undefined;
  const far = event.ctrlKey || event.metaKey;
  const top = at.hasHead ? -1 : 0;
  const last = at.rows - 1;
  const lastCell = Math.max(0, at.cells - 1);
  const cell = Math.min(at.cell, lastCell);
  const toRow = (row: number): { row: number; cell: number } => ({
    row: Math.max(top, Math.min(row, last)),
    cell,
  });
  const within = (row: number): { row: number; cell: number } => toRow(Math.max(0, row));
  switch (event.key) {
    case 'ArrowDown':
      return at.hasSelection || at.row < 0 ? toRow(at.row + 1) : within(at.row);
    case 'ArrowUp':
      return toRow(at.row - 1);
    case 'ArrowRight':
      return { row: at.row, cell: Math.min(cell + 1, lastCell) };
    case 'ArrowLeft':
      return { row: at.row, cell: Math.max(0, cell - 1) };
    case 'PageDown':
      return within(at.row + at.page);
    case 'PageUp':
      return within(at.row - at.page);
    case 'Home':
      return far ? { row: Math.min(0, last), cell: 0 } : { row: at.row, cell: 0 };
    case 'End':
      return far ? { ...within(last), cell: lastCell } : { row: at.row, cell: lastCell };
    default:
      return undefined;
  }
}
