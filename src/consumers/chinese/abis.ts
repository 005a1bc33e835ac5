/** Architectures in Chinese. */
import type { AbiId, AbiName, KernelArch } from '../abi.ts';

const abiNames: Readonly<Record<AbiName, string>> = {
  x86_64: 'x86-64',
  x32: 'x32（32 位指针的 x86-64）',
  i386: '32 位 x86（i386）',
  arm64: 'AArch64',
  arm64be: '大端 AArch64',
  'arm64-ilp32': 'AArch64 ILP32（32 位指针）',
  arm: '32 位 ARM',
  armbe: '大端 32 位 ARM',
  riscv64: '64 位 RISC-V',
  riscv32: '32 位 RISC-V',
  s390x: 's390x',
  s390: '31 位 s390',
  ppc64: '64 位 PowerPC',
  ppc64le: '64 位 PowerPC',
  ppc32: '32 位 PowerPC',
  mips64: '大端 MIPS n64',
  mips64le: '小端 MIPS n64',
  mipsn32: 'MIPS n32',
  mips: 'MIPS o32',
  mipsle: 'MIPS o32',
  loong64: '64 位 LoongArch',
  loong32: '32 位 LoongArch',
  sparc64: '64 位 SPARC',
  sparc32: '32 位 SPARC',
  'sparc32-old': '版本 9 之前的 32 位 SPARC',
  hppa64: '64 位 PA-RISC',
  hppa32: '32 位 PA-RISC',
  csky: 'C-SKY',
};

/** "x86-64", "机器 4660（64 位，小端）" */
export function chineseAbi(abi: AbiId): string {
  if (typeof abi === 'string') return abiNames[abi];
  return `机器 ${abi.machine}（${abi.class} 位，${abi.littleEndian ? '小端' : '大端'}）`;
}

const kernelArchs: Readonly<Record<KernelArch | 'um-x86_64', string>> = {
  x86_64: 'x86-64',
  x32: 'x32',
  i386: 'i386',
  arm64: 'arm64',
  arm: 'arm',
  riscv64: 'riscv64',
  riscv32: 'riscv32',
  s390x: 's390x',
  's390-compat31': '31 位 s390',
  ppc64: 'ppc64',
  ppc32: 'ppc',
  mips64: 'mips n64',
  mips32: 'mips o32 和 n32',
  loong64: 'loong64',
  sparc64: 'sparc64',
  'sparc32-compat': 'sparc',
  parisc64: 'parisc64',
  parisc32: 'parisc',
  csky: 'csky',
  'um-x86_64': 'User-mode Linux（x86-64）',
};

export function chineseArch(arch: string): string {
  return Object.hasOwn(kernelArchs, arch) ? kernelArchs[arch as KernelArch] : arch;
}
