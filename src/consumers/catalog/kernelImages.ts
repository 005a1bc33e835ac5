/**
 * How Linux's vDSO images look beside what they export (kernelExports.ts): header, hash tables, types and notes, by
 * architecture. Measured in the images of Debian's kernels, named in `measured`; what is older or of other
 * architectures was read in the linking rules of `readTrees` (--hash-style in arch/ARCH/.../vdso/Makefile).
 */
import * as elf from '../../elf/format/constants.ts';

/** What a release changed in an image; what a shape does not say is as in the one before it. */
export interface ImageShape {
  /** The first release known to look so. */
  readonly since: string;
  /** The newest one known to look as before, where it is not the one right before `since`. */
  readonly notIn?: string;
  readonly tables?: 'sysv' | 'gnu' | 'both';
  /**
   * The rule names no hash tables, the linker decides: `tables` is what Debian's builds have since 13. GNU ld 2.40 of
   * Debian 12 writes both.
   */
  readonly byLinker?: true;
  readonly soname?: string;
  /** PT_GNU_STACK, readable and writable. */
  readonly stack?: true;
  /** Functions have the type NOTYPE. */
  readonly untyped?: boolean;
  /** Notes are laid out to 8 bytes, with a property note before Linux's. */
  readonly notes8?: true;
}

export interface KernelImage {
  /** As the terminal calls it. */
  readonly arch: string;
  /** Other names, separated by blanks: Debian's and Go's. */
  readonly alias?: string;
  /** For people. */
  readonly name: string;
  /** Its key in kernelExports. */
  readonly exports: string;
  readonly machine: number;
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  readonly flags?: number;
  /** p_vaddr of its PT_LOAD, where it is not 0. */
  readonly base?: bigint;
  /** Bytes of functions that may be too few for what is written over them: by the name without a prefix. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Debian's builds of which an image was read, oldest first, separated by blanks. */
  readonly measured?: string;
  /** Index 1 is a local section symbol. */
  readonly sectionSymbol?: true;
  /** The last release known to have this image, where it ended. */
  readonly last?: string;
  /** Oldest first. */
  readonly shapes: readonly [ImageShape & Required<Pick<ImageShape, 'tables' | 'soname'>>, ...ImageShape[]];
}

const VDSO = 'linux-vdso.so.1';
const VDSO64 = 'linux-vdso64.so.1';
const VDSO32 = 'linux-vdso32.so.1';
const GATE = 'linux-gate.so.1';

/** PIC, CPIC and no reordering. */
const MIPS_FLAGS = elf.EF_MIPS_NOREORDER | elf.EF_MIPS_PIC | elf.EF_MIPS_CPIC;

const EVERY = '5.10.223 6.1.176 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3';

const little64 = { class: 64, littleEndian: true } as const;
const big64 = { class: 64, littleEndian: false } as const;
const little32 = { class: 32, littleEndian: true } as const;
const big32 = { class: 32, littleEndian: false } as const;

/** The stack's header is the assembler's doing, and not there in 6.12. */
const x86Stack: ImageShape = { since: '7.2', notIn: '6.12', stack: true };
const both = { since: '5.10', tables: 'both' } as const;
const sysv = { since: '5.10', tables: 'sysv' } as const;
const mips: KernelImage['shapes'] = [{ ...sysv, soname: VDSO }];

