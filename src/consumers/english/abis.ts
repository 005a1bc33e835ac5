/** Architectures as people call them. */
import type { AbiId, AbiName, KernelArch } from '../abi.ts';

const abiNames: Readonly<Record<AbiName, string>> = {
  x86_64: 'x86-64',
  x32: 'x32 (x86-64 with 32-bit pointers)',
  i386: '32-bit x86 (i386)',
  arm64: 'AArch64',
  arm64be: 'big-endian AArch64',
  'arm64-ilp32': 'AArch64 ILP32 (32-bit pointers)',
  arm: '32-bit ARM',
  armbe: 'big-endian 32-bit ARM',
  riscv64: '64-bit RISC-V',
  riscv32: '32-bit RISC-V',
  s390x: 's390x',
  s390: '31-bit s390',
  ppc64: '64-bit PowerPC',
  ppc64le: '64-bit PowerPC',
  ppc32: '32-bit PowerPC',
  mips64: 'big-endian MIPS n64',
  mips64le: 'little-endian MIPS n64',
  mipsn32: 'MIPS n32',
  mips: 'MIPS o32',
  mipsle: 'MIPS o32',
  loong64: '64-bit LoongArch',
  loong32: '32-bit LoongArch',
  sparc64: '64-bit SPARC',
  sparc32: '32-bit SPARC',
  'sparc32-old': '32-bit SPARC of before version 9',
  hppa64: '64-bit PA-RISC',
  hppa32: '32-bit PA-RISC',
  csky: 'C-SKY',
};

/** "x86-64", "machine 4660 (64-bit, little-endian)" */
export function abiText(abi: AbiId): string {
  if (typeof abi === 'string') return abiNames[abi];
  const order = abi.littleEndian ? 'little-endian' : 'big-endian';
  return `machine ${abi.machine} (${abi.class}-bit, ${order})`;
}

/** Architectures of kernelExports, where they are listed. */
const kernelArchs: Readonly<Record<KernelArch | 'um-x86_64', string>> = {
  x86_64: 'x86-64',
  x32: 'x32',
  i386: 'i386',
  arm64: 'arm64',
  arm: 'arm',
  riscv64: 'riscv64',
  riscv32: 'riscv32',
  s390x: 's390x',
  's390-compat31': '31-bit s390',
  ppc64: 'ppc64',
  ppc32: 'ppc',
  mips64: 'mips n64',
  mips32: 'mips o32 and n32',
  loong64: 'loong64',
  sparc64: 'sparc64',
  'sparc32-compat': 'sparc',
  parisc64: 'parisc64',
  parisc32: 'parisc',
  csky: 'csky',
  'um-x86_64': 'user-mode Linux (x86-64)',
};

export function archName(arch: string): string {
  return Object.hasOwn(kernelArchs, arch) ? kernelArchs[arch as KernelArch] : arch;
}
