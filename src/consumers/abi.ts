/**
 * The one table of architectures: what tells each in an ELF header, and under which names it goes elsewhere. Which ABI
 * an image is for. The machine alone does not tell: x32 has x86-64's machine number, n32 and
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
  EM_SPARC,
  EM_SPARC32PLUS,
  EM_SPARCV9,
  EM_X86_64,
} from '../elf/format/constants.ts';
import type { ElfHeader } from '../elf/model.ts';

/** e_machine, class, byte order and, where they decide, e_flags together choose an architecture. */
export interface AbiPattern {
  readonly machine: number;
  readonly class: 32 | 64;
  /** 'both' where the consumer has a port for either byte order under this name. */
  readonly data: 'little' | 'big' | 'both';
  /** Matches when (e_flags & mask) equals value: n32 and o32 differ in nothing else. */
  readonly flags?: { readonly mask: number; readonly value: number };
}

/** What of a header tells the ABI. */
export type AbiHeader = Pick<ElfHeader, 'class' | 'littleEndian' | 'machine' | 'flags'>;

export function matchesAbi(pattern: AbiPattern, header: AbiHeader): boolean {
  if (pattern.machine !== header.machine || pattern.class !== header.class) return false;
  if (pattern.data !== 'both' && (pattern.data === 'little') !== header.littleEndian) return false;
  return pattern.flags === undefined || (header.flags & pattern.flags.mask) >>> 0 === pattern.flags.value;
}

export interface Abi {
  readonly id: AbiId;
  /** The key of this ABI in catalog/kernelExports.ts; undefined for machines no kernel export is known of. */
  readonly kernel?: string;
}

/** A machine outside the table. */
export interface OtherMachine {
  /** e_machine */
  readonly machine: number;
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
}

/** What an ABI goes by in findings; the catalogue has its name for people. */
export type AbiId = AbiName | OtherMachine;

/** An architecture under all its names but the one for people, which is the catalogue's. */
interface AbiNames extends AbiPattern {
  readonly kernel?: string;
  /** Go's GOARCH. */
  readonly go?: string;
  /** What the catalogue's consumers call it; a name in two rows stands for both byte orders. */
  readonly ports: readonly string[];
  /** Folders and files that are named for it in the sources of libcs, kernels and languages. */
  readonly paths: readonly string[];
  /** What Rust's target_arch is there. */
  readonly rust?: string;
  /** What C compilers define there, beside the width. */
  readonly macros?: readonly string[];
}

const n32 = { mask: EF_MIPS_ABI2, value: EF_MIPS_ABI2 };
const o32 = { mask: EF_MIPS_ABI2, value: 0 };

/** Compilers define the same for either byte order. */
const ppc64Macros = [
  '__powerpc__',
  '__powerpc',
  '__powerpc64__',
  '__PPC__',
  '__PPC64__',
  '_ARCH_PPC',
  '_ARCH_PPC64',
  'CONFIG_PPC',
  'CONFIG_PPC64',
];

