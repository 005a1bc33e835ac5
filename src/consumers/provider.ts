/**
 * Who made a vDSO image. The Linux kernel says so in a note; the images of others are known by their shape, and
 * two only with what is known of where they were mapped.
 */
import { EM_X86_64, PF_R, PF_W, PF_X, PT_LOAD, PT_PHDR } from '../elf/format/constants.ts';
import type { HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { hasSymbol } from './hasSymbol.ts';
import type { Provider } from './model.ts';
import { compareReleases } from './releases.ts';

const RWX = PF_R | PF_W | PF_X;
// gVisor, WSL1 and user-mode Linux link their image at 0xffffffffff700000; Linux has linked at 0 since 3.14.
const PRELINKED_HIGH = 0xffff_ffff_0000_0000n;
const LINKED_AT_ZERO = '3.14';

/** What there is to go by: the image, and where known the process it was mapped into and the machine. */
export interface ProviderEvidence {
  readonly image: ElfImage;
  readonly source?: Pick<SourceInfo, 'mapping'>;
  readonly host?: HostInfo | undefined;
}

/**
 * User-mode Linux (arch/x86/um/vdso): a Linux note as Linux has it, and linked high, with DT_HASH only.
 * gVisor (google/gvisor vdso/*.lds): no notes, DT_HASH only, amd64 linked high and with __kernel_rt_sigreturn.
 * QEMU user mode (qemu/qemu linux-user/ARCH/vdso.ld): a PT_PHDR, and a PT_LOAD that is writable in the file.
 * rr (rr-debugger/rr src/Monkeypatcher.cc, src/preload/rr_page.S): its own librrpage.so in the kernel's place. WSL1: an image linked
 * high without a note, on a kernel that calls itself Microsoft's.
 */
export function providerOf({ image, source, host }: ProviderEvidence): Provider {
  const release = linuxRelease(image);
  const first = firstLoad(image);
  const high = first !== undefined && first.vaddr >= PRELINKED_HIGH;
  const hashOnly = image.gnuHash === undefined && image.sysvHash !== undefined;
  if (release !== undefined) {
    const isUml = high && hashOnly && image.header.machine === EM_X86_64;
    return { kind: isUml && compareReleases(release, LINKED_AT_ZERO) >= 0 ? 'uml' : 'linux', release };
  }
  const names = [image.soname ?? '', ...(source?.mapping ?? []).map(({ name }) => name)];
  if (names.some((name) => name.includes('librrpage')) || has(image, 'rr_page_start')) return { kind: 'rr' };
  if (isQemus(image)) return { kind: 'qemu' };
  // WSL2 has a Linux kernel, with its note, and spells itself "microsoft".
  if (high && /-Microsoft$/.test(host?.kernelRelease ?? '')) return { kind: 'wsl1' };
  if (high && hashOnly && has(image, '__kernel_rt_sigreturn')) return { kind: 'gvisor' };
  return { kind: 'unknown' };
}

/** Release in the image's own Linux version note: "6.18.44". */
function linuxRelease(image: ElfImage): string | undefined {
  for (const note of image.notes) {
    if (note.meaning?.kind === 'linux-version') return note.meaning.release;
  }
  return undefined;
}

function has(image: ElfImage, symbol: string): boolean {
  return hasSymbol(image, symbol) === true;
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

export function firstLoad(image: ElfImage): { vaddr: bigint; offset: bigint } | undefined {
  for (let i = 0; i < image.segments.length; i++) {
    const segment = image.segments.at(i);
    if (segment?.type === PT_LOAD) return segment;
  }
  return undefined;
}
