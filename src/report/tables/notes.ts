/** PT_NOTE, or note sections where there are no segments. */

import { noteTypeName } from '../../elf/format/names.ts';
import type { Note } from '../../elf/model.ts';
import { moreBytes, noteText } from '../english/sentences.ts';
import type { Subject } from '../facts/subject.ts';
import { hexBytes, shown } from '../format.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

const BYTES_SHOWN = 32;

export function noteTable({ image }: Subject): ReportTable {
  const type = (row: Note): string => noteTypeName(row.owner, row.type);
  return defineTable<Note>({
    id: 'notes',
    rows: tableOf(image.notes),
    columns: [
      { id: 'owner', width: 10, cell: (row) => shown(row.owner) },
      { id: 'type', width: 24, cell: type, number: (row) => row.type },
      { id: 'text', width: 48, mono: false, cell: noteText },
      { id: 'bytes', width: 40, cell: bytesText, screenOnly: true },
    ],
    json(row) {
      const text = noteText(row);
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

function bytesText({ description, size }: Note): string {
  const bytes = description.subarray(0, BYTES_SHOWN);
  const first = hexBytes(bytes);
  const rest = size - bytes.length;
  return rest > 0 ? moreBytes(first, rest) : first;
}
