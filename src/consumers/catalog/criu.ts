/** CRIU: criu/pie/util-vdso.c, symbol lists of criu/arch/ARCH/include/asm/vdso.h. */
import { STB_GLOBAL, STT_FUNC } from '../../elf/constants.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { keys, type Port, port } from './ports.ts';

const fallback = (call: string): string =>
  `${call} is skipped: a restored process whose vDSO moved keeps the old function`;

/** Names in the order of ARCH_VDSO_SYMBOLS; those of `elsewhere` belong to the other ABI of the machine. */
function symbols(names: string, elsewhere = ''): readonly CatalogKey[] {
  return names
    .split(' ')
    .flatMap((symbol, index) =>
      keys(
        { [`ARCH_VDSO_SYMBOLS[${index}]`]: symbol },
        fallback,
        elsewhere.split(' ').includes(symbol) ? { optional: true } : {},
      ),
    );
}

function arch(name: Port, folder: string, names: readonly CatalogKey[]) {
  return port(name, '', `criu/arch/${folder}/include/asm/vdso.h`, names);
}

const x86 =
  '__vdso_clock_gettime __vdso_getcpu __vdso_gettimeofday __vdso_time __kernel_sigreturn __kernel_rt_sigreturn __vdso_clock_gettime64';

export const criu: CatalogConsumer = {
  id: 'criu',
  name: 'CRIU',
  releases: [],
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
      checks: ['magic', 'class', 'little-endian', 'ident-version', 'osabi-none-or-linux'],
      failure: 'ignored',
    },
    segments: { oneOfEach: true, dynamicEnd: 'filesz' },
    bounds: { nameBytes: 31 },
    gnuEmptyBucket: 'zero-unsigned',
  },
  arches: [
    arch('x86_64', 'x86', symbols(x86, '__kernel_sigreturn __kernel_rt_sigreturn __vdso_clock_gettime64')),
    arch('i386', 'x86', symbols(x86)),
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
    ),
    arch(
      's390x',
      's390',
      symbols('__kernel_gettimeofday __kernel_clock_gettime __kernel_clock_getres __kernel_getcpu'),
    ),
  ],
  sources: ['criu/pie/util-vdso.c', 'criu/include/util-vdso.h'].map((path) => ({
    repo: 'checkpoint-restore/criu',
    path,
    commit: '2cf8f13ca1f11a0491977e438b262e646137256c',
  })),
  quirks: [
    'DT_GNU_HASH is understood since March 2025 (commit 8a06ca27c, checkpoint-restore/criu#2570); before, such an image was an error.',
    'Versions are not looked at; a symbol passes when it is global or a function.',
    'Names are compared up to 31 characters. Headers, symbols and names are checked against the size of the mapping first; the words of the hash tables are not, and the number of buckets is divided by without a test for 0.',
    'Images with one PT_LOAD only, and little-endian ones only: an s390x image is refused at this commit, although there is a list for it.',
    'x86-64 and i386 share one list, so three names on x86-64 are those of the other ABI.',
    'No list has getrandom.',
  ],
};
