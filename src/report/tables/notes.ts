/** PT_NOTE, or note sections where there are no segments. */

import { noteTypeName } from '../../elf/format/names.ts';
import type { Note } from '../../elf/model.ts';
import { hexBytes, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { Words } from '../words.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

const BYTES_SHOWN = 32;

export function noteTable({ image, words }: Subject): ReportTable {
  const type = (row: Note): string => noteTypeName(row.owner, row.type);
  return defineTable<Note>({
    id: 'notes',
    words,
    rows: tableOf(image.notes),
    columns: [
      { id: 'owner', width: 10, cell: (row) => shown(row.owner) },
      { id: 'type', width: 24, cell: type, number: (row) => row.type },
      { id: 'text', width: 48, mono: false, cell: words.report.noteText },
      { id: 'bytes', width: 40, cell: (row) => bytesText(words, row), screenOnly: true },
    ],
    json(row) {
      const text = words.report.noteText(row);
      return {
        owner: row.owner,
        type: { value: row.type, name: type(row) },
        description: hexBytes(row.description, ''),
        ...(row.size === row.description.length ? {} : { size: row.size }),
        ...(text === '' ? {} : { text }),
      };
    },
    name: (row) => row.owner,
    range: (row) => row.range,
  });
}

function bytesText({ report }: Words, { description, size }: Note): string {
  const bytes = description.subarray(0, BYTES_SHOWN);
  const first = hexBytes(bytes);
  const rest = size - bytes.length;
  return rest > 0 ? report.moreBytes(first, rest) : first;
}
