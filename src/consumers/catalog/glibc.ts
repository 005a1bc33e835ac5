/**
 * The GNU C Library. Since 2.31 the pointers of sysdeps/unix/sysv/linux/dl-vdso-setup.h, before those of each
 * port's init-first.c; names of each port's sysdep.h. As dynamic programs look them up: a static one compares no
 * node, and up to 2.30 does not look at all.
 */
import {
  STB_GLOBAL,
  STB_GNU_UNIQUE,
  STB_WEAK,
  STT_COMMON,
  STT_FUNC,
  STT_GNU_IFUNC,
  STT_NOTYPE,
  STT_OBJECT,
  STT_TLS,
} from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey, KeyGroup } from '../model.ts';
import { glibcReleases } from './glibcReleases.ts';

const dir = 'sysdeps/unix/sysv/linux';

/** What becomes of a call whose pointer is NULL. */
function fallback(call: string, variable: string): string {
  switch (call) {
    case 'get_tbfreq':
      return `${variable} is NULL; __ppc_get_timebase_freq() reads /proc/cpuinfo`;
    case 'getrandom':
      return `${variable} is NULL; every getrandom() is a system call`;
    default:
      return `${variable} is NULL; every ${call}() is a system call`;
  }
}

/** The pointers of 2.31 and later: filled at start-up, before the version tables of the image are set up. */
function pointers(wanted: Readonly<Record<string, string>>, more: Partial<CatalogKey> = {}) {
  const named = Object.entries(wanted).map(([name, symbol]) => [`GLRO(dl_vdso_${name})`, symbol]);
  return keys(Object.fromEntries(named), fallback, { since: '2.31', ...more });
}

/** Up to 2.30: in the constructors of libc.so, when the version tables are there. */
function before(names: string, prefix: string): readonly CatalogKey[] {
  const wanted = names.split(' ').map((name) => [`VDSO_SYMBOL(${name})`, `${prefix}${name}`]);
  return keys(Object.fromEntries(wanted), fallback, { until: '2.30', nodeCompared: true });
}

/** Functions chosen by an IFUNC resolver, which up to 2.40 looked them up once more, after the version tables. */
function ifuncs(names: string, prefix: string, since?: string): readonly CatalogKey[] {
  const wanted = Object.fromEntries(names.split(' ').map((name) => [name, `${prefix}${name}`]));
  const from = since === undefined ? {} : { since };
  const named = Object.fromEntries(names.split(' ').map((name) => [`${name} (IFUNC)`, `${prefix}${name}`]));
  const old = keys(named, (call) => `the resolver takes the system call: every ${call}() is one`, {
    ...from,
    until: since === undefined ? '2.30' : '2.40',
    nodeCompared: true,
  });
  if (since !== undefined) return [...old, ...pointers(wanted, { since: '2.41' })];
  return [
    ...old,
    ...pointers(wanted, { until: '2.40', nodeCompared: true }),
    ...pointers(wanted, { since: '2.41' }),
  ];
}

/** Of ports that were run as static programs, which compare no node. */
function inStaticPrograms(wanted: readonly CatalogKey[]): readonly CatalogKey[] {
  return wanted.map((key) => (key.nodeCompared ? { ...key, proof: 'read' } : key));
}

/** Filled, and not read: gettimeofday() goes by clock_gettime() on the ports without an IFUNC for it. */
function unread(symbol: string): readonly CatalogKey[] {
  return keys(
    { 'GLRO(dl_vdso_gettimeofday)': symbol },
    () => 'nothing: gettimeofday() goes by clock_gettime()',
    {
      since: '2.31',
      missing: 'not-missed',
      elsewhere: true,
    },
  );
}

/** sched_getcpu() takes the number from rseq since 2.35, where the port has it. */
function getcpu(symbol: string): readonly CatalogKey[] {
  const name = { 'GLRO(dl_vdso_getcpu)': symbol };
  return [
    ...pointers({ getcpu: symbol }, { until: '2.34' }),
    ...keys(
      name,
      (_, variable) =>
        `${variable} is NULL; getcpu() is a system call, and sched_getcpu() too where rseq does not tell the CPU`,
      { since: '2.35' },
    ),
  ];
}

const getrandom = (prefix: string, since = '2.41') =>
  pointers({ getrandom: `${prefix}getrandom` }, { since });
const time64 = (prefix: string) =>
  pointers({ clock_gettime64: `${prefix}clock_gettime`, clock_getres_time64: `${prefix}clock_getres` });
