/** CRIU: criu/pie/util-vdso.c, symbol lists of criu/arch/ARCH/include/asm/vdso.h. */
import { STB_GLOBAL, STT_FUNC } from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';

const fallback = (call: string): string =>
  `${call} is skipped: a restored process whose vDSO moved keeps the old function`;

/** Names in the order of ARCH_VDSO_SYMBOLS; those of `elsewhere` belong to the other ABI of the machine. */
function symbols(names: string, elsewhere = '', more: Partial<CatalogKey> = {}): readonly CatalogKey[] {
  return names.split(' ').flatMap((symbol, index) =>
    keys({ [`ARCH_VDSO_SYMBOLS[${index}]`]: symbol }, fallback, {
      ...more,
      ...(elsewhere.split(' ').includes(symbol) ? { missing: 'not-missed' as const } : {}),
    }),
  );
}

function arch(name: Port, folder: string, names: readonly CatalogKey[], more: { since?: string } = {}) {
  return port(name, '', `criu/arch/${folder}/include/asm/vdso.h`, names, more);
}

const x86 =
  '__vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_time __kernel_sigreturn __kernel_rt_sigreturn';
const time64 = { 'ARCH_VDSO_SYMBOLS[6]': '__vdso_clock_gettime64' };

export const criu: CatalogConsumer = {
  id: 'criu',
  name: 'CRIU',
  findsByName: true,
  releases: [
    {
      name: '3.19',
      date: '2023-11-27',
      at: 'v3.19',
      run: ['arm', 'arm64', 'i386', 'loong64', 'mips64', 'ppc64', 's390x', 'x86_64'],
    },
    {
      name: '4.0',
      date: '2024-09-21',
      at: 'v4.0',
      changedBy: ['18158381914031b8e72a7fd142ab4383c682f2f9'],
      run: ['arm', 'arm64', 'i386', 'loong64', 'mips64', 'ppc64', 's390x', 'x86_64'],
    },
    {
      name: '4.1',
      date: '2025-03-25',
      at: 'v4.1',
      changedBy: ['8a06ca27cc9ac711faf818b8ac4d061be4d810a8', '6d970ed047592a2dacb51d81338ca7e9ecc21005'],
      run: ['arm', 'arm64', 'i386', 'loong64', 'mips64', 'ppc64', 'riscv64', 's390x', 'x86_64'],
    },
    {
      name: '4.2',
      date: '2025-11-13',
      at: 'v4.2',
      changedBy: ['2d2168fc9c142a2eaf18f319b0d21825775d5660'],
      run: ['arm', 'arm64', 'i386', 'loong64', 'mips64', 'ppc64', 'riscv64', 's390x', 'x86_64'],
    },
    {
      name: '4.2.1',
      date: '2026-07-20',
      at: 'v4.2.1',
      changedBy: ['checkpoint-restore/criu#3059'],
      run: ['arm', 'arm64', 'i386', 'loong64', 'mips64', 'ppc64', 'riscv64', 's390x', 'x86_64'],
    },
  ],
  lookup: {
    algorithm: 'hash',
    tables: ['sysv', 'gnu'],
    acceptedTypes: [STT_FUNC],
    acceptedBindings: [STB_GLOBAL],
    typeOrBinding: true,
    version: 'none',
    loadBias: 'first-load-vaddr',
    requiredTags: ['STRTAB', 'SYMTAB', 'STRSZ', 'SYMENT'],
    bloomFilter: false,
    sysvWord: 'abi',
    zeroBuckets: { gnu: 'divides', sysv: 'divides' },
    indexing: 'plain',
    undefinedSymbols: 'accepted',
    zeroValue: 'refused',
    hiddenBit: 'masked',
    noVerdef: 'unchecked',
    names: 'strcmp',
    header: {
      checks: ['magic', 'class', 'data', 'ident-version', 'osabi-none-or-linux'],
      failure: 'ignored',
    },
    segments: { oneOfEach: true, dynamicEnd: 'filesz' },
    bounds: { nameBytes: 31 },
    gnuEmptyBucket: 'zero-unsigned',
  },
  olderLookups: [
    {
      until: '4.2',
      rules: {
        header: {
          checks: ['magic', 'class', 'little-endian', 'ident-version', 'osabi-none-or-linux'],
          failure: 'ignored',
        },
      },
    },
    {
      until: '4.1',
      rules: {
        // All sixteen bytes of e_ident are compared; behind EI_ABIVERSION is only padding.
        header: {
          checks: ['magic', 'class', 'data', 'ident-version', 'osabi-none', 'abi-version'],
          failure: 'ignored',
        },
      },
    },
    { until: '4.0', rules: { tables: ['sysv'], zeroValue: 'accepted' } },
  ],
  refuses: { text: 'CRIU stops: "failed when initializing kerndat", and nothing is dumped or restored' },
  arches: [
    arch('x86_64', 'x86', [
      ...symbols(x86, '__kernel_sigreturn __kernel_rt_sigreturn'),
      ...keys(time64, fallback, { missing: 'not-missed', since: '4.0' }),
    ]),
    arch('i386', 'x86', [...symbols(x86), ...keys(time64, fallback, { since: '4.0' })]),
    arch(
      'arm64',
      'aarch64',
      symbols('__kernel_clock_getres __kernel_clock_gettime __kernel_gettimeofday __kernel_rt_sigreturn'),
    ),
    arch('arm', 'arm', symbols('__vdso_clock_gettime __vdso_gettimeofday')),
    arch(
      'loong64',
      'loongarch64',
      symbols(
        '__vdso_getcpu __vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday __vdso_rt_sigreturn',
      ),
    ),
    arch('mips64', 'mips', symbols('__vdso_clock_gettime __vdso_gettimeofday __vdso_clock_getres')),
    arch(
      'ppc64',
      'ppc64',
      symbols(
        '__kernel_clock_getres __kernel_clock_gettime __kernel_get_syscall_map __kernel_get_tbfreq __kernel_getcpu __kernel_gettimeofday __kernel_sigtramp_rt64 __kernel_sync_dicache __kernel_sync_dicache_p5 __kernel_time',
        '__kernel_sync_dicache_p5',
      ),
    ),
    arch(
      'riscv64',
      'riscv64',
      symbols(
        '__vdso_clock_getres __vdso_clock_gettime __vdso_gettimeofday __vdso_getcpu __vdso_flush_icache __vdso_rt_sigreturn',
      ),
      { since: '4.1' },
    ),
    arch(
      's390x',
      's390',
      symbols('__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu'),
    ),
  ],
  complete: true,
  sources: ['criu/pie/util-vdso.c', 'criu/include/util-vdso.h', 'criu/vdso.c', 'criu/kerndat.c'].map(
    (path) => ({
      repo: 'checkpoint-restore/criu',
      path,
      commit: 'v4.2',
    }),
  ),
  quirks: [
    'An image that it cannot parse ends every command: the table of symbols is filled when CRIU looks at the kernel, before it does anything.',
    'DT_GNU_HASH is understood since 4.1 (checkpoint-restore/criu#2570); before, an image with that table alone was an error.',
    'Versions are not looked at; a symbol passes when it is global or a function.',
    'Names are compared up to 31 characters. Headers, symbols and names are checked against the size of the mapping first; the words of the hash tables are not, and the number of buckets is divided by without a test for 0.',
    'Images with one PT_LOAD only. Since 4.2 EI_OSABI may be Linux. 4.2 alone refuses big-endian images, as those of s390x.',
    'x86-64 and i386 share one list, so three names on x86-64 are those of the other ABI.',
    'It starts at the [vdso] line of the maps and not at AT_SYSINFO_EHDR: where another mapping comes first, the magic number is not there (checkpoint-restore/criu#1417).',
    'No list has getrandom.',
  ],
};
