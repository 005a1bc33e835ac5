import { hexBytes } from '../bytes/hex.ts';
import { startsWith } from '../bytes/startsWith.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

/** A kernel as boot loaders take it. */
export type KernelFormat = 'bzimage' | 'boot-image' | 'zimage' | 'uimage' | 'android-image' | 's390-image';

/** What a file that is not ELF is, as far as its first bytes tell. */
export type ForeignFormat =
  | KernelFormat
  | 'empty'
  | 'zeros'
  | 'gzip'
  | 'xz'
  | 'zstd'
  | 'bzip2'
  | 'lz4'
  | 'zip'
  | 'deb'
  | 'ar'
  | 'thin-ar'
  | 'rpm'
  | 'cpio'
  | 'tar'
  | 'pe'
  | 'macho'
  | 'macho-fat'
  | 'wasm'
  | 'llvm-bitcode'
  | 'linker-script'
  | 'script'
  | 'text'
  | 'unknown';

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** deb(5): the first member of an ar archive; rpm's lead.h; cpio(5). */
const MAGICS: readonly (readonly [ForeignFormat, readonly number[]])[] = [
  ['deb', ascii('!<arch>\ndebian-binary')],
  ['rpm', [0xed, 0xab, 0xee, 0xdb]],
  ['cpio', ascii('070701')],
  ['cpio', ascii('070702')],
  ['cpio', ascii('070707')],
  ['gzip', [0x1f, 0x8b]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['ar', [0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e, 0x0a]],
  ['thin-ar', [0x21, 0x3c, 0x74, 0x68, 0x69, 0x6e, 0x3e, 0x0a]],
  ['pe', [0x4d, 0x5a]],
  ['macho', [0xfe, 0xed, 0xfa, 0xce]],
  ['macho', [0xfe, 0xed, 0xfa, 0xcf]],
  ['macho', [0xce, 0xfa, 0xed, 0xfe]],
  ['macho', [0xcf, 0xfa, 0xed, 0xfe]],
  ['macho-fat', [0xca, 0xfe, 0xba, 0xbe]],
  ['wasm', [0x00, 0x61, 0x73, 0x6d]],
  ['llvm-bitcode', [0x42, 0x43, 0xc0, 0xde]],
  ['script', [0x23, 0x21]],
];

/**
 * Kernels as boot loaders take them; most of them are programs for EFI as well. Where which magic stands: Linux
 * Documentation/arch/x86/boot.rst, arm64/booting.rst and riscv/boot-image-header.rst, drivers/firmware/efi/libstub/zboot-header.S,
 * include/linux/pe.h (LINUX_PE_MAGIC), arch/arm/boot/compressed/head.S; U-Boot include/image.h, Android's bootimg.h.
 */
const KERNELS: readonly (readonly [KernelFormat, offset: number, readonly number[]])[] = [
  ['bzimage', 0x202, [0x48, 0x64, 0x72, 0x53]],
  ['boot-image', 0x38, [0x41, 0x52, 0x4d, 0x64]],
  ['boot-image', 0x38, [0x52, 0x53, 0x43, 0x05]],
  ['boot-image', 0x38, [0xcd, 0x23, 0x82, 0x81]],
  ['zimage', 0x24, [0x18, 0x28, 0x6f, 0x01]],
  ['zimage', 0x24, [0x01, 0x6f, 0x28, 0x18]],
  ['uimage', 0, [0x27, 0x05, 0x19, 0x56]],
  ['android-image', 0, [0x41, 0x4e, 0x44, 0x52, 0x4f, 0x49, 0x44, 0x21]],
];
const EFI_PROGRAM = [0x4d, 0x5a];
const ZBOOT = [0x7a, 0x69, 0x6d, 0x67];
/** arch/s390/boot/head.S: a program status word, and a card whose letters are EBCDIC spaces. */
const S390 = [0x00, 0x08, 0x00, 0x00, 0x80];
const EBCDIC_SPACE = 0x40;

/** Undefined for what is no kernel by its first bytes, such as one that is an ELF file. */
export function kernelFormat(bytes: Uint8Array): KernelFormat | undefined {
  const found = KERNELS.find(([, offset, magic]) => startsWith(bytes.subarray(offset), magic));
  if (found !== undefined) return found[0];
  if (isZboot(bytes)) return 'boot-image';
  const card = bytes.subarray(0x20, 0x40);
  const isCard = card.length === 0x20 && card.every((byte) => byte === EBCDIC_SPACE);
  return startsWith(bytes, S390) && isCard ? 's390-image' : undefined;
}

/** A program for EFI that unpacks a kernel. */
export function isZboot(bytes: Uint8Array): boolean {
  return startsWith(bytes, EFI_PROGRAM) && startsWith(bytes.subarray(4), ZBOOT);
}

/** POSIX pax, "ustar Interchange Format"; the format before it has no magic. */
const TAR_MAGIC_AT = [257, 262] as const;
const TAR_MAGIC = ascii('ustar');

/** Bytes that are looked at to tell text from anything else. */
const SAMPLE = 512;

export function isElf(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x7f, 0x45, 0x4c, 0x46]);
}

/** The format of bytes that are not ELF; `bytes` are the file's first ones. */
export function foreignFormat(bytes: Uint8Array): ForeignFormat {
  if (bytes.length === 0) return 'empty';
  const kernel = kernelFormat(bytes);
  if (kernel !== undefined) return kernel;
  for (const [format, magic] of MAGICS) if (startsWith(bytes, magic)) return format;
  if (startsWith(bytes.subarray(...TAR_MAGIC_AT), TAR_MAGIC)) return 'tar';
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.every((byte) => byte === 0)) return 'zeros';
  if (!isText(sample)) return 'unknown';
  // /usr/lib/x86_64-linux-gnu/libc.so is a script for the linker; people open it for the library.
  return /^\/\* GNU ld script|^\s*(INPUT|GROUP)\s*\(/m.test(decodeUtf8(sample)) ? 'linker-script' : 'text';
}

const TEXTS: ReadonlySet<ForeignFormat> = new Set(['linker-script', 'script', 'text']);

/** What people read in a text editor. */
export function isTextFormat(format: ForeignFormat): boolean {
  return TEXTS.has(format);
}

/** "7f 45 4c 46": the first eight bytes as they are written. */
export function firstBytes(bytes: Uint8Array): string {
  return hexBytes(bytes.subarray(0, 8));
}

/** No control bytes but white space. A multi-byte character may be cut off at the end: no UTF-8 check. */
function isText(sample: Uint8Array): boolean {
  return sample.every((byte) => (byte >= 0x20 ? byte !== 0x7f : byte >= 0x09 && byte <= 0x0d));
}
