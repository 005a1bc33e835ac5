import { fileNumber } from '../bytes/fileNumber.ts';
import { PT_DYNAMIC, SHT_DYNAMIC, SHT_NOBITS } from '../format/constants.ts';
import type { AddressMap } from '../headers/addressMap.ts';
import type { Section, Segment } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { ByteRange, Table } from '../table.ts';

export interface DynamicRange {
  readonly from: 'segment' | 'section' | 'none';
  readonly range: ByteRange;
}

const NOWHERE: DynamicRange = { from: 'none', range: { offset: 0, length: 0 } };

/** Asks for every range that may be the dynamic table's. */
export function wantDynamic(
  { resident }: ReadContext,
  segments: Table<Segment>,
  sections: readonly Section[],
): void {
  for (const { type, offset, size } of sections)
    if (type === SHT_DYNAMIC) resident.request(fileNumber(offset), fileNumber(size));
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type === PT_DYNAMIC)
      resident.request(fileNumber(segment.offset), fileNumber(segment.filesz));
  }
}

/** Where the dynamic table is: PT_DYNAMIC, or the SHT_DYNAMIC section when no segment leads to one. */
export function findDynamic(
  context: ReadContext,
  segments: Table<Segment>,
  sections: readonly Section[],
): DynamicRange {
  const { problems } = context;
  const segment = lastDynamicSegment(context, segments);
  const section = dynamicSection(sections, segment);
  if (section?.type === SHT_NOBITS) {
    // `objcopy --only-keep-debug` keeps the headers but not the bytes.
    problems.add('note', 'dynamic-nobits', { name: section.name }, '.dynamic');
    return NOWHERE;
  }
  const bySection = section === undefined ? undefined : inside(section.offset, section.size, context);
  if (segment === undefined) return bySection === undefined ? NOWHERE : { from: 'section', range: bySection };

  const bySegment = inside(segment.offset, segment.filesz, context);
  if (section !== undefined && (section.offset !== segment.offset || section.size !== segment.filesz)) {
    const args = {
      offset: segment.offset,
      length: segment.filesz,
      sectionOffset: section.offset,
      sectionLength: section.size,
    };
    problems.add('warning', 'dynamic-disagrees', args, '.dynamic', bySegment);
  }
  if (bySegment !== undefined) return { from: 'segment', range: bySegment };
  const args = { offset: segment.offset, length: segment.filesz, size: context.size };
  problems.add('error', 'dynamic-outside-file', args, 'PT_DYNAMIC');
  return bySection === undefined ? NOWHERE : { from: 'section', range: bySection };
}

/** Reports a PT_DYNAMIC whose address and offset are not the same place. */
export function checkDynamicAddress(context: ReadContext, segments: Table<Segment>, map: AddressMap): void {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_DYNAMIC || segment.filesz === 0n) continue;
    const leads = map.offsetOf(segment.vaddr);
    if (leads !== undefined && BigInt(leads) === segment.offset) continue;
    const args = { address: segment.vaddr, leads, offset: segment.offset };
    context.problems.add('warning', 'dynamic-address', args, ['program-header', index]);
  }
}

/** Loaders take the last PT_DYNAMIC they meet (glibc's _dl_map_object_from_fd, Go's vdso_linux.go). */
function lastDynamicSegment(context: ReadContext, segments: Table<Segment>): Segment | undefined {
  let found: Segment | undefined;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_DYNAMIC) continue;
    if (found !== undefined) {
      context.problems.add('warning', 'dynamic-twice', { first: found.index, index }, [
        'program-header',
        index,
      ]);
    }
    found = segment;
  }
  return found;
}

/** The part of a range that the file has; undefined when it begins outside or is empty. */
function inside(offset: bigint, length: bigint, context: ReadContext): ByteRange | undefined {
  const size = BigInt(context.size);
  if (offset >= size || length === 0n) return undefined;
  const rest = size - offset;
  return { offset: fileNumber(offset), length: fileNumber(length < rest ? length : rest) };
}

/** The dynamic section: by type, or the one at PT_DYNAMIC's address whose bytes were stripped. */
function dynamicSection(sections: readonly Section[], segment: Segment | undefined): Section | undefined {
  return (
    sections.find(({ type }) => type === SHT_DYNAMIC) ??
    sections.find(
      ({ type, addr, size }) => type === SHT_NOBITS && addr === segment?.vaddr && size === segment.memsz,
    )
  );
}
