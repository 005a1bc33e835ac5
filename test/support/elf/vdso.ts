/**
 * Images shaped like real kernels' vDSOs: one PT_LOAD, section headers behind its end, the version node
 * as an ABS OBJECT symbol, weak unprefixed twins on x86. Names, nodes and hash tables are those of
 * Linux 6.12 (linker scripts arch/<arch>/.../vdso*.lds.S and the --hash-style in each vDSO link rule).
 */
import { machines } from './constants.ts';
import type {
  ImageDescription,
  NoteDescription,
  SymbolDescription,
  VersionDescription,
} from './description.ts';
import type { BuiltImage } from './image.ts';
import { buildImage } from './image.ts';
import { buildIdNote, buildSaltNote, linuxVersionNote } from './notes.ts';

interface Kernel {
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  readonly flags?: number;
  readonly soname: string;
  readonly hash: NonNullable<ImageDescription['hash']>;
  readonly hashWordSize?: 8;
  readonly loadAlign?: bigint;
  /** Node to functions, space separated. The first node is the one `exports` replaces. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly twins?: boolean;
  readonly thumb?: boolean;
  readonly sectionSymbol?: boolean;
}

const little64 = { class: 64, littleEndian: true, soname: 'linux-vdso.so.1' } as const;
const big64 = { ...little64, littleEndian: false } as const;
const little32 = { ...little64, class: 32 } as const;
const big32 = { ...little32, littleEndian: false } as const;

const x86 = '__vdso_clock_gettime __vdso_gettimeofday __vdso_getcpu __vdso_time __vdso_clock_getres';
const arm32 = '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres __vdso_clock_gettime64';
const arm64 =
  '__kernel_rt_sigreturn __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getrandom';
const mips64 = '__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres';
const power =
  '__kernel_get_syscall_map __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres ' +
  '__kernel_get_tbfreq __kernel_sync_dicache __kernel_getcpu __kernel_time __kernel_getrandom';
const s390x =
  '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu ' +
  '__kernel_restart_syscall __kernel_rt_sigreturn __kernel_sigreturn __kernel_getrandom';
const loongarch =
  '__vdso_getcpu __vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday __vdso_rt_sigreturn ' +
  '__vdso_getrandom';
const riscv32 = '__vdso_rt_sigreturn __vdso_getcpu __vdso_flush_icache __vdso_riscv_hwprobe';
const riscv64 = `${riscv32} __vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres`;

const EM = machines;
const EF_MIPS = 0x80000006;
const EF_MIPS_ABI2 = 0x20;
const EF_ARM_EABI5 = 0x05000000;
const page64k = 0x10000n;

const kernels = {
  amd64: {
    ...little64,
    machine: EM.x86_64,
    hash: 'both',
    nodes: { 'LINUX_2.6': `${x86} __vdso_getrandom` },
    twins: true,
  },
  x32: { ...little32, machine: EM.x86_64, hash: 'both', nodes: { 'LINUX_2.6': x86 } },
  '386': {
    ...little32,
    machine: EM.i386,
    soname: 'linux-gate.so.1',
    hash: 'both',
    nodes: {
      'LINUX_2.6': `${x86} __vdso_clock_gettime64`,
      'LINUX_2.5': '__kernel_vsyscall __kernel_sigreturn __kernel_rt_sigreturn',
    },
  },
  arm: {
    ...little32,
    machine: EM.arm,
    flags: EF_ARM_EABI5,
    hash: 'sysv',
    nodes: { 'LINUX_2.6': arm32 },
    thumb: true,
  },
  armbe: { ...big32, machine: EM.arm, flags: EF_ARM_EABI5, hash: 'sysv', nodes: { 'LINUX_2.6': arm32 } },
  arm64: {
    ...little64,
    machine: EM.aarch64,
    hash: 'gnu',
    loadAlign: 0x10n,
    nodes: { 'LINUX_2.6.39': arm64 },
  },
  arm64be: { ...big64, machine: EM.aarch64, hash: 'sysv', nodes: { 'LINUX_2.6.39': arm64 } },
  loong64: {
    ...little64,
    machine: EM.loongarch,
    flags: 0x43,
    hash: 'gnu',
    loadAlign: page64k,
    nodes: { 'LINUX_5.10': loongarch },
    sectionSymbol: true,
  },
  mips: {
    ...big32,
    machine: EM.mips,
    flags: EF_MIPS,
    hash: 'sysv',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6': `${mips64} __vdso_clock_gettime64` },
  },
  mipsn32: {
    ...big32,
    machine: EM.mips,
    flags: EF_MIPS | EF_MIPS_ABI2,
    hash: 'sysv',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6': `${mips64} __vdso_clock_gettime64` },
  },
  mips64: {
    ...big64,
    machine: EM.mips,
    flags: EF_MIPS,
    hash: 'sysv',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6': mips64 },
  },
  mips64le: {
    ...little64,
    machine: EM.mips,
    flags: EF_MIPS,
    hash: 'sysv',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6': mips64 },
  },
  ppc: {
    ...big32,
    machine: EM.ppc,
    soname: 'linux-vdso32.so.1',
    hash: 'both',
    nodes: { 'LINUX_2.6.15': `${power} __kernel_clock_gettime64 __kernel_sigtramp32 __kernel_sigtramp_rt32` },
  },
  ppc64: {
    ...big64,
    machine: EM.ppc64,
    soname: 'linux-vdso64.so.1',
    hash: 'both',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6.15': `${power} __kernel_sigtramp_rt64` },
  },
  ppc64le: {
    ...little64,
    machine: EM.ppc64,
    flags: 2,
    soname: 'linux-vdso64.so.1',
    hash: 'both',
    loadAlign: page64k,
    nodes: { 'LINUX_2.6.15': `${power} __kernel_sigtramp_rt64` },
  },
  riscv32: {
    ...little32,
    machine: EM.riscv,
    flags: 1,
    hash: 'both',
    nodes: { 'LINUX_4.15': riscv32 },
    sectionSymbol: true,
  },
  riscv64: {
    ...little64,
    machine: EM.riscv,
    flags: 5,
    hash: 'both',
    nodes: { 'LINUX_4.15': riscv64 },
    sectionSymbol: true,
  },
  s390: {
    ...big32,
    machine: EM.s390,
    soname: 'linux-vdso32.so.1',
    hash: 'both',
    nodes: {
      'LINUX_2.6.29':
        '__kernel_compat_restart_syscall __kernel_compat_rt_sigreturn __kernel_compat_sigreturn',
    },
  },
  s390x: {
    ...big64,
    machine: EM.s390,
    soname: 'linux-vdso64.so.1',
    hash: 'both',
    hashWordSize: 8,
    nodes: { 'LINUX_2.6.29': s390x },
  },
} satisfies Record<string, Kernel>;

export type VdsoArch = keyof typeof kernels;
export const vdsoArchs = Object.keys(kernels) as readonly VdsoArch[];

export interface VdsoOptions {
  readonly arch: VdsoArch;
  /** Functions of the first node, in place of the kernel's own. */
  readonly exports?: readonly string[];
  /** The first node's name, in place of the kernel's own. */
  readonly node?: string;
  /** false: no version tables at all. */
  readonly versions?: boolean;
  readonly hash?: ImageDescription['hash'];
  readonly notes?: readonly NoteDescription[];
  /** Last word on anything. */
  readonly override?: Partial<ImageDescription>;
}

