/** Who made a vDSO image: the Linux kernel says so in a note; gVisor's image is known by its shape. */
import { linuxRelease } from '../consumers/kernelHistory.ts';
import type { ElfImage } from '../elf/model.ts';

export interface Provider {
  readonly kind: 'linux' | 'gvisor' | 'unknown';
  /** "Linux 6.18.44" from LINUX_VERSION_CODE. */
  readonly release?: string;
}

const PT_LOAD = 1;
// gVisor and WSL1 link their image at 0xffffffffff700000; Linux has linked at 0 since 3.14.
const PRELINKED_HIGH = 0xffff_ffff_0000_0000n;

export function buildId(image: ElfImage): string | undefined {
  for (const note of image.notes) {
    if (note.meaning?.kind === 'build-id') return note.meaning.id;
  }
  return undefined;
}

/** Provider of a vDSO image; google/gvisor vdso/vdso_amd64.lds: no notes, DT_HASH only, prelinked high. */
export function providerOf(image: ElfImage): Provider {
  const release = linuxRelease(image);
  if (release !== undefined) return { kind: 'linux', release };
  const first = firstLoad(image);
  const high = first !== undefined && first.vaddr >= PRELINKED_HIGH;
  if (high && image.gnuHash === undefined && image.sysvHash !== undefined) return { kind: 'gvisor' };
  return { kind: 'unknown' };
}

function firstLoad(image: ElfImage): { vaddr: bigint; offset: bigint } | undefined {
  for (let i = 0; i < image.segments.length; i++) {
    const segment = image.segments.at(i);
    if (segment?.type === PT_LOAD) return segment;
  }
  return undefined;
}

/**
 * What is added to a virtual address of the image to get its address in the process, modulo 2^64 (2^32 for
 * ELF32): base + p_offset - p_vaddr of the first PT_LOAD. 0 wraps around for images that are linked high.
 */
export function loadBias(image: ElfImage, base: bigint): bigint | undefined {
  const first = firstLoad(image);
  return first === undefined ? undefined : wrap(image, base + first.offset - first.vaddr);
}

export function wrap(image: ElfImage, address: bigint): bigint {
  return BigInt.asUintN(image.header.class, address);
}