const time32 = keys(
  {
    'GLRO(dl_vdso_clock_gettime64)': '__vdso_clock_gettime64',
    'GLRO(dl_vdso_clock_gettime)': '__vdso_clock_gettime',
  },
  (_, variable) =>
    `${variable} is NULL; clock_gettime() goes by the other function, and is a system call without either`,
  { since: '2.31' },
);
/** __clock_gettime64() tries the 64-bit function, then the 32-bit one: either serves every call. */
const either: readonly KeyGroup[] = [
  { kind: 'any', symbols: ['__vdso_clock_gettime64', '__vdso_clock_gettime'] },
];
const icache = keys(
  { __riscv_flush_icache: '__vdso_flush_icache' },
  (call) => `every ${call}() is a system call`,
  { nodeCompared: true },
);
const hwprobe = pointers({ riscv_hwprobe: '__vdso_riscv_hwprobe' }, { since: '2.40' });
const powerTraps = '2.34';

function power(prefix: string, traps: string): readonly CatalogKey[] {
  return [
    ...before('clock_gettime clock_getres get_tbfreq getcpu', prefix),
    ...inStaticPrograms(ifuncs('gettimeofday time', prefix)),
    ...getcpu(`${prefix}getcpu`),
    ...pointers({ get_tbfreq: `${prefix}get_tbfreq` }).map((key) => ({ ...key, elsewhere: true as const })),
    ...keys(
      Object.fromEntries(traps.split(' ').map((name) => [`GLRO(dl_vdso_${name})`, `${prefix}${name}`])),
      () => 'backtrace() does not recognise a signal frame',
      { since: '2.31', until: powerTraps, missing: 'not-missed' },
    ),
    ...getrandom(prefix),
  ];
}

const x86 = [
  ...before('clock_gettime getcpu', '__vdso_'),
  ...ifuncs('gettimeofday time', '__vdso_'),
  ...time64('__vdso_'),
  ...getcpu('__vdso_getcpu'),
  ...getrandom('__vdso_'),
];
const arm64 = [
  ...before('clock_gettime clock_getres', '__kernel_'),
  ...ifuncs('gettimeofday', '__kernel_'),
  ...time64('__kernel_'),
  ...getrandom('__kernel_'),
];
const arm = [...before('clock_gettime gettimeofday', '__vdso_'), ...time32, ...unread('__vdso_gettimeofday')];
const mips32 = [...arm, ...pointers({ clock_getres: '__vdso_clock_getres' })];

function libc(
  arch: Port,
  node: string,
  folder: string,
  wanted: readonly CatalogKey[],
  more: Partial<Pick<CatalogArch, 'since' | 'until' | 'notes' | 'groups'>> = {},
): CatalogArch {
  return port(arch, node, `${dir}/${folder}/sysdep.h`, wanted, more);
}

