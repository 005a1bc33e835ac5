/** How kernels begin as boot loaders take them, and where their headers say that the packed kernel lies. */
import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { u32 } from '../unpack/bytes.ts';

export interface PayloadPlace {
  readonly offset: number;
  readonly length: number;
}

/** Offset and bytes of a magic. Documentation/arch/x86/boot.rst, arch/arm64/booting.rst, arch/riscv/boot-image-header.rst; */
const MAGICS: readonly (readonly [offset: number, magic: readonly number[]])[] = [
  [0x202, [0x48, 0x64, 0x72, 0x53]], // x86: HdrS
  [0x38, [0x41, 0x52, 0x4d, 0x64]], // arm64
  [0x38, [0x52, 0x53, 0x43, 0x05]], // riscv
  [0x38, [0xcd, 0x23, 0x82, 0x81]], // any kernel that is a program for EFI: include/linux/pe.h, LINUX_PE_MAGIC
  [0x24, [0x18, 0x28, 0x6f, 0x01]], // zImage: arch/arm/boot/compressed/head.S
  [0x24, [0x01, 0x6f, 0x28, 0x18]],
  [0, [0x27, 0x05, 0x19, 0x56]], // uImage
  [0, [0x41, 0x4e, 0x44, 0x52, 0x4f, 0x49, 0x44, 0x21]], // Android's boot image
];
const ZBOOT = [0x7a, 0x69, 0x6d, 0x67];
/** arch/s390/boot/head.S: a program status word, and a card whose letters are EBCDIC spaces. */
const S390 = [0x00, 0x08, 0x00, 0x00, 0x80];
const EBCDIC_SPACE = 0x40;

/** Whether a file that is not ELF is a kernel by its first bytes. */
export function isKernelImage(head: Uint8Array): boolean {
  if (MAGICS.some(([offset, magic]) => startsWith(head.subarray(offset), magic))) return true;
  if (isZboot(head)) return true;
  return startsWith(head, S390) && head.length >= 0x40 && head.subarray(0x18, 0x40).every(isCard);
}

function isCard(byte: number, at: number): boolean {
  return at < 8 || byte === EBCDIC_SPACE;
}

function isZboot(head: Uint8Array): boolean {
  return startsWith(head, [0x4d, 0x5a]) && startsWith(head.subarray(4), ZBOOT);
}

/**
 * Undefined where the header does not say. x86: boot.rst, payload_offset and payload_length, since protocol 2.08, behind
 * the setup code. EFI zboot: drivers/firmware/efi/libstub/zboot-header.S.
 */
export function payloadPlace(head: Uint8Array): PayloadPlace | undefined {
  if (isZboot(head)) return { offset: u32(head, 8), length: u32(head, 12) };
  const isX86 = startsWith(head.subarray(0x202), [0x48, 0x64, 0x72, 0x53]);
  const protocol = (head[0x206] ?? 0) | ((head[0x207] ?? 0) << 8);
  if (!isX86 || head.length < 0x250 || protocol < 0x208) return undefined;
  const setupSectors = head[0x1f1] || 4;
  return { offset: (setupSectors + 1) * 512 + u32(head, 0x248), length: u32(head, 0x24c) };
}
