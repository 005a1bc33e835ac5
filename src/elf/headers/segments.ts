import type { Window } from '../bytes/window.ts';
import { PT_LOAD } from '../format/constants.ts';
import { PHDR } from '../format/layouts.ts';
import type { Segment } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { recordTable } from '../reading/recordTable.ts';
import type { FileTable } from '../table.ts';

const STRUCTURE = 'program-headers';

/** The program header table; entries that the file does not back are left out and reported. */
export function readSegments(context: ReadContext): FileTable<Segment> {
  const { phoff, phnum, phentsize } = context.header;
  const table = recordTable(context, {
    name: STRUCTURE,
    offset: phoff,
    count: phnum,
    stride: phentsize,
    size: PHDR.size[context.header.class],
  });
  const segments: FileTable<Segment> = {
    length: table.length,
    at: (index) => {
      const record = table.at(index);
      return record === undefined ? undefined : segment(index, record);
    },
    rangeOf: (index) => table.rangeOf(index),
  };
  for (let index = 0; index < segments.length && context.spend(1, STRUCTURE); index++) {
    const found = segments.at(index);
    if (found !== undefined) check(found, context, table.at(index));
  }
  return segments;
}

function segment(index: number, fields: Window): Segment {
  const at = PHDR[fields.is64 ? 64 : 32];
  return {
    index,
    type: fields.u32(at.p_type.offset),
    flags: fields.u32(at.p_flags.offset),
    offset: fields.word(at.p_offset.offset),
    vaddr: fields.word(at.p_vaddr.offset),
    paddr: fields.word(at.p_paddr.offset),
    filesz: fields.word(at.p_filesz.offset),
    memsz: fields.word(at.p_memsz.offset),
    align: fields.word(at.p_align.offset),
  };
}

function check(found: Segment, context: ReadContext, record: Window | undefined): void {
  const end = found.offset + found.filesz;
  const where = ['program-header', found.index] as const;
  if (found.filesz > 0n && end > BigInt(context.size)) {
    const args = { index: found.index, offset: found.offset, length: found.filesz, size: context.size };
    context.problems.add('error', 'segment-outside-file', args, where, record);
  }
  if (found.type === PT_LOAD && found.filesz > found.memsz) {
    const args = { index: found.index, filesz: found.filesz, memsz: found.memsz };
    context.problems.add('warning', 'segment-filesz-beyond-memsz', args, where, record);
  }
}