export const kernelImages: readonly KernelImage[] = [
  {
    arch: 'x86_64',
    alias: 'amd64',
    name: 'x86-64',
    exports: 'x86_64',
    machine: elf.EM_X86_64,
    ...little64,
    measured: EVERY,
    shapes: [{ ...both, soname: VDSO }, x86Stack],
  },
  {
    arch: 'i386',
    alias: '386',
    name: 'i386, on kernels of 32 and 64 bits',
    exports: 'i386',
    machine: elf.EM_386,
    ...little32,
    measured: '5.10.223 6.1.176 6.5.10 6.12.107 6.16.12 6.18.15 7.0.13 7.2.13 7.3',
    shapes: [{ ...both, soname: GATE }, x86Stack],
  },
  {
    arch: 'x32',
    name: 'x32',
    exports: 'x32',
    machine: elf.EM_X86_64,
    ...little32,
    measured: EVERY,
    shapes: [{ ...both, soname: VDSO }, x86Stack],
  },
  {
    arch: 'arm64',
    alias: 'aarch64',
    name: 'arm64',
    exports: 'arm64',
    machine: elf.EM_AARCH64,
    ...little64,
    measured: EVERY,
    // checkpoint-restore/criu criu/pie/util-vdso.c says of 6.11 that it names no hash tables any more.
    shapes: [
      { ...sysv, soname: VDSO },
      { since: '6.11', tables: 'gnu', byLinker: true },
    ],
  },
  {
    arch: 'arm',
    alias: 'armhf armv7',
    name: '32-bit ARM, on its own kernels',
    exports: 'arm',
    machine: elf.EM_ARM,
    ...little32,
    flags: elf.EF_ARM_EABI5,
    measured: '5.10.223 6.1.176 6.12.107 7.2.13',
    shapes: [{ ...sysv, soname: VDSO }],
  },
  {
    arch: 'arm-on-arm64',
    alias: 'compat-arm',
    name: '32-bit ARM, on arm64 kernels',
    exports: 'arm',
    machine: elf.EM_ARM,
    ...little32,
    flags: elf.EF_ARM_EABI5,
    measured: EVERY,
    shapes: [
      { ...sysv, soname: VDSO },
      { since: '6.12', notIn: '6.1', tables: 'gnu', byLinker: true },
    ],
  },
  {
    arch: 'riscv64',
    name: '64-bit RISC-V',
    exports: 'riscv64',
    sectionSymbol: true,
    machine: elf.EM_RISCV,
    ...little64,
    flags: 1,
    measured: '6.12.107 7.2.13',
    shapes: [
      { ...both, soname: VDSO },
      { since: '7.2', notIn: '6.12', tables: 'gnu', byLinker: true },
    ],
  },
  {
    arch: 'riscv64-cfi',
    name: '64-bit RISC-V, the image for programs with control-flow integrity',
    exports: 'riscv64',
    sectionSymbol: true,
    machine: elf.EM_RISCV,
    ...little64,
    flags: 1,
    measured: '7.2.13',
    shapes: [{ since: '7.2', tables: 'gnu', byLinker: true, soname: VDSO, notes8: true }],
  },
  {
    arch: 'riscv32',
    name: '32-bit RISC-V',
    exports: 'riscv32',
    sectionSymbol: true,
    machine: elf.EM_RISCV,
    ...little32,
    flags: 1,
    shapes: [{ ...both, soname: VDSO }],
  },
  {
    arch: 's390x',
    name: 's390x',
    exports: 's390x',
    machine: elf.EM_S390,
    ...big64,
    measured: '6.1.176 6.12.107 7.2.13 7.3',
    shapes: [
      { ...both, soname: VDSO64 },
      { since: '7.2', notIn: '6.12', soname: VDSO },
    ],
  },
  {
    arch: 's390',
    name: '31-bit s390, on s390x kernels',
    exports: 's390-compat31',
    machine: elf.EM_S390,
    ...big32,
    measured: '6.1.176 6.12.107',
    last: '6.12',
    shapes: [{ since: '6.1', tables: 'both', soname: VDSO32 }],
  },
  {
    arch: 'ppc64le',
    alias: 'ppc64el powerpc64le',
    name: 'little-endian 64-bit PowerPC',
    exports: 'ppc64',
    machine: elf.EM_PPC64,
    ...little64,
    flags: elf.EF_PPC64_ABI2,
    measured: '6.1.176 6.12.107 7.2.13 7.3',
    // Types came with stable releases too (6.1.176 has them): arch/powerpc/include/asm/vdso.h, V_FUNCTION_BEGIN.
    shapes: [
      { ...both, soname: VDSO64, untyped: true },
      { since: '6.1', notIn: '5.10', untyped: false },
    ],
  },
  {
    arch: 'ppc64',
    alias: 'powerpc64',
    name: 'big-endian 64-bit PowerPC',
    exports: 'ppc64',
    machine: elf.EM_PPC64,
    ...big64,
    shapes: [
      { ...both, soname: VDSO64, untyped: true },
      { since: '6.1', notIn: '5.10', untyped: false },
    ],
  },
  {
    arch: 'ppc',
    alias: 'ppc32 powerpc',
    name: '32-bit PowerPC',
    exports: 'ppc32',
    machine: elf.EM_PPC,
    ...big32,
    shapes: [{ ...both, soname: VDSO32 }],
  },
  {
    arch: 'mips64le',
    alias: 'mips64el',
    name: 'little-endian MIPS n64',
    exports: 'mips64',
    machine: elf.EM_MIPS,
    ...little64,
    flags: MIPS_FLAGS,
    measured: '6.1.176 6.12.95',
    shapes: mips,
  },
  {
    arch: 'mipsn32le',
    alias: 'mipsn32el',
    name: 'little-endian MIPS n32',
    exports: 'mips32',
    machine: elf.EM_MIPS,
    ...little32,
    flags: MIPS_FLAGS | elf.EF_MIPS_ABI2,
    measured: '6.1.176 6.12.95',
    shapes: mips,
  },
  {
    arch: 'mipsle',
    alias: 'mipsel',
    name: 'little-endian MIPS o32',
    exports: 'mips32',
    machine: elf.EM_MIPS,
    ...little32,
    flags: MIPS_FLAGS,
    measured: '6.1.176 6.12.95',
    shapes: mips,
  },
  {
    arch: 'mips64',
    name: 'big-endian MIPS n64',
    exports: 'mips64',
    machine: elf.EM_MIPS,
    ...big64,
    flags: MIPS_FLAGS,
    shapes: mips,
  },
  {
    arch: 'mips',
    name: 'big-endian MIPS o32',
    exports: 'mips32',
    machine: elf.EM_MIPS,
    ...big32,
    flags: MIPS_FLAGS,
    shapes: mips,
  },
  {
    arch: 'loong64',
    alias: 'loongarch64',
    name: '64-bit LoongArch',
    exports: 'loong64',
    sectionSymbol: true,
    machine: elf.EM_LOONGARCH,
    ...little64,
    flags: 0x41,
    measured: '7.2.13 7.3',
    shapes: [
      { since: '6.1', tables: 'sysv', soname: VDSO },
      { since: '6.12', notIn: '6.1', tables: 'gnu', byLinker: true },
    ],
  },
  {
    arch: 'sparc64',
    name: '64-bit SPARC',
    exports: 'sparc64',
    machine: elf.EM_SPARCV9,
    ...big64,
    shapes: [{ ...both, soname: VDSO }],
  },
  {
    arch: 'sparc32',
    alias: 'sparc',
    name: '32-bit SPARC, on 64-bit kernels',
    exports: 'sparc32-compat',
    machine: elf.EM_SPARC32PLUS,
    ...big32,
    shapes: [{ ...both, soname: GATE }],
  },
  {
    arch: 'parisc32',
    alias: 'parisc hppa hppa32',
    name: '32-bit PA-RISC',
    exports: 'parisc32',
    machine: elf.EM_PARISC,
    ...big32,
    shapes: [{ since: '6.1', tables: 'sysv', soname: VDSO32 }],
  },
  {
    arch: 'parisc64',
    alias: 'hppa64',
    name: '64-bit PA-RISC',
    exports: 'parisc64',
    machine: elf.EM_PARISC,
    ...big64,
    shapes: [{ since: '6.1', tables: 'sysv', soname: VDSO64 }],
  },
  {
    arch: 'csky',
    name: 'C-SKY',
    exports: 'csky',
    machine: elf.EM_CSKY,
    ...little32,
    shapes: [{ since: '6.1', tables: 'both', soname: VDSO }],
  },
  {
    arch: 'uml',
    alias: 'um user-mode-linux',
    name: 'user-mode Linux on x86-64',
    exports: 'um-x86_64',
    machine: elf.EM_X86_64,
    ...little64,
    base: 0xffff_ffff_ff70_0000n,
    sizes: { clock_gettime: 8, gettimeofday: 8, time: 8 },
    // Of Debian's packages user-mode-linux 6.1um4 and 7.2um1.
    measured: '6.1.176 7.2.7',
    shapes: [{ ...sysv, soname: VDSO }],
  },
];
