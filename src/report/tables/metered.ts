import type { Meter } from '../meter.ts';
import { changedTable, type ReportTable } from './table.ts';

/** The table, with its rows counted. */
export function metered(table: ReportTable, meter: Meter): ReportTable {
  function counted<Result>(row: (index: number) => Result): (index: number) => Result {
    return (index) => {
      meter.rows++;
      return row(index);
    };
  }
  return changedTable(table, {
    cells: counted(table.cells),
    cell(index, position) {
      meter.rows++;
      return table.cell(index, position);
    },
    row: counted(table.row),
    json: counted(table.json),
    name: counted(table.name),
    jsonRows(start, end, out) {
      meter.rows += end - start;
      table.jsonRows(start, end, out);
    },
    matcher: (terms) => counted(table.matcher(terms)),
    sortKeys(column) {
      const keys = table.sortKeys(column);
      switch (keys?.kind) {
        case 'number':
          return { kind: 'number', at: counted(keys.at) };
        case 'bigint':
          return { kind: 'bigint', at: counted(keys.at) };
        case 'text':
          return { kind: 'text', at: counted(keys.at) };
        case undefined:
          return undefined;
      }
    },
  });
}
