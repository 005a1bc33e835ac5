import { segmentTypes } from './constants.ts';
import type { ImageDescription } from './description.ts';
import type { Segment } from './headers.ts';
import type { Addresses, Part } from './part.ts';

const R = 4;
const W = 2;
const X = 1;
const ET_CORE = 4;

/** How many program headers `describeSegments` makes; known before the parts have their places. */
export function countSegments(image: ImageDescription, parts: readonly Part[]): number {
  if (image.type === 1) return 0;
  const has = (name: string) => parts.some((part) => part.name === name);
  const loads = image.type === ET_CORE ? 0 : image.dataShift === undefined ? 1 : 2;
  const others = ['interp', 'dynamic', 'note', 'ehFrameHdr'].filter(has).length;
  return loads + others + (image.extraSegments?.length ?? 0);
}

/** One PT_LOAD as a vDSO has it (two with `dataShift`), then what points into it, then the extra ones. */
export function describeSegments(
  image: ImageDescription,
  parts: readonly Part[],
  where: Addresses,
): readonly Segment[] {
  const segments: Segment[] = [];
  const base = image.base ?? 0n;
  const end = (part: Part) => where.offset(part.name) + part.size;
  const load = (from: number, to: number, vaddr: bigint, flags: number) => {
    const size = BigInt(to - from);
    const align = image.loadAlign ?? 0x1000n;
    const offset = BigInt(from);
    segments.push({ type: segmentTypes.LOAD, flags, offset, vaddr, filesz: size, memsz: size, align });
  };
  const over = (name: string, type: number, flags: number) => {
    const part = parts.find((candidate) => candidate.name === name);
    if (part === undefined) return;
    const size = BigInt(part.size);
    const vaddr = part.loaded ? where.address(name) : 0n;
    const offset = BigInt(where.offset(name));
    segments.push({ type, flags, offset, vaddr, filesz: size, memsz: size, align: BigInt(part.align) });
  };

  over('interp', segmentTypes.INTERP, R);
  if (image.type !== ET_CORE) {
    const fixed = parts.filter((part) => part.loaded && !(part.writable && image.dataShift !== undefined));
    load(0, Math.max(...fixed.map(end)), base, R | X);
    const first = parts.find((part) => part.loaded && part.writable);
    if (image.dataShift !== undefined && first !== undefined) {
      const writable = parts.filter((part) => part.loaded && part.writable);
      load(where.offset(first.name), Math.max(...writable.map(end)), where.address(first.name), R | W);
    }
  }
  over('dynamic', segmentTypes.DYNAMIC, R);
  over('note', segmentTypes.NOTE, R);
  over('ehFrameHdr', segmentTypes.GNU_EH_FRAME, R);
  for (const extra of image.extraSegments ?? []) {
    const filesz = extra.filesz ?? 0n;
    segments.push({
      type: extra.type,
      flags: extra.flags ?? R,
      offset: extra.offset ?? 0n,
      vaddr: extra.vaddr ?? 0n,
      filesz,
      memsz: extra.memsz ?? filesz,
      align: extra.align ?? 1n,
    });
  }
  return segments;
}
