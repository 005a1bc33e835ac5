/**
 * The Go runtime on Linux. Tables of src/runtime/vdso_linux_<GOARCH>.go with the constants as each release
 * has them; the search is src/runtime/vdso_linux.go. Read in the source distributions of 1.15.x, 1.19.8,
 * 1.21.13, 1.22.12, 1.23.x, 1.24.x, 1.25.x, 1.26.x and 1.27.4; the others are known by the commits that changed them.
 */
import { STB_GLOBAL, STB_WEAK, STT_FUNC, STT_NOTYPE } from '../../elf/format/constants.ts';
import { goPort } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey, CatalogRelease } from '../model.ts';

const SYSTEM_CALL =
  'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading is a clock_gettime system call';
const SYSTEM_CALL_32 = `${SYSTEM_CALL}, with the 32-bit time that kernels without CONFIG_COMPAT_32BIT_TIME refuse`;

const clockGettime: CatalogKey = {
  variable: 'vdsoClockgettimeSym',
  symbol: '__vdso_clock_gettime',
  sourceSysvHash: 0xd35ec75,
  sourceGnuHash: 0x6e43a318,
  fallback: SYSTEM_CALL,
};

/** On amd64 up to 1.15: without it the stubs go by the other variable, which is never 0. */
const clockGettimeBeside: CatalogKey = {
  ...clockGettime,
  until: '1.15',
  fallback:
    'vdsoClockgettimeSym stays 0; every time.Now and every runtime clock reading calls what vdsoGettimeofdaySym holds, which counts microseconds',
  elsewhere: true,
};

const kernelClockGettime: CatalogKey = {
  variable: 'vdsoClockgettimeSym',
  symbol: '__kernel_clock_gettime',
  sourceSysvHash: 0xb0cd725,
  sourceGnuHash: 0xdfa941fd,
  fallback: SYSTEM_CALL,
};

const gettimeofday: CatalogKey = {
  variable: 'vdsoGettimeofdaySym',
  symbol: '__vdso_gettimeofday',
  sourceSysvHash: 0x315ca59,
  sourceGnuHash: 0xb01bca00,
  since: '1.16',
  fallback: 'vdsoGettimeofdaySym stays 0; syscall.Gettimeofday and syscall.Time issue the system call',
};

/** Up to the 1.15 sources the variable starts with an address instead of 0 (golang/go#8200, golang/go#41681). */
const vsyscallGettimeofday: CatalogKey = {
  variable: 'vdsoGettimeofdaySym',
  symbol: '__vdso_gettimeofday',
  sourceSysvHash: 0x315ca59,
  sourceGnuHash: 0xb01bca00,
  until: '1.15',
  fallback:
    'vdsoGettimeofdaySym keeps the vsyscall address 0xffffffffff600000, and a call crashes where vsyscall is off',
  elsewhere: true,
};

const GETRANDOM_FALLBACK =
  'vdsoGetrandomSym stays 0; vgetrandom reports itself unsupported and random bytes come from the getrandom system call';

const getrandom: CatalogKey = {
  variable: 'vdsoGetrandomSym',
  symbol: '__vdso_getrandom',
  sourceSysvHash: 0x25425d,
  sourceGnuHash: 0x84a559bf,
  since: '1.24',
  fallback: GETRANDOM_FALLBACK,
};

const kernelGetrandom: CatalogKey = {
  variable: 'vdsoGetrandomSym',
  symbol: '__kernel_getrandom',
  sourceSysvHash: 0x9800c0d,
  sourceGnuHash: 0x540d4e24,
  since: '1.24',
  fallback: GETRANDOM_FALLBACK,
};

const VARIABLE = 'vdsoLinuxVersion';
const linux26 = { variable: VARIABLE, name: 'LINUX_2.6', sourceHash: 0x3ae75f6 };
const linux2615 = { variable: VARIABLE, name: 'LINUX_2.6.15', sourceHash: 0x75fcba5 };

const time32 =
  'Asks for the 32-bit timespec only. Kernels up to 7.2 always export it; 7.3 does only with CONFIG_COMPAT_32BIT_TIME, the option that also keeps the system call Go falls back to.';