/** In the order in which they are listed. */
const table = [
  {
    id: 'x86_64',
    machine: EM_X86_64,
    class: 64,
    data: 'little',
    kernel: 'x86_64',
    go: 'amd64',
    ports: ['x86_64'],
    paths: ['x86_64', 'amd64', 'x86', 'x86-64', 'x64'],
    rust: 'x86_64',
    macros: ['__x86_64__', '__x86_64', '__amd64__', '__amd64', 'CONFIG_X86_64'],
  },
  {
    id: 'x32',
    machine: EM_X86_64,
    class: 32,
    data: 'little',
    kernel: 'x32',
    ports: ['x32'],
    paths: ['x32', 'vdsox32', 'x86'],
    rust: 'x86_64',
    macros: ['__x86_64__', '__x86_64', '__amd64__', '__amd64', 'CONFIG_X86_64', 'CONFIG_X86_X32_ABI'],
  },
  {
    id: 'i386',
    machine: EM_386,
    class: 32,
    data: 'little',
    kernel: 'i386',
    go: '386',
    ports: ['i386'],
    paths: ['i386', 'i486', 'i586', 'i686', 'x86'],
    rust: 'x86',
    macros: ['__i386__', '__i386', 'i386', 'CONFIG_X86_32'],
  },
  {
    id: 'arm64',
    machine: EM_AARCH64,
    class: 64,
    data: 'little',
    kernel: 'arm64',
    go: 'arm64',
    ports: ['arm64'],
    paths: ['aarch64', 'arm64'],
    rust: 'aarch64',
    macros: ['__aarch64__', 'CONFIG_ARM64'],
  },
  {
    id: 'arm64be',
    machine: EM_AARCH64,
    class: 64,
    data: 'big',
    kernel: 'arm64',
    ports: ['arm64be'],
    paths: ['aarch64', 'aarch64_be', 'arm64'],
    rust: 'aarch64',
    macros: ['__aarch64__', '__AARCH64EB__', 'CONFIG_ARM64'],
  },
  {
    id: 'arm64-ilp32',
    machine: EM_AARCH64,
    class: 32,
    data: 'both',
    ports: ['arm64-ilp32'],
    paths: ['aarch64', 'ilp32'],
    rust: 'aarch64',
    macros: ['__aarch64__'],
  },
  {
    id: 'arm',
    machine: EM_ARM,
    class: 32,
    data: 'little',
    kernel: 'arm',
    go: 'arm',
    ports: ['arm'],
    paths: ['arm', 'armhf', 'armv7', 'arm64/kernel/vdso32'],
    rust: 'arm',
    macros: ['__arm__', '__ARMEL__', 'CONFIG_ARM'],
  },
  {
    id: 'armbe',
    machine: EM_ARM,
    class: 32,
    data: 'big',
    kernel: 'arm',
    ports: ['armbe'],
    paths: ['arm', 'armeb', 'arm64/kernel/vdso32'],
    rust: 'arm',
    macros: ['__arm__', '__ARMEB__', 'CONFIG_ARM'],
  },
  {
    id: 'riscv64',
    machine: EM_RISCV,
    class: 64,
    data: 'little',
    kernel: 'riscv64',
    go: 'riscv64',
    ports: ['riscv64'],
    paths: ['riscv', 'riscv64'],
    rust: 'riscv64',
    macros: ['__riscv', '__riscv__', 'CONFIG_RISCV'],
  },
  {
    id: 'riscv32',
    machine: EM_RISCV,
    class: 32,
    data: 'little',
    kernel: 'riscv32',
    ports: ['riscv32'],
    paths: ['riscv', 'riscv32'],
    rust: 'riscv32',
    macros: ['__riscv', '__riscv__', 'CONFIG_RISCV'],
  },
  {
    id: 's390x',
    machine: EM_S390,
    class: 64,
    data: 'big',
    kernel: 's390x',
    go: 's390x',
    ports: ['s390x'],
    paths: ['s390', 's390x'],
    rust: 's390x',
    macros: ['__s390__', '__s390x__', 'CONFIG_S390'],
  },
  {
    id: 's390',
    machine: EM_S390,
    class: 32,
    data: 'big',
    kernel: 's390-compat31',
    ports: [],
    paths: ['s390'],
    macros: ['__s390__'],
  },
  {
    id: 'ppc64',
    machine: EM_PPC64,
    class: 64,
    data: 'big',
    kernel: 'ppc64',
    go: 'ppc64',
    ports: ['ppc64'],
    paths: ['powerpc', 'powerpc64', 'ppc', 'ppc64'],
    rust: 'powerpc64',
    macros: ppc64Macros,
  },
  {
    id: 'ppc64le',
    machine: EM_PPC64,
    class: 64,
    data: 'little',
    kernel: 'ppc64',
    go: 'ppc64le',
    ports: ['ppc64', 'ppc64le'],
    paths: ['powerpc', 'powerpc64', 'powerpc64le', 'ppc', 'ppc64', 'ppc64le'],
    rust: 'powerpc64',
    macros: ppc64Macros,
  },
  {
    id: 'ppc32',
    machine: EM_PPC,
    class: 32,
    data: 'both',
    kernel: 'ppc32',
    ports: ['ppc32'],
    paths: ['powerpc', 'powerpc32', 'ppc', 'ppc32'],
    rust: 'powerpc',
    macros: ['__powerpc__', '__powerpc', '__PPC__', '_ARCH_PPC', 'CONFIG_PPC', 'CONFIG_PPC32'],
  },
  {
    id: 'mips64',
    machine: EM_MIPS,
    class: 64,
    data: 'big',
    kernel: 'mips64',
    go: 'mips64',
    ports: ['mips64'],
    paths: ['mips', 'mips64', 'n64'],
    rust: 'mips64',
    macros: ['__mips__', '__mips', '__mips64', 'CONFIG_MIPS'],
  },
  {
    id: 'mips64le',
    machine: EM_MIPS,
    class: 64,
    data: 'little',
    kernel: 'mips64',
    go: 'mips64le',
    ports: ['mips64', 'mips64le'],
    paths: ['mips', 'mips64', 'mips64el', 'mips64le', 'n64'],
    rust: 'mips64',
    macros: ['__mips__', '__mips', '__mips64', 'CONFIG_MIPS'],
  },
  {
    id: 'mipsn32',
    machine: EM_MIPS,
    class: 32,
    data: 'both',
    flags: n32,
    kernel: 'mips32',
    ports: ['mipsn32'],
    paths: ['mips', 'mipsn32', 'n32'],
    macros: ['__mips__', '__mips', '__mips64', 'CONFIG_MIPS'],
  },
  {
    id: 'mips',
    machine: EM_MIPS,
    class: 32,
    data: 'big',
    flags: o32,
    kernel: 'mips32',
    go: 'mips',
    ports: ['mips'],
    paths: ['mips', 'mips32', 'o32'],
    rust: 'mips',
    macros: ['__mips__', '__mips', 'CONFIG_MIPS'],
  },
  {
    id: 'mipsle',
    machine: EM_MIPS,
    class: 32,
    data: 'little',
    flags: o32,
    kernel: 'mips32',
    go: 'mipsle',
    ports: ['mips', 'mipsle'],
    paths: ['mips', 'mips32', 'mipsel', 'o32'],
    rust: 'mips',
    macros: ['__mips__', '__mips', 'CONFIG_MIPS'],
  },
  {
    id: 'loong64',
    machine: EM_LOONGARCH,
    class: 64,
    data: 'little',
    kernel: 'loong64',
    go: 'loong64',
    ports: ['loong64'],
    paths: ['loongarch', 'loongarch64', 'loong64'],
    rust: 'loongarch64',
    macros: ['__loongarch__', '__loongarch64', 'CONFIG_LOONGARCH'],
  },
  {
    id: 'loong32',
    machine: EM_LOONGARCH,
    class: 32,
    data: 'little',
    ports: [],
    paths: ['loongarch', 'loongarch32'],
    rust: 'loongarch32',
    macros: ['__loongarch__', 'CONFIG_LOONGARCH'],
  },
  {
    id: 'sparc64',
    machine: EM_SPARCV9,
    class: 64,
    data: 'big',
    kernel: 'sparc64',
    ports: ['sparc64'],
    paths: ['sparc', 'sparc64'],
    rust: 'sparc64',
    macros: ['__sparc__', '__sparc', '__arch64__', '__sparc_v9__', 'CONFIG_SPARC', 'CONFIG_SPARC64'],
  },
  // Built with -mv8plus (arch/sparc/vdso/Makefile); kernels for 32-bit machines have no vDSO.
  {
    id: 'sparc32',
    machine: EM_SPARC32PLUS,
    class: 32,
    data: 'big',
    kernel: 'sparc32-compat',
    ports: ['sparc32'],
    paths: ['sparc', 'sparc32'],
    rust: 'sparc',
    macros: ['__sparc__', '__sparc', 'CONFIG_SPARC'],
  },
  {
    id: 'sparc32-old',
    machine: EM_SPARC,
    class: 32,
    data: 'big',
    ports: [],
    paths: ['sparc', 'sparc32'],
    rust: 'sparc',
    macros: ['__sparc__', '__sparc', 'CONFIG_SPARC'],
  },
  {
    id: 'hppa64',
    machine: EM_PARISC,
    class: 64,
    data: 'big',
    kernel: 'parisc64',
    ports: ['hppa64'],
    paths: ['parisc', 'parisc64', 'hppa', 'hppa64'],
    macros: ['__hppa__', '__hppa', 'CONFIG_PARISC'],
  },
  {
    id: 'hppa32',
    machine: EM_PARISC,
    class: 32,
    data: 'big',
    kernel: 'parisc32',
    ports: ['hppa32'],
    paths: ['parisc', 'hppa'],
    macros: ['__hppa__', '__hppa', 'CONFIG_PARISC'],
  },
  {
    id: 'csky',
    machine: EM_CSKY,
    class: 32,
    data: 'little',
    kernel: 'csky',
    ports: [],
    paths: ['csky'],
    rust: 'csky',
    macros: ['__csky__', 'CONFIG_CSKY'],
  },
] as const satisfies readonly (AbiNames & { readonly id: string })[];

