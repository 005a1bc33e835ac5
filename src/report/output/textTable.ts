/** A table for a terminal. Column widths come from the first rows, so that the rest can be streamed. */

import { count } from '../../elf/english.ts';
import { rowsLeftOut } from '../english/rows.ts';
import type { ReportTable } from '../tables/table.ts';

/** Rows measured before the first line is written. */
const MEASURED = 500;
/** Cells wider than this push the rest of their line to the right instead of all lines. */
const MAX_WIDTH = 60;

/** @param most characters that the rows may come to; how many are left out then stands below them */
export function* tableLines(table: ReportTable, most: number): Generator<string> {
  const { title, columns, emptyText } = table.view;
  if (table.rowCount === 0) {
    yield `${title}: ${emptyText}`;
    return;
  }
  yield `${title} (${count(table.rowCount)})`;
  const positions = usedColumns(table);
  const widths = positions.map((position) => columns[position]?.title.length ?? 0);
  for (let index = 0; index < Math.min(table.rowCount, MEASURED); index++) {
    const cells = table.cells(index);
    positions.forEach((position, i) => {
      const wide = Math.min(cells[position]?.length ?? 0, MAX_WIDTH);
      if (wide > (widths[i] ?? 0)) widths[i] = wide;
    });
  }
  const line = (cells: readonly string[]): string =>
    positions
      .map((position, i) => {
        const cell = cells[position] ?? '';
        const width = widths[i] ?? 0;
        return columns[position]?.align === 'end' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ');
  yield `  ${line(columns.map((column) => column.title))}`;
  let left = most;
  for (let index = 0; index < table.rowCount; index++) {
    if (left <= 0) {
      yield `  ${rowsLeftOut(table.rowCount - index)}`;
      return;
    }
    const row = `  ${line(table.cells(index))}`;
    left -= row.length;
    yield row;
  }
}

/** Without the columns that say nothing in the rows measured (in a table that is measured whole). */
function usedColumns(table: ReportTable): readonly number[] {
  if (table.rowCount > MEASURED) return table.terminalColumns;
  const used = new Set<number>();
  for (let index = 0; index < table.rowCount; index++) {
    table.cells(index).forEach((cell, position) => {
      if (cell !== '') used.add(position);
    });
  }
  return table.terminalColumns.filter((position) => used.has(position));
}