const arches: readonly CatalogArch[] = [
  {
    ...goPort('386'),
    version: linux26,
    keys: [{ ...clockGettime, fallback: SYSTEM_CALL_32 }],
    source: 'src/runtime/vdso_linux_386.go',
    notes: [time32],
  },
  {
    ...goPort('amd64'),
    version: linux26,
    keys: [
      vsyscallGettimeofday,
      gettimeofday,
      clockGettimeBeside,
      { ...clockGettime, since: '1.16' },
      getrandom,
    ],
    source: 'src/runtime/vdso_linux_amd64.go',
    notes: ['Up to 1.15 vdsoGettimeofdaySym starts with the vsyscall address, since 1.16 with 0.'],
  },
  {
    ...goPort('arm'),
    version: linux26,
    keys: [{ ...clockGettime, fallback: SYSTEM_CALL_32 }],
    source: 'src/runtime/vdso_linux_arm.go',
    notes: [time32, 'The address found may be odd: bit 0 marks Thumb code.'],
  },
  {
    ...goPort('arm64'),
    version: { variable: VARIABLE, name: 'LINUX_2.6.39', sourceHash: 0x75fcb89 },
    keys: [
      // The hashes of __vdso_clock_gettime beside the name __kernel_clock_gettime.
      { ...kernelClockGettime, sourceSysvHash: 0xd35ec75, sourceGnuHash: 0x6e43a318, until: '1.21' },
      { ...kernelClockGettime, since: '1.22' },
      kernelGetrandom,
    ],
    source: 'src/runtime/vdso_linux_arm64.go',
    notes: [
      'The two hash constants of __kernel_clock_gettime are those of __vdso_clock_gettime in 1.19.8 and 1.21.13, and right in 1.22.12. With DT_GNU_HASH alone the symbol is then never found; in a DT_HASH table of 3 buckets it is found by luck, because both hashes leave the remainder 2.',
    ],
  },
  {
    ...goPort('loong64'),
    since: '1.19',
    version: { variable: VARIABLE, name: 'LINUX_5.10', sourceHash: 0xae78f70 },
    keys: [clockGettime, getrandom],
    source: 'src/runtime/vdso_linux_loong64.go',
    notes: ['1.19 is the first release with this port.'],
  },
  ...mips64(),
  ...ppc64(),
  {
    ...goPort('riscv64'),
    since: '1.18',
    version: { variable: VARIABLE, name: 'LINUX_4.15', sourceHash: 0xae77f75 },
    keys: [clockGettime],
    source: 'src/runtime/vdso_linux_riscv64.go',
    notes: [
      'No getrandom key in any release from 1.24 to 1.27, although kernels export __vdso_getrandom here; the development tree has one (commit e58ce6c8).',
    ],
  },
  {
    ...goPort('s390x'),
    since: '1.19',
    issue: 'golang/go#49717',
    version: { variable: VARIABLE, name: 'LINUX_2.6.29', sourceHash: 0x75fcbb9 },
    keys: [kernelClockGettime, kernelGetrandom],
    source: 'src/runtime/vdso_linux_s390x.go',
    notes: [
      'Absent in 1.15, present in 1.19; proposed in November 2021, after the freeze of 1.18 (golang/go#49717).',
      'DT_HASH has 8-byte words here, and Go reads 4-byte ones: with DT_HASH alone it sees no buckets and finds nothing.',
    ],
  },
];

