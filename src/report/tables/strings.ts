/** Strings of one section: made when they are looked at. */
import type { SectionStrings } from '../facts/sectionStrings.ts';
import { hex, repeated, shown } from '../format.ts';
import type { StringsTableId } from '../viewModel/tableId.ts';
import type { Words } from '../words.ts';
import { defineTable, indexTable, type ReportTable } from './table.ts';

/** @param section its index */
export function stringsTable(words: Words, section: number, strings: SectionStrings): ReportTable {
  const offset = (index: number): number => strings.offset + strings.start(index);
  return defineTable<number>({
    id: stringsTableId(section),
    words,
    rows: indexTable(strings.count),
    columns: [
      { id: 'text', width: 80, cell: (index) => shown(repeated(strings.text(index))) },
      {
        id: 'offset',
        width: 12,
        align: 'end',
        cell: (index) => hex(offset(index)),
        characters: '0123456789abcdefx',
        number: offset,
      },
      {
        id: 'length',
        width: 8,
        align: 'end',
        cell: (index) => String(strings.length(index)),
        characters: '0123456789',
        number: (index) => strings.length(index),
      },
    ],
    json: (index) => ({ offset: hex(offset(index)), text: strings.text(index) }),
    name: (index) => strings.text(index),
    range: (index) => ({ offset: offset(index), length: strings.length(index) }),
  });
}

export function stringsTableId(section: number): StringsTableId {
  return `strings/${section}`;
}

/** The section whose strings a table has; undefined for other tables. */
export function sectionOfStrings(id: unknown): number | undefined {
  const digits = typeof id === 'string' ? /^strings\/(\d{1,7})$/.exec(id)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
