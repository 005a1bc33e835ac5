import { fileNumber } from '../bytes/fileNumber.ts';
import { ET_REL, PT_NOTE, SHF_EXECINSTR, SHT_NOBITS, SHT_NOTE } from '../format/constants.ts';
import type { Section, Segment } from '../model.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { ByteRange, Table } from '../table.ts';

/** A stretch of notes: a PT_NOTE segment or an SHT_NOTE section. */
export interface NoteStretch extends ByteRange {
  readonly structure: StructureName;
  readonly align: number;
}

/** Stretches that are read; more of them than this are made to be many. */
export const MAX_STRETCHES = 1024;

/** Sections at one segment's address that are asked where they are: linkers put a few there. */
const MAX_SECTIONS_OF_SEGMENT = 64;

/** Segments first: section headers may be gone, and notes that both lead to are taken once. */
export function noteStretches(
  context: ReadContext,
  segments: Table<Segment>,
  sections: readonly Section[],
): NoteStretch[] {
  const stretches: NoteStretch[] = [];
  let full = false;
  const add = (structure: StructureName, offset: bigint, length: bigint, align: bigint): void => {
    const size = BigInt(context.size);
    if (offset >= size || length === 0n) return;
    if (stretches.length >= MAX_STRETCHES) {
      if (!full) context.problems.add('warning', 'note-stretches-many', { limit: MAX_STRETCHES }, structure);
      full = true;
      return;
    }
    const rest = size - offset;
    const clipped = fileNumber(length < rest ? length : rest);
    stretches.push({ structure, offset: fileNumber(offset), length: clipped, align: align === 8n ? 8 : 4 });
  };
  const isElsewhere = splitOff(context, sections);
  for (let index = 0; index < segments.length && !full; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_NOTE || isElsewhere(segment)) continue;
    add(`PT_NOTE ${index}`, segment.offset, segment.filesz, segment.align);
  }
  const isCovered = within(stretches);
  for (const { index, type, offset, size, addralign } of sections) {
    if (type !== SHT_NOTE) continue;
    const inSegment = isCovered(offset, offset + size);
    if (!inSegment || context.header.type === ET_REL) add(['section', index], offset, size, addralign);
  }
  return stretches;
}

/** Whether a range lies in one of the stretches. */
function within(stretches: readonly NoteStretch[]): (start: bigint, end: bigint) => boolean {
  const sorted = stretches.toSorted((a, b) => a.offset - b.offset);
  const starts = Float64Array.from(sorted, ({ offset }) => offset);
  /** How far the stretches up to each reach at most. */
  const reach = Float64Array.from(sorted, ({ offset, length }) => offset + length);
  for (let at = 1; at < reach.length; at++)
    reach[at] = Math.max(reach[at] as number, reach[at - 1] as number);
  return (start, end) => {
    const next = firstAbove(starts.length, (at) => BigInt(starts[at] as number) > start);
    return next > 0 && end <= BigInt(reach[next - 1] as number);
  };
}

/**
 * Files of debug information alone keep the program headers of the file they were split from, whose offsets mean
 * nothing here: the sections at the segment's address say where its notes are now (`eu-strip -f` moves them), or that
 * their bytes are not here at all (`objcopy --only-keep-debug`).
 */
function splitOff(context: ReadContext, sections: readonly Section[]): (segment: Segment) => boolean {
  const codeIsGone = ({ type, flags }: Section) =>
    type === SHT_NOBITS && (flags & BigInt(SHF_EXECINSTR)) !== 0n;
  if (!sections.some(codeIsGone)) return () => false;
  const left = sections
    .filter(({ type, size }) => size > 0n && (type === SHT_NOTE || type === SHT_NOBITS))
    .sort((a, b) => (a.addr < b.addr ? -1 : a.addr > b.addr ? 1 : 0));
  return ({ vaddr, memsz, offset, filesz }) => {
    const first = firstAbove(left.length, (at) => (left[at]?.addr ?? 0n) >= vaddr);
    for (let at = first; at < left.length && at < first + MAX_SECTIONS_OF_SEGMENT; at++) {
      const { type, addr, offset: start, size } = left[at] as Section;
      if (addr > vaddr + memsz || !context.spend(1, 'PT_NOTE')) return false;
      if (addr + size > vaddr + memsz) continue;
      if (type === SHT_NOBITS || start < offset || start + size > offset + filesz) return true;
    }
    return false;
  };
}

/** Index of the first of `length` items, of which the last ones are above something. */
function firstAbove(length: number, isAbove: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAbove(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