/** A patch release searches as its minor one. */
const goReleases: readonly CatalogRelease[] = [
  // As 1.14, but for what the commit added.
  { name: '1.13', at: '210e3677f997fcce48e749437853203358f1b7b4', date: '2019-09-03' },
  {
    name: '1.14',
    at: '210e3677f997fcce48e749437853203358f1b7b4',
    date: '2020-02-25',
    changedBy: ['210e3677f997fcce48e749437853203358f1b7b4'],
  },
  { name: '1.15', at: 'go1.15' },
  { name: '1.16', at: 'go1.16', changedBy: ['3caaaddffd'] },
  { name: '1.18', at: 'go1.18', changedBy: ['1bd35fab05'] },
  { name: '1.19', at: 'go1.19.8', changedBy: ['636c5f0208', 'golang/go#49717'], run: ['amd64'] },
  { name: '1.21', at: 'go1.21.13' },
  { name: '1.22', at: 'go1.22.12' },
  { name: '1.23', at: 'go1.23' },
  { name: '1.24', at: 'go1.24', run: ['amd64'] },
  { name: '1.25', at: 'go1.25' },
  { name: '1.26', at: 'go1.26', run: ['amd64'] },
  {
    name: '1.27',
    at: 'go1.27.4',
    run: ['386', 'amd64', 'arm', 'arm64', 'loong64', 'ppc64', 'ppc64le', 'riscv64', 's390x'],
  },
];

export const go: CatalogConsumer = {
  id: 'go',
  name: 'Go',
  releases: goReleases,
  lookup: {
    algorithm: 'hash',
    tables: ['gnu', 'sysv'],
    acceptedTypes: [STT_FUNC, STT_NOTYPE],
    acceptedBindings: [STB_GLOBAL, STB_WEAK],
    version: 'by-index',
    loadBias: 'first-load',
    requiredTags: ['STRTAB', 'SYMTAB'],
    bloomFilter: false,
    sysvWord: 4,
    zeroBuckets: { gnu: 'divides', sysv: 'empty' },
    indexing: 'go-slices',
    undefinedSymbols: 'refused',
    zeroValue: 'accepted',
    hiddenBit: 'masked',
    noVerdef: 'null-pointer',
    names: 'to-nul',
  },
  // The guard of the DT_HASH branch came with 1.19.
  olderLookups: [{ until: '1.18', rules: { zeroBuckets: { gnu: 'divides', sysv: 'divides' } } }],
  withoutVdso: [goPort('mips'), goPort('mipsle')],
  arches,
  complete: true,
  sources: [
    { repo: 'golang/go', path: 'src/runtime/vdso_linux.go', commit: 'go1.27.4' },
    {
      repo: 'golang/go',
      path: 'src/runtime/vdso_linux.go',
      commit: '2b91d10eb283456d67c9026f578e5bbfc6d5f35f',
    },
    { repo: 'golang/go', path: 'src/runtime/vgetrandom_linux.go', commit: 'go1.27.4' },
  ],
  quirks: [
    'Checks neither the magic number nor class, byte order, machine or e_phentsize of the image.',
    'Prefers DT_GNU_HASH and does not ask its bloom filter; the hashes are constants of its source.',
    'Follows a null pointer at start-up when the image has no DT_VERDEF (sysprog21/elfuse#49).',
    'Divides by the number of buckets of DT_GNU_HASH without a test for 0; the branch for DT_HASH has one since 1.19.',
    'Reads the dynamic table up to DT_NULL without a limit; DT_STRSZ, DT_SYMENT and DT_VERDEFNUM are not used.',
    'Ignores bit 15 (hidden) of a version index, and accepts absolute symbols and the value 0.',
    'A vdso*Sym variable of 0 means "use the system call", and is tested on every call.',
  ],
};

function mips64(): readonly CatalogArch[] {
  const fallback = `${SYSTEM_CALL}. When the vDSO function itself fails, the variable is cleared for good (golang/go#39046)`;
  const common = {
    version: linux26,
    keys: [{ ...clockGettime, fallback }],
    source: 'src/runtime/vdso_linux_mips64x.go',
    since: '1.14',
  } as const;
  return [
    { ...goPort('mips64'), ...common },
    { ...goPort('mips64le'), ...common },
  ];
}

function ppc64(): readonly CatalogArch[] {
  const common = {
    version: linux2615,
    keys: [kernelClockGettime, kernelGetrandom],
    source: 'src/runtime/vdso_linux_ppc64x.go',
    notes: ['Older ppc64 kernels type the functions NOTYPE, which is why Go accepts that type.'],
  } as const;
  return [
    { ...goPort('ppc64'), ...common },
    { ...goPort('ppc64le'), ...common },
  ];
}
