/** The findings about one image, computed once for all faces. */

import { makeSubject, type ReportInput, type Subject } from './subject.ts';
import { allTables } from './tables/all.ts';
import { metered } from './tables/metered.ts';
import type { ReportTable } from './tables/table.ts';
import type { TableId } from './viewModel/tableId.ts';

export interface Report {
  readonly subject: Subject;
  readonly tables: readonly ReportTable[];
  /** Undefined for tables that this image does not have. */
  table(id: TableId): ReportTable | undefined;
}

export function buildReport(input: ReportInput): Report {
  const subject = makeSubject(input);
  const tables = allTables(subject).map((table) => metered(table, subject.meter));
  return { subject, tables, table: (id) => tables.find((table) => table.id === id) };
}
