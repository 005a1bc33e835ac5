import { PT_LOAD } from './constants.ts';
import { PHDR_SIZE } from './header.ts';
import type { Segment } from './model.ts';
import type { Reading } from './reading.ts';
import { recordTable } from './recordTable.ts';
import type { Table } from './table.ts';
import type { Window } from './window.ts';

const STRUCTURE = 'program headers';

/** The program header table; entries that the file does not back are left out and reported. */
export function readSegments(reading: Reading): Table<Segment> {
  const { phoff, phnum, phentsize } = reading.header;
  const table = recordTable(reading, {
    name: STRUCTURE,
    offset: phoff,
    count: phnum,
    stride: phentsize,
    size: PHDR_SIZE[reading.header.class],
  });
  const segments: Table<Segment> = {
    length: table.length,
    at: (index) => {
      const record = table.at(index);
      return record === undefined ? undefined : segment(index, record);
    },
  };
  for (let index = 0; index < segments.length && reading.spend(1, STRUCTURE); index++) {
    const found = segments.at(index);
    if (found !== undefined) check(found, reading, table.at(index));
  }
  return segments;
}

function segment(index: number, fields: Window): Segment {
  const { is64, wordSize } = fields;
  const words = is64 ? 8 : 4;
  return {
    index,
    type: fields.u32(0),
    flags: fields.u32(is64 ? 4 : 24),
    offset: fields.word(words),
    vaddr: fields.word(words + wordSize),
    paddr: fields.word(words + 2 * wordSize),
    filesz: fields.word(words + 3 * wordSize),
    memsz: fields.word(words + 4 * wordSize),
    align: fields.word(is64 ? 48 : 28),
  };
}

function check(found: Segment, reading: Reading, record: Window | undefined): void {
  const end = found.offset + found.filesz;
  const where = `program header ${found.index}`;
  if (found.filesz > 0n && end > BigInt(reading.size)) {
    const args = { index: found.index, offset: found.offset, length: found.filesz, size: reading.size };
    reading.problems.add('error', 'segment-outside-file', args, where, record);
  }
  if (found.type === PT_LOAD && found.filesz > found.memsz) {
    const args = { index: found.index, filesz: found.filesz, memsz: found.memsz };
    reading.problems.add('warning', 'segment-filesz-beyond-memsz', args, where, record);
  }
}
