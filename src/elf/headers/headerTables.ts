import { fileNumber } from '../bytes/fileNumber.ts';
import { decodeUntilNul } from '../bytes/utf8.ts';
import { Window } from '../bytes/window.ts';
import { PT_INTERP } from '../format/constants.ts';
import { PHDR, SHDR } from '../format/layouts.ts';
import type { ElfHeader, Segment } from '../model.ts';
import type { ProblemList } from '../problems/problems.ts';
import type { FileRanges } from '../reading/fileRanges.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { usableStride } from '../reading/recordTable.ts';
import { MAX_NAME_BYTES } from '../strings/stringTable.ts';
import type { Table } from '../table.ts';
import { extendCounts, needsSectionZero } from './header.ts';
import { UPX_SIZE, upxOffset } from './upx.ts';

/** Most bytes of one header table; more than a million section headers are no linker's work. */
const MAX_HEADER_TABLE_BYTES = 1 << 26;

/** The header with its counts, which may stand in section 0. */
export async function readCounts(
  resident: FileRanges,
  header: ElfHeader,
  problems: ProblemList,
): Promise<ElfHeader> {
  if (!needsSectionZero(header)) return header;
  const offset = fileNumber(header.shoff);
  // Without a section header table there is no section 0 either.
  const size = offset === 0 ? 0 : SHDR.size[header.class];
  resident.request(offset, size);
  await resident.fetch();
  const bytes = resident.view(offset, size);
  return extendCounts(header, new Window(bytes, offset, header.class === 64, header.littleEndian), problems);
}

/** Asks for the program and section headers, and for what a packer writes behind the program headers. */
export function wantHeaders(context: ReadContext): void {
  const { header, problems, resident } = context;
  const segments = header.phnum * usableStride({ stride: header.phentsize, size: PHDR.size[header.class] });
  const sections = header.shnum * usableStride({ stride: header.shentsize, size: SHDR.size[header.class] });
  for (const [offset, length] of [
    [fileNumber(header.phoff), segments],
    [fileNumber(header.shoff), sections],
  ] as const) {
    resident.request(offset, Math.min(length, MAX_HEADER_TABLE_BYTES));
    if (length > MAX_HEADER_TABLE_BYTES && offset + MAX_HEADER_TABLE_BYTES < context.size) {
      const rest = { offset: offset + MAX_HEADER_TABLE_BYTES, length: length - MAX_HEADER_TABLE_BYTES };
      problems.add('warning', 'tables-too-large', { limit: MAX_HEADER_TABLE_BYTES }, 'elf-header', rest);
    }
  }
  resident.request(upxOffset(header), UPX_SIZE);
}

/** Asks for what readInterpreter reads. */
export function wantInterpreter({ resident }: ReadContext, segments: Table<Segment>): void {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type === PT_INTERP) resident.request(fileNumber(segment.offset), MAX_NAME_BYTES);
  }
}

/** PT_INTERP's path; undefined without one. */
export function readInterpreter(context: ReadContext, segments: Table<Segment>): string | undefined {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_INTERP) continue;
    const { bytes } = context.window(
      fileNumber(segment.offset),
      Math.min(fileNumber(segment.filesz), MAX_NAME_BYTES),
    );
    return decodeUntilNul(bytes);
  }
  return undefined;
}
