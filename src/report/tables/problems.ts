/** What is wrong with the image. */
import type { Problem } from '../../elf/problems/problem.ts';
import { hex, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

const RANK: Readonly<Record<Problem['severity'], number>> = { error: 0, warning: 1, note: 2 };

export function problemTable({ image, words }: Subject): ReportTable {
  return defineTable<Problem>({
    id: 'problems',
    words,
    rows: tableOf(image.problems),
    columns: [
      {
        id: 'severity',
        width: 10,
        mono: false,
        cell: (row) => words.elf.severity[row.severity],
        number: (row) => RANK[row.severity],
      },
      { id: 'message', width: 80, mono: false, wraps: true, cell: (row) => shown(words.elf.problem(row)) },
      { id: 'structure', width: 20, mono: false, cell: (row) => words.elf.structure(row.structure) },
      {
        id: 'range',
        width: 30,
        cell: (row) => (row.offset === undefined ? '' : words.report.range(row.offset, row.length ?? 0)),
        number: (row) => row.offset ?? -1,
      },
      { id: 'code', width: 26, screenOnly: true, cell: (row) => row.code },
    ],
    json: (row) => ({
      severity: row.severity,
      code: row.code,
      message: words.elf.problem(row),
      structure: words.elf.structure(row.structure),
      ...(row.offset === undefined ? {} : { offset: hex(row.offset) }),
      ...(row.length === undefined ? {} : { length: row.length }),
    }),
    name: (row) => row.code,
    range: (row) => (row.offset === undefined ? undefined : { offset: row.offset, length: row.length ?? 0 }),
    tone: (row) => (row.severity === 'error' ? 'bad' : row.severity === 'warning' ? 'warn' : 'plain'),
  });
}