export interface AbiRow extends AbiNames {
  readonly id: AbiName;
}

export const abis: readonly AbiRow[] = table;

/** An architecture of the table, told from every other one. */
export type AbiName = (typeof table)[number]['id'];

/** A key of catalog/kernelExports.ts. */
export type KernelArch = Extract<(typeof table)[number], { kernel: string }>['kernel'];

/** A name that consumers use. */
export type Port = (typeof table)[number]['ports'][number];

/** What tells a header of the rows of one architecture: either byte order where they are of both. */
export function patternOf(rows: readonly AbiRow[]): AbiPattern {
  const [first] = rows;
  if (first === undefined) throw new RangeError('an architecture that the table does not have');
  const { machine, class: width, data, flags } = first;
  const same = rows.every((row) => row.data === data);
  return { machine, class: width, data: same ? data : 'both', ...(flags && { flags }) };
}

/** The image's ABI. */
export function abiOf(header: AbiHeader): Abi {
  const row = abis.find((candidate) => matchesAbi(candidate, header));
  if (row !== undefined) return row;
  const { machine, class: width, littleEndian } = header;
  return { id: { machine, class: width, littleEndian } };
}

export function sameAbi({ id: one }: Abi, { id: other }: Abi): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return (
    one.machine === other.machine && one.class === other.class && one.littleEndian === other.littleEndian
  );
}
