/**
 * Who made a vDSO image. The Linux kernel says so in a note; the images of others are known by their shape, and
 * two only with what is known of where they were mapped.
 */
import { linuxRelease } from '../consumers/kernelHistory.ts';
import { symbolNamed } from '../consumers/symbolNamed.ts';
import type { HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';

export interface Provider {
  readonly kind: 'linux' | 'gvisor' | 'rr' | 'qemu' | 'wsl1' | 'unknown';
  /** "6.18.44" from LINUX_VERSION_CODE. */
  readonly release?: string;
}

const PT_LOAD = 1;
const PT_PHDR = 6;
const RWX = 7;
// gVisor, WSL1 and user-mode Linux link their image at 0xffffffffff700000; Linux has linked at 0 since 3.14.
const PRELINKED_HIGH = 0xffff_ffff_0000_0000n;

export function buildId(image: ElfImage): string | undefined {
  for (const note of image.notes) {
    if (note.meaning?.kind === 'build-id') return note.meaning.id;
  }
  return undefined;
}

/** What there is to go by: the image, and where known the process it was mapped into and the machine. */
export interface ProviderEvidence {
  readonly image: ElfImage;
  readonly source?: Pick<SourceInfo, 'mapping'>;
  readonly host?: HostInfo | undefined;
}

/**
 * gVisor (google/gvisor vdso/*.lds): no notes, DT_HASH only, amd64 linked high and with __kernel_rt_sigreturn.
 * QEMU user mode (qemu/qemu linux-user/ARCH/vdso.ld): a PT_PHDR, and a PT_LOAD that is writable in the file.
 * rr (rr-debugger/rr src/Monkeypatcher.cc): its own librrpage.so in the kernel's place. WSL1: an image linked
 * high without a note, on a kernel that calls itself Microsoft's.
 */
export function providerOf({ image, source, host }: ProviderEvidence): Provider {
  const release = linuxRelease(image);
  if (release !== undefined) return { kind: 'linux', release };
  const names = [image.soname ?? '', ...(source?.mapping ?? []).map(({ name }) => name)];
  if (names.some((name) => name.includes('librrpage'))) return { kind: 'rr' };
  if (isQemus(image)) return { kind: 'qemu' };
  const first = firstLoad(image);
  const high = first !== undefined && first.vaddr >= PRELINKED_HIGH;
  // WSL2 has a Linux kernel, with its note, and spells itself "microsoft".
  if (high && /-Microsoft$/.test(host?.kernelRelease ?? '')) return { kind: 'wsl1' };
  const hashOnly = image.gnuHash === undefined && image.sysvHash !== undefined;
  const sigreturn = symbolNamed(image, '__kernel_rt_sigreturn') ?? -1;
  if (high && hashOnly && sigreturn > 0) return { kind: 'gvisor' };
  return { kind: 'unknown' };
}

function isQemus(image: ElfImage): boolean {
  let header = false;
  let writable = false;
  for (let i = 0; i < image.segments.length; i++) {
    const segment = image.segments.at(i);
    if (segment?.type === PT_PHDR) header = true;
    if (segment?.type === PT_LOAD && segment.flags === RWX) writable = true;
  }
  return header && writable;
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