export const glibc: CatalogConsumer = {
  id: 'glibc',
  name: 'glibc',
  releases: glibcReleases,
  lookup: {
    algorithm: 'hash',
    tables: ['gnu', 'sysv'],
    acceptedTypes: [STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_COMMON, STT_TLS, STT_GNU_IFUNC],
    acceptedBindings: [STB_GLOBAL, STB_WEAK, STB_GNU_UNIQUE],
    // The names are asked for with a node, but the version tables are not set up yet when this is done.
    version: 'none',
    visibility: 'not-hidden',
    loadBias: 'first-load-vaddr',
    dynamicAt: 'vaddr',
    requiredTags: ['STRTAB', 'SYMTAB'],
    bloomFilter: true,
    gnuEmptyBucket: 'zero',
    sysvWord: 'abi',
    zeroBuckets: { gnu: 'empty', sysv: 'empty' },
    indexing: 'plain',
    undefinedSymbols: 'accepted',
    zeroValue: 'refused-unless-abs',
    // SYMBOL_ADDRESS (sysdeps/generic/ldsodefs.h).
    absoluteSymbols: 'not-relocated',
    hiddenBit: 'masked',
    noVerdef: 'unchecked',
    names: 'strcmp',
  },
  // Up to 2.42 the first address that is not 0 is taken for the first (elf/setup-vdso.h).
  olderLookups: [{ until: '2.42', rules: { loadBias: 'first-nonzero-vaddr' } }],
  arches: [
    libc('x86_64', 'LINUX_2.6', 'x86_64', x86),
    libc('x32', 'LINUX_2.6', 'x86_64/x32', x86),
    libc(
      'i386',
      'LINUX_2.6',
      'i386',
      [
        ...before('clock_gettime', '__vdso_'),
        ...inStaticPrograms(ifuncs('gettimeofday time', '__vdso_')),
        ...time32,
        ...pointers({ clock_getres: '__vdso_clock_getres' }),
      ],
      { groups: either },
    ),
    libc('arm64', 'LINUX_2.6.39', 'aarch64', arm64),
    libc('arm64be', 'LINUX_2.6.39', 'aarch64', arm64),
    libc('arm64-ilp32', 'LINUX_4.9', 'aarch64', arm64, {
      until: '2.41',
      notes: ['Names the node of an ABI that was never merged into Linux.'],
    }),
    libc('arm', 'LINUX_2.6', 'arm', arm, { groups: either }),
    libc('armbe', 'LINUX_2.6', 'arm', arm, { groups: either }),
    libc('mips', 'LINUX_2.6', 'mips', mips32, { groups: either }),
    libc('mipsn32', 'LINUX_2.6', 'mips', mips32, { groups: either }),
    libc('mips64', 'LINUX_2.6', 'mips', [
      ...before('clock_gettime gettimeofday', '__vdso_'),
      ...pointers({ clock_gettime: '__vdso_clock_gettime', clock_getres: '__vdso_clock_getres' }),
      ...unread('__vdso_gettimeofday'),
    ]),
    libc('ppc64', 'LINUX_2.6.15', 'powerpc', [
      ...power('__kernel_', 'sigtramp_rt64'),
      ...time64('__kernel_'),
    ]),
    libc(
      'ppc32',
      'LINUX_2.6.15',
      'powerpc',
      [
        ...power('__kernel_', 'sigtramp32 sigtramp_rt32'),
        ...pointers({ clock_gettime: '__kernel_clock_gettime', clock_getres: '__kernel_clock_getres' }),
      ],
      { notes: ['__kernel_clock_gettime64 is not asked for.'] },
    ),
    libc('s390x', 'LINUX_2.6.29', 's390', [
      ...before('gettimeofday clock_gettime clock_getres getcpu', '__kernel_'),
      ...time64('__kernel_'),
      ...unread('__kernel_gettimeofday'),
      ...getcpu('__kernel_getcpu'),
      ...getrandom('__kernel_'),
    ]),
    libc('riscv64', 'LINUX_4.15', 'riscv', [
      ...before('getcpu gettimeofday clock_gettime clock_getres', '__vdso_'),
      ...time64('__vdso_'),
      ...unread('__vdso_gettimeofday'),
      ...getcpu('__vdso_getcpu'),
      ...icache,
      ...hwprobe,
      ...getrandom('__vdso_', '2.42'),
    ]),
    libc('riscv32', 'LINUX_5.4', 'riscv', [...getcpu('__vdso_getcpu'), ...icache, ...hwprobe], {
      since: '2.33',
      notes: [
        'Names LINUX_5.4; the kernel defines only LINUX_4.15. Only __vdso_flush_icache is looked up when the node is compared, so it alone is missed.',
      ],
    }),
    libc(
      'loong64',
      'LINUX_5.10',
      'loongarch',
      [
        ...time64('__vdso_'),
        ...ifuncs('gettimeofday', '__vdso_', '2.37'),
        ...getcpu('__vdso_getcpu'),
        ...getrandom('__vdso_'),
      ],
      { since: '2.36' },
    ),
    libc(
      'sparc64',
      'LINUX_2.6',
      'sparc',
      [
        ...before('gettimeofday clock_gettime', '__vdso_'),
        ...pointers({ clock_gettime64: '__vdso_clock_gettime' }),
        ...unread('__vdso_gettimeofday'),
      ],
      { since: '2.29' },
    ),
    libc(
      'sparc32',
      'LINUX_2.6',
      'sparc',
      [
        ...before('gettimeofday clock_gettime', '__vdso_'),
        ...pointers({ clock_gettime: '__vdso_clock_gettime' }),
        ...unread('__vdso_gettimeofday'),
      ],
      { since: '2.29' },
    ),
    libc('hppa32', 'LINUX_6.11', 'hppa', pointers({ clock_gettime64: '__vdso_clock_gettime64' }), {
      since: '2.40',
    }),
    libc('hppa64', 'LINUX_6.11', 'hppa', pointers({ clock_gettime: '__vdso_clock_gettime' }), {
      since: '2.40',
    }),
  ],
  sources: [
    ...[
      'dl-vdso.h',
      'dl-vdso-setup.h',
      'gettimeofday.c',
      'time.c',
      'clock_gettime.c',
      'riscv/flush-icache.c',
    ].map((file) => ({ repo: 'bminor/glibc', path: `${dir}/${file}`, commit: 'glibc-2.42' })),
    { repo: 'bminor/glibc', path: `${dir}/x86_64/init-first.c`, commit: 'glibc-2.28' },
    { repo: 'bminor/glibc', path: 'elf/setup-vdso.h', commit: 'glibc-2.42' },
    { repo: 'bminor/glibc', path: 'elf/dl-lookup.c', commit: 'glibc-2.42' },
  ],
  quirks: [
    'Makes a link_map of the image, so dl_iterate_phdr and dlopen("linux-vdso.so.1", RTLD_NOLOAD) see it too.',
    'On 32-bit ports clock_gettime() tries the 64-bit function first, then the 32-bit one, then the system calls.',
    'Names a version node with each symbol. Since 2.31 it is not compared: the lookups are made before the version tables are set up, and without them a symbol of the name is taken.',
    'Three exceptions compare the node, in dynamic programs: everything up to 2.30; gettimeofday() and time() from 2.31 to 2.40 where an IFUNC chooses them; and riscv_flush_icache().',
    'Hidden and internal symbols are passed over.',
    'dlvsym() by a program does compare the node.',
    'Up to 2.30 a static program never used the vDSO.',
  ],
};
