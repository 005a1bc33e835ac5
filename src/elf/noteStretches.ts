import { ET_REL, PT_NOTE, SHF_EXECINSTR, SHT_NOBITS, SHT_NOTE } from './constants.ts';
import type { Section, Segment } from './model.ts';
import type { Reading } from './reading.ts';
import type { ByteRange, Table } from './table.ts';

/** A stretch of notes: a PT_NOTE segment or an SHT_NOTE section. */
export interface NoteStretch extends ByteRange {
  readonly structure: string;
  readonly align: number;
}

/** Stretches that are read; more of them than this are made to be many. */
const MAX_STRETCHES = 1024;

/** Segments first: section headers may be gone, and notes that both lead to are taken once. */
export function noteStretches(
  reading: Reading,
  segments: Table<Segment>,
  sections: readonly Section[],
): NoteStretch[] {
  const stretches: NoteStretch[] = [];
  const add = (structure: string, offset: bigint, length: bigint, align: bigint): void => {
    const size = BigInt(reading.size);
    if (offset >= size || length === 0n || stretches.length >= MAX_STRETCHES) return;
    const rest = size - offset;
    const clipped = Number(length < rest ? length : rest);
    stretches.push({ structure, offset: Number(offset), length: clipped, align: align === 8n ? 8 : 4 });
  };
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_NOTE || isElsewhere(segment, sections)) continue;
    add(`PT_NOTE ${index}`, segment.offset, segment.filesz, segment.align);
  }
  const covered = stretches.length;
  for (const { index, type, offset, size, addralign } of sections) {
    if (type !== SHT_NOTE) continue;
    const inSegment = stretches
      .slice(0, covered)
      .some(
        (stretch) =>
          offset >= BigInt(stretch.offset) && offset + size <= BigInt(stretch.offset + stretch.length),
      );
    if (!inSegment || reading.header.type === ET_REL) add(`section ${index}`, offset, size, addralign);
  }
  return stretches;
}

/**
 * Files of debug information alone keep the program headers of the file they were split from, whose offsets mean
 * nothing here: the sections at the segment's address say where its notes are now (`eu-strip -f` moves them), or that
 * their bytes are not here at all (`objcopy --only-keep-debug`).
 */
function isElsewhere({ vaddr, memsz, offset, filesz }: Segment, sections: readonly Section[]): boolean {
  const codeIsGone = ({ type, flags }: Section) =>
    type === SHT_NOBITS && (flags & BigInt(SHF_EXECINSTR)) !== 0n;
  if (!sections.some(codeIsGone)) return false;
  return sections.some(
    ({ type, addr, offset: at, size }) =>
      (type === SHT_NOTE || type === SHT_NOBITS) &&
      addr >= vaddr &&
      addr + size <= vaddr + memsz &&
      size > 0n &&
      (type === SHT_NOBITS || at < offset || at + size > offset + filesz),
  );
}
