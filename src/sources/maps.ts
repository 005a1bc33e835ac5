import type { Mapping } from '../elf/imageSource.ts';

/**
 * A line of /proc/PID/maps (Linux fs/proc/task_mmu.c show_map_vma()): range, permissions, file offset,
 * device, inode, and a name that may be missing or hold spaces; newlines in it are written as \012.
 */
const LINE = /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) (\S{4}) ([0-9a-f]{1,16}) \S+ \d+(?: +(.*))?$/;

/** Mappings in the order of the file; lines that are none are passed over. */
export function parseMaps(text: string): readonly Mapping[] {
  const mappings: Mapping[] = [];
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, start, end, perms = '', offset, name = ''] = match;
    const mapping = { name, start: BigInt(`0x${start}`), end: BigInt(`0x${end}`), perms };
    mappings.push(name.startsWith('/') ? { ...mapping, offset: BigInt(`0x${offset}`) } : mapping);
  }
  return mappings;
}

export interface ImageMapping {
  /** Of the mapping that holds the image; '' for an unnamed one. */
  readonly name: string;
  /** Where that mapping begins. */
  readonly start: bigint;
  /** Where the image's memory ends. */
  readonly end: bigint;
  /** The image's mapping or mappings, and the kernel's data pages beside them. */
  readonly around: readonly Mapping[];
  /** The others, MAX_ELSEWHERE at most. */
  readonly elsewhere: readonly Mapping[];
}

/** A process may have 65,530 (vm.max_map_count), or more where somebody has allowed it. */
export const MAX_ELSEWHERE = 16_384;

const KERNEL_GIVEN = /^\[(vdso|vvar\w*)\]$/;

/**
 * The memory that begins at `base`: by address and not by name, since the mapping may have none (gVisor)
 * or another (FEX maps a library). A mapping that mprotect() cut in pieces is put together again, if it
 * has a name to recognise the pieces by. Undefined when nothing is mapped at `base`.
 */
export function findImageMapping(mappings: readonly Mapping[], base: bigint): ImageMapping | undefined {
  const first = mappings.findIndex(({ start, end }) => start <= base && base < end);
  const image = mappings[first];
  if (image === undefined) return undefined;
  let last = first;
  for (let next = mappings[last + 1]; next !== undefined; next = mappings[last + 1]) {
    if (image.name === '' || next.name !== image.name || next.start !== mappings[last]?.end) break;
    last++;
  }
  const isAround = ({ name }: Mapping, index: number) =>
    (index >= first && index <= last) || KERNEL_GIVEN.test(name);
  const around = mappings.filter(isAround);
  const elsewhere = mappings.filter((mapping, index) => !isAround(mapping, index)).slice(0, MAX_ELSEWHERE);
  const { name, start } = image;
  return { name, start, end: mappings[last]?.end ?? image.end, around, elsewhere };
}

/** Ranges with this name, each put together of the pieces that follow one another. */
export function namedMappings(
  mappings: readonly Mapping[],
  name: string,
): readonly Pick<Mapping, 'start' | 'end'>[] {
  const ranges: { start: bigint; end: bigint }[] = [];
  for (const { start, end } of mappings.filter((each) => each.name === name)) {
    const last = ranges.at(-1);
    if (last?.end === start) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges;
}
