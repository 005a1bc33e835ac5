import { ET_REL, PT_NOTE, SHT_NOTE } from './constants.ts';
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
    if (segment?.type === PT_NOTE) add(`PT_NOTE ${index}`, segment.offset, segment.filesz, segment.align);
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
