/** Segments, sections, dynamic entries. */

import { SHT_NOBITS } from '../../elf/format/constants.ts';
import {
  dynamicTagName,
  sectionFlagsText,
  sectionTypeName,
  segmentFlagsText,
  segmentTypeName,
} from '../../elf/format/names.ts';
import type { DynamicEntry, Section, Segment } from '../../elf/model.ts';
import { clipped } from '../facts/clipped.ts';
import { hex, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import { dynamicMeaning } from './dynamicMeaning.ts';
import { defineTable, type ReportTable } from './table.ts';

export function segmentTable({ image, words }: Subject): ReportTable {
  const { machine } = image.header;
  const type = (segment: Segment): string => segmentTypeName(segment.type, machine);
  return defineTable<Segment>({
    id: 'segments',
    words,
    rows: image.segments,
    columns: [
      { id: 'index', width: 4, align: 'end', cell: (row) => String(row.index), number: (row) => row.index },
      { id: 'type', width: 16, cell: type },
      { id: 'flags', width: 7, cell: (row) => segmentFlagsText(row.flags) },
      { id: 'offset', width: 10, align: 'end', cell: (row) => hex(row.offset), bigint: (row) => row.offset },
      { id: 'vaddr', width: 18, align: 'end', cell: (row) => hex(row.vaddr), bigint: (row) => row.vaddr },
      { id: 'filesz', width: 10, align: 'end', cell: (row) => hex(row.filesz), bigint: (row) => row.filesz },
      { id: 'memsz', width: 11, align: 'end', cell: (row) => hex(row.memsz), bigint: (row) => row.memsz },
      { id: 'align', width: 8, align: 'end', cell: (row) => hex(row.align), bigint: (row) => row.align },
    ],
    json: (row) => ({
      index: row.index,
      type: { value: row.type, name: type(row) },
      flags: hex(row.flags),
      offset: hex(row.offset),
      vaddr: hex(row.vaddr),
      filesz: hex(row.filesz),
      memsz: hex(row.memsz),
      align: hex(row.align),
    }),
    name: type,
    range: (row) => clipped(image.size, row.offset, row.filesz),
  });
}

export function sectionTable({ image, words }: Subject): ReportTable {
  const { machine } = image.header;
  const type = (row: Section): string => sectionTypeName(row.type, machine);
  return defineTable<Section>({
    id: 'sections',
    words,
    rows: image.sections,
    columns: [
      { id: 'index', width: 4, align: 'end', cell: (row) => String(row.index), number: (row) => row.index },
      { id: 'name', width: 22, cell: (row) => shown(row.name) },
      { id: 'type', width: 14, cell: type },
      { id: 'flags', width: 16, cell: (row) => sectionFlagsText(row.flags) },
      { id: 'addr', width: 18, align: 'end', cell: (row) => hex(row.addr), bigint: (row) => row.addr },
      { id: 'offset', width: 10, align: 'end', cell: (row) => hex(row.offset), bigint: (row) => row.offset },
      { id: 'size', width: 10, align: 'end', cell: (row) => hex(row.size), bigint: (row) => row.size },
      { id: 'link', width: 6, align: 'end', cell: (row) => String(row.link), number: (row) => row.link },
      { id: 'info', width: 6, align: 'end', cell: (row) => String(row.info), number: (row) => row.info },
      {
        id: 'align',
        width: 7,
        align: 'end',
        cell: (row) => hex(row.addralign),
        bigint: (row) => row.addralign,
      },
      {
        id: 'entsize',
        width: 7,
        align: 'end',
        cell: (row) => hex(row.entsize),
        bigint: (row) => row.entsize,
      },
    ],
    json: (row) => ({
      index: row.index,
      name: row.name,
      type: { value: row.type, name: type(row) },
      flags: hex(row.flags),
      addr: hex(row.addr),
      offset: hex(row.offset),
      size: hex(row.size),
      link: row.link,
      info: row.info,
      align: hex(row.addralign),
      entsize: hex(row.entsize),
    }),
    name: (row) => row.name,
    range: (row) => (row.type === SHT_NOBITS ? undefined : clipped(image.size, row.offset, row.size)),
  });
}

export function dynamicTable({ image, words }: Subject): ReportTable {
  const { machine } = image.header;
  const name = (row: DynamicEntry): string => dynamicTagName(row.tag, machine);
  return defineTable<DynamicEntry>({
    id: 'dynamic',
    words,
    rows: image.dynamic,
    columns: [
      { id: 'index', width: 4, align: 'end', cell: (row) => String(row.index), number: (row) => row.index },
      { id: 'tag', width: 12, align: 'end', cell: (row) => hex(row.tag), bigint: (row) => row.tag },
      { id: 'name', width: 18, cell: name },
      { id: 'value', width: 18, align: 'end', cell: (row) => hex(row.value), bigint: (row) => row.value },
      { id: 'text', width: 40, mono: false, cell: (row) => dynamicMeaning(words, image, row) },
    ],
    json: (row) => ({
      tag: hex(row.tag),
      name: name(row),
      value: hex(row.value),
      ...(row.text === undefined ? {} : { text: row.text }),
    }),
    name,
  });
}
