import type { ReportTable } from './table.ts';

/**
 * What a report has cost so far, counted where it is done, so that tests can say that it is in proportion to the
 * image: time says nothing on a busy machine. Reading an image has its own counts (elf/budget.ts, elf/allocation.ts).
 */
export class Meter {
  /** Names, links, regions and the like that were passed over. */
  steps = 0;
  /** Rows that were made, compared or looked for, whatever for. */
  rows = 0;
}

/** The table, with its rows counted. */
export function metered(table: ReportTable, meter: Meter): ReportTable {
  function counted<Result>(row: (index: number) => Result): (index: number) => Result {
    return (index) => {
      meter.rows++;
      return row(index);
    };
  }
  return {
    ...table,
    // Made when it is first asked for.
    get view() {
      return table.view;
    },
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
    matcher: (words) => counted(table.matcher(words)),
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
  };
}
