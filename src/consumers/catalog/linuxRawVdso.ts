/** The crate linux-raw-vdso: src/lib.rs and defs/ARCH.rs, all twelve of them. It has no tags; these are its days. */
import { STB_GLOBAL, STB_WEAK, STT_FUNC, STT_NOTYPE } from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { sectionScan } from './rules.ts';

const NONE = 'Vdso::from_ptr returns None: the program gets no function at all';
const refused = (): string => NONE;
const left = (_: string, variable: string): string =>
  `${variable} is null: what follows is up to the program`;

/** Fields by name; those that a definition marks with a question mark may be missing. */
function table(
  arch: Port,
  node: string,
  file: string,
  mandatory: string,
  optional = '',
  nodes: Readonly<Record<string, string>> = {},
): CatalogArch {
  const fields = (names: string, fallback: typeof left, more: Partial<CatalogKey>): readonly CatalogKey[] =>
    names
      .split(' ')
      .filter(Boolean)
      .flatMap((symbol) => {
        const version = nodes[symbol];
        const field = symbol.replace(/^__(?:vdso|kernel)_/, '');
        const asked = version === undefined ? more : { ...more, version };
        return keys({ [`Vdso.${field}`]: symbol }, fallback, asked);
      });
  return port(
    arch,
    node,
    `defs/${file}.rs`,
    [
      ...fields(mandatory, refused, { missing: 'refuses' }),
      ...fields(optional, left, { missing: 'not-missed' }),
    ],
    { allOrNothing: true },
  );
}

const x86 = '__vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_time';
const arm = '__vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres __vdso_clock_gettime64';
const arm64 = '__kernel_rt_sigreturn __kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres';
const mips = '__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres';
const power =
  '__kernel_clock_getres __kernel_clock_gettime __kernel_datapage_offset __kernel_get_syscall_map __kernel_get_tbfreq __kernel_gettimeofday __kernel_sigtramp_rt32 __kernel_sigtramp32 __kernel_sync_dicache __kernel_sync_dicache_p5';
const riscv =
  '__vdso_rt_sigreturn __vdso_gettimeofday __vdso_clock_gettime __vdso_clock_getres __vdso_getcpu __vdso_flush_icache';
const i386 = '__kernel_sigreturn __kernel_rt_sigreturn __kernel_vsyscall';
const old = Object.fromEntries(i386.split(' ').map((symbol) => [symbol, 'LINUX_2.5']));

export const linuxRawVdso: CatalogConsumer = {
  id: 'linux-raw-vdso',
  name: 'linux-raw-vdso',
  releases: [{ name: '2023-07-21', date: '2023-07-21', at: 'c1732f9f539f04bd7e8b45032b2e20709a57b19e' }],
  lookup: {
    ...sectionScan,
    acceptedTypes: [STT_FUNC, STT_NOTYPE],
    acceptedBindings: [STB_GLOBAL, STB_WEAK],
    version: 'by-name',
    hiddenBit: 'compared',
    visibility: 'default-only',
    header: {
      checks: [
        'magic',
        'class',
        'osabi-none-or-linux',
        'abi-version',
        'type',
        'ident-version',
        'ehsize',
        'phentsize',
        'data',
        'machine',
      ],
      failure: 'ignored',
    },
    sections: {
      by: 'type',
      wanted: ['dynsym', 'strtab', 'versym', 'verdef'],
      divisor: 'sizeof',
      missing: 'ignored',
    },
  },
  refuses: { text: NONE },
  arches: [
    table('x86_64', 'LINUX_2.6', 'x86_64', x86),
    table('x32', 'LINUX_2.6', 'x32', x86),
    table(
      'i386',
      'LINUX_2.6',
      'x86',
      i386,
      '__vdso_clock_gettime __vdso_gettimeofday __vdso_time __vdso_clock_getres __vdso_clock_gettime64 __vdso_getcpu',
      old,
    ),
    table('arm64', 'LINUX_2.6.39', 'aarch64', arm64),
    table('arm64be', 'LINUX_2.6.39', 'aarch64', arm64),
    table('arm', 'LINUX_2.6', 'arm', '', arm),
    table('armbe', 'LINUX_2.6', 'arm', '', arm),
    table(
      'loong64',
      'LINUX_5.10',
      'loongarch64',
      '__vdso_getcpu __vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday __vdso_rt_sigreturn',
    ),
    table('mips', 'LINUX_2.6', 'mips', '', `${mips} __kernel_clock_gettime64`),
    table('mips64', 'LINUX_2.6', 'mips64', '', mips),
    table('ppc32', 'LINUX_2.6.15', 'powerpc', power, '__kernel_clock_gettime64', {
      __kernel_clock_gettime64: 'LINUX_5.11',
    }),
    table('ppc64', 'LINUX_2.6.15', 'powerpc64', `${power} __kernel_getcpu`),
    table('riscv64', 'LINUX_4.15', 'riscv', riscv),
    table('riscv32', 'LINUX_4.15', 'riscv', riscv),
    table(
      's390x',
      'LINUX_2.6.29',
      's390x',
      '__kernel_clock_getres __kernel_clock_gettime __kernel_gettimeofday',
    ),
  ],
  complete: true,
  sources: ['src/lib.rs', 'src/arch/powerpc.rs', 'defs/powerpc.rs', 'defs/x86.rs'].map((path) => ({
    repo: 'shurizzle/linux-raw-vdso',
    path,
    commit: 'c1732f9f539f04bd7e8b45032b2e20709a57b19e',
  })),
  quirks: [
    'All or nothing: where a field that is not optional is missing, there is no Vdso.',
    'PowerPC: kernels dropped __kernel_datapage_offset and __kernel_sync_dicache_p5 in 5.11, and the table of 64-bit PowerPC asks for two trampolines that only 32-bit images have: it gets nothing there.',
    'MIPS asks for __kernel_ names, which are called __vdso_ there: every field is null.',
    'Takes the last SHT_STRTAB before all four tables are seen; in an image without version sections that is the table of section names.',
    'The PowerPC table asks for LINUX_5.11, a node that no kernel defines.',
  ],
};
