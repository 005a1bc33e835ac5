/**
 * The images of a process. Nearly every process has one, where AT_SYSINFO_EHDR and the mapping named [vdso] lead alike.
 * A process that was restored from a checkpoint has the kernel's beside the one it began with, mremap() moves an image
 * and munmap() takes it away while the auxiliary vector stays as it was, and tracers show another or none.
 */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import { type Mapping, type ProcessImage, VDSO_MAPPING } from '../elf/imageSource.ts';
import { isElf } from '../elf/problems/foreignFormat.ts';
import { findImageMapping, type ImageMapping, namedMappings } from './maps.ts';

/** Bytes. The largest known are two pages of 64 KiB; what is larger is something else. */
export const MAPPING_LIMIT = 1 << 20;

/** The smallest page that Linux has: an ELF header begins at the start of one. */
const PAGE = 4096;
/** [vdso] mappings looked at; the kernel makes one. */
export const MAX_VDSO_MAPPINGS = 8;

export interface Candidate {
  readonly base: bigint;
  readonly found: ImageMapping;
  readonly announced: boolean;
  /** Bytes before the header in its mapping. */
  readonly before: bigint;
  readonly isElf: boolean;
  /** From `base` to the mapping's end; none where they could not be read or are more than MAPPING_LIMIT. */
  readonly bytes: Uint8Array;
}

/** Resolves with fewer bytes, or none, where memory cannot be read. */
export type ReadMemory = (address: bigint, length: number) => Promise<Uint8Array>;

/** Whether there is more to say than that AT_SYSINFO_EHDR leads to the image. @param announced 0 for none */
export function areUsual(mappings: readonly Mapping[], announced: bigint): boolean {
  const named = namedMappings(mappings, VDSO_MAPPING);
  const found = findImageMapping(mappings, announced);
  if (found === undefined) return named.length === 0;
  return named.every(({ start }) => start === announced);
}

/** The one that AT_SYSINFO_EHDR leads to first, then by address. */
export async function candidates(
  mappings: readonly Mapping[],
  announced: bigint,
  read: ReadMemory,
): Promise<readonly Candidate[]> {
  const first = findImageMapping(mappings, announced);
  const found: Candidate[] = [];
  if (first !== undefined) {
    const bytes = await read(announced, lengthOf(first.end - announced));
    const before = announced - first.start;
    found.push({ base: announced, found: first, announced: true, before, isElf: isElf(bytes), bytes });
  }
  for (const { start, end } of namedMappings(mappings, VDSO_MAPPING).slice(0, MAX_VDSO_MAPPINGS)) {
    // The same mapping, whatever begins in it where.
    if (first !== undefined && start < first.end && first.start < end) continue;
    const mapping = findImageMapping(mappings, start);
    if (mapping === undefined) continue;
    const bytes = await read(start, lengthOf(end - start));
    const at = headerIn(bytes);
    const before = BigInt(at ?? 0);
    found.push({
      base: start + before,
      found: mapping,
      announced: false,
      before,
      isElf: at !== undefined,
      bytes: bytes.subarray(at ?? 0),
    });
  }
  return found;
}

/** Which one to show unasked: what the runtimes take, or else what is there. */
export function bestOf(found: readonly Candidate[]): number {
  return Math.max(
    0,
    found.findIndex(({ isElf }) => isElf),
  );
}

export function asImages(found: readonly Candidate[], shown: number): readonly ProcessImage[] {
  const reference = found[shown];
  return found.map((each, index) => ({
    base: each.base,
    size: each.found.end - each.base,
    mapping: each.found.name,
    before: each.before,
    is: [
      ...(each.announced ? (['announced'] as const) : []),
      ...(index === shown ? (['shown'] as const) : []),
      ...(index !== shown && sameBytes(each.bytes, reference?.bytes) ? (['same-bytes'] as const) : []),
      ...(each.isElf ? [] : (['not-elf'] as const)),
    ],
  }));
}

function lengthOf(size: bigint): number {
  return size > BigInt(MAPPING_LIMIT) ? 0 : fileNumber(size);
}

function headerIn(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; at += PAGE) if (isElf(bytes.subarray(at))) return at;
  return undefined;
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined || a.length === 0 || a.length !== b.length) return false;
  return a.every((byte, index) => byte === b[index]);
}