export function vdsoImage(options: VdsoOptions): BuiltImage {
  return buildImage(describeVdso(options));
}

const FUNCTION_SIZE = 0x40;

export function describeVdso(options: VdsoOptions): ImageDescription {
  const kernel: Kernel = kernels[options.arch];
  const versioned = options.versions ?? true;
  const symbols: SymbolDescription[] = [];
  const versions: VersionDescription[] = [];
  let place = kernel.thumb ? 1 : 0;
  if (kernel.sectionSymbol) {
    symbols.push({ name: '', offset: 0, type: 'SECTION', bind: 'LOCAL' });
  }
  for (const [at, [kernelNode, functions]] of Object.entries(kernel.nodes).entries()) {
    const node = at === 0 ? (options.node ?? kernelNode) : kernelNode;
    const version = versioned ? { version: node } : {};
    const names = at === 0 ? (options.exports ?? functions.split(' ')) : functions.split(' ');
    for (const name of names) {
      const plain = kernel.machine === machines.aarch64 && name === '__kernel_rt_sigreturn';
      const common = { offset: place, size: FUNCTION_SIZE - 1, ...version } as const;
      symbols.push({ ...common, name, type: plain ? 'NOTYPE' : 'FUNC' });
      if (kernel.twins && name.startsWith('__vdso_')) {
        symbols.push({ ...common, name: name.slice('__vdso_'.length), bind: 'WEAK' });
      }
      place += FUNCTION_SIZE;
    }
    if (!versioned) continue;
    versions.push({ name: node });
    symbols.push({ name: node, value: 0n, type: 'OBJECT', section: 'ABS', version: node });
  }
  const { class: elfClass, littleEndian, machine, flags, soname, hash, hashWordSize, loadAlign } = kernel;
  return {
    class: elfClass,
    littleEndian,
    machine,
    soname,
    symbols,
    versions,
    textSize: place + FUNCTION_SIZE,
    hash: options.hash ?? hash,
    ...(flags === undefined ? {} : { flags }),
    ...(hashWordSize === undefined ? {} : { hashWordSize }),
    ...(loadAlign === undefined ? {} : { loadAlign }),
    notes: options.notes ?? [
      linuxVersionNote(6, 12, 107),
      buildSaltNote('6.12.107-test'),
      buildIdNote('1af29f00112233445566778899aabbccddeeff01'),
    ],
    ...options.override,
  };
}
