/**
 * Which ABI an image is for. The machine alone does not tell: x32 has x86-64's machine number, n32 and
 * o32 share class and machine and differ in e_flags, ppc64 and s390x have a 32-bit sibling.
 */
import {
  EF_MIPS_ABI2,
  EM_386,
  EM_AARCH64,
  EM_ARM,
  EM_CSKY,
  EM_LOONGARCH,
  EM_MIPS,
  EM_PARISC,
  EM_PPC,
  EM_PPC64,
  EM_RISCV,
  EM_S390,
  EM_SPARC32PLUS,
  EM_SPARCV9,
  EM_X86_64,
} from '../elf/format/constants.ts';
import type { ElfHeader } from '../elf/model.ts';
import type { AbiPattern } from './model.ts';

export function matchesAbi(pattern: AbiPattern, header: ElfHeader): boolean {
  if (pattern.machine !== header.machine || pattern.class !== header.class) return false;
  if (pattern.data !== 'both' && (pattern.data === 'little') !== header.littleEndian) return false;
  return pattern.flags === undefined || (header.flags & pattern.flags.mask) >>> 0 === pattern.flags.value;
}

export interface Abi {
  /** The key of this ABI in catalog/kernelExports.ts; undefined for machines no kernel export is known of. */
  readonly kernel?: string;
  /** For people: "x32 (32-bit pointers on x86-64)". */
  readonly name: string;
}

interface Row extends AbiPattern, Abi {}

const n32 = { mask: EF_MIPS_ABI2, value: EF_MIPS_ABI2 };
const o32 = { mask: EF_MIPS_ABI2, value: 0 };

export const abis: readonly Row[] = [
  { machine: EM_386, class: 32, data: 'little', kernel: 'i386', name: '32-bit x86 (i386)' },
  { machine: EM_X86_64, class: 64, data: 'little', kernel: 'x86_64', name: 'x86-64' },
  { machine: EM_X86_64, class: 32, data: 'little', kernel: 'x32', name: 'x32 (x86-64 with 32-bit pointers)' },
  { machine: EM_ARM, class: 32, data: 'little', kernel: 'arm', name: '32-bit ARM' },
  { machine: EM_ARM, class: 32, data: 'big', kernel: 'arm', name: 'big-endian 32-bit ARM' },
  { machine: EM_AARCH64, class: 64, data: 'little', kernel: 'arm64', name: 'AArch64' },
  { machine: EM_AARCH64, class: 64, data: 'big', kernel: 'arm64', name: 'big-endian AArch64' },
  { machine: EM_AARCH64, class: 32, data: 'both', name: 'AArch64 ILP32 (32-bit pointers)' },
  { machine: EM_MIPS, class: 64, data: 'big', kernel: 'mips64', name: 'big-endian MIPS n64' },
  { machine: EM_MIPS, class: 64, data: 'little', kernel: 'mips64', name: 'little-endian MIPS n64' },
  { machine: EM_MIPS, class: 32, data: 'both', flags: n32, kernel: 'mips32', name: 'MIPS n32' },
  { machine: EM_MIPS, class: 32, data: 'both', flags: o32, kernel: 'mips32', name: 'MIPS o32' },
  { machine: EM_PPC, class: 32, data: 'both', kernel: 'ppc32', name: '32-bit PowerPC' },
  { machine: EM_PPC64, class: 64, data: 'both', kernel: 'ppc64', name: '64-bit PowerPC' },
  { machine: EM_S390, class: 64, data: 'big', kernel: 's390x', name: 's390x' },
  { machine: EM_S390, class: 32, data: 'big', kernel: 's390-compat31', name: '31-bit s390' },
  { machine: EM_RISCV, class: 64, data: 'little', kernel: 'riscv64', name: '64-bit RISC-V' },
  { machine: EM_RISCV, class: 32, data: 'little', kernel: 'riscv32', name: '32-bit RISC-V' },
  { machine: EM_LOONGARCH, class: 64, data: 'little', kernel: 'loong64', name: '64-bit LoongArch' },
  { machine: EM_LOONGARCH, class: 32, data: 'little', name: '32-bit LoongArch' },
  { machine: EM_CSKY, class: 32, data: 'little', kernel: 'csky', name: 'C-SKY' },
  { machine: EM_SPARCV9, class: 64, data: 'big', kernel: 'sparc64', name: '64-bit SPARC' },
  // Built with -mv8plus (arch/sparc/vdso/Makefile); kernels for 32-bit machines have no vDSO.
  { machine: EM_SPARC32PLUS, class: 32, data: 'big', kernel: 'sparc32-compat', name: '32-bit SPARC' },
  { machine: EM_PARISC, class: 64, data: 'big', kernel: 'parisc64', name: '64-bit PA-RISC' },
  { machine: EM_PARISC, class: 32, data: 'big', kernel: 'parisc32', name: '32-bit PA-RISC' },
];

/** The image's ABI; machines outside the table are named by number, class and byte order. */
export function abiOf(header: ElfHeader): Abi {
  const row = abis.find((candidate) => matchesAbi(candidate, header));
  if (row !== undefined) return row;
  const order = header.littleEndian ? 'little-endian' : 'big-endian';
  return { name: `machine ${header.machine} (${header.class}-bit, ${order})` };
}
