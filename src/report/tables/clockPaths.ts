/** What the image's code does for each clock. */
import type { ClockPath } from '../../code/clocks.ts';
import { clockJson } from '../codeText.ts';
import type { Subject } from '../subject.ts';
import { pathTones } from './functions.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

export function clockPathTable({ words }: Subject, clocks: readonly ClockPath[]): ReportTable {
  const { code, elf } = words;
  return defineTable<ClockPath>({
    id: 'clockPaths',
    words,
    rows: tableOf(clocks),
    columns: [
      { id: 'id', width: 4, align: 'end', cell: ({ id }) => String(id), number: ({ id }) => id },
      { id: 'clock', width: 24, cell: ({ name }) => code.clockNames[name] ?? name },
      { id: 'path', width: 36, mono: false, cell: ({ path }) => code.paths[path] },
      { id: 'counters', width: 18, cell: ({ counters }) => elf.list(counters) },
      {
        id: 'why',
        width: 40,
        mono: false,
        cell: ({ why }) => (why === undefined ? '' : code.incomplete(why)),
      },
    ],
    json: (row) => clockJson(words, row),
    name: ({ name }) => name,
    tone: ({ path }) => pathTones[path],
  });
}
