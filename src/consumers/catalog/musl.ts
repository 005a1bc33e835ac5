/** musl libc: __vdsosym in src/internal/vdso.c, names of arch/ARCH/syscall_arch.h. */

import { keys, type Port, port, portWithout } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey, KeyGroup } from '../model.ts';
import { muslScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;

type Range = Pick<CatalogKey, 'since' | 'until'>;
const clock = (symbol: string, range: Range = {}) => keys({ VDSO_CGT_SYM: symbol }, fallback, range);
/** Of the second function of two, which is looked for only where the first is missing. */
const last = (first: string) => (call: string) =>
  `where ${first} is missing too, every ${call}() is a system call`;
const CGT64 = '__vdso_clock_gettime64';
const CGT32 = '__vdso_clock_gettime';

/** The 32-bit function is looked for only where the 64-bit one is missing; up to 1.1.24 there was only one. */
const both: readonly CatalogKey[] = [
  ...clock(CGT32, { until: '1.1.24' }),
  ...keys({ VDSO_CGT_SYM: CGT64 }, () => `${CGT32} is looked for in its place`, {
    since: '1.2.0',
    elsewhere: true,
  }),
  ...keys({ VDSO_CGT32_SYM: CGT32 }, last(CGT64), { since: '1.2.0' }),
];
const inTurn: readonly KeyGroup[] = [{ kind: 'in-turn', symbols: [CGT64, CGT32] }];

/** VDSO_CGT_WORKAROUND: whatever was found is dropped without the 32-bit function. */
const distrusted: readonly CatalogKey[] = [
  ...keys({ VDSO_CGT_SYM: CGT64 }, () => `${CGT32} serves in its place`, { elsewhere: true }),
  ...keys(
    { VDSO_CGT32_SYM: CGT32 },
    () => 'neither function is used: every clock_gettime() is a system call',
  ),
];
const workaround: readonly KeyGroup[] = [{ kind: 'needs-last', symbols: [CGT64, CGT32] }];

const icache: readonly CatalogKey[] = [
  ...keys({ VDSO_FLUSH_ICACHE_SYM: '__vdso_flush_icache' }, fallback, {
    until: '1.2.4',
    version: 'LINUX_4.5',
  }),
  ...keys({ VDSO_FLUSH_ICACHE_SYM: '__vdso_flush_icache' }, fallback, { since: '1.2.5' }),
];
const riscv: readonly CatalogKey[] = [
  // Its name stood in a comment: "We don't have a clock_gettime function".
  ...keys({ VDSO_CGT_SYM: '__vdso_clock_gettime' }, fallback, { until: '1.2.5', unasked: true }),
  ...clock('__vdso_clock_gettime', { since: '1.2.6' }),
  ...icache,
];

function libc(
  arch: Port,
  node: string,
  folder: string,
  wanted: readonly CatalogKey[],
  more: Partial<Pick<CatalogArch, 'since' | 'until' | 'notes' | 'groups'>> = {},
): CatalogArch {
  return port(arch, node, `arch/${folder}/syscall_arch.h`, wanted, more);
}

/** 32-bit ARM had it up to 1.2.0, none up to 1.2.3, and with the workaround since 1.2.4. */
function arm(arch: 'arm' | 'armbe'): readonly CatalogArch[] {
  const notes = [
    'Where the 32-bit function is missing, the 64-bit one is distrusted too (richfelker/musl-cross-make#96).',
  ];
  return [
    libc(arch, 'LINUX_2.6', 'arm', both, { until: '1.2.0', groups: inTurn }),
    libc(arch, 'LINUX_2.6', 'arm', distrusted, { since: '1.2.4', groups: workaround, notes }),
  ];
}

export const musl: CatalogConsumer = {
  id: 'musl',
  name: 'musl',
  releases: [
    {
      name: '1.1.24',
      date: '2019-10-13',
      at: 'v1.1.24',
      run: ['arm', 'arm64', 'arm64be', 'armbe', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.0',
      date: '2020-02-20',
      at: 'v1.2.0',
      changedBy: ['38143339646a4ccce8afe298c34467767c899f51'],
      run: ['arm', 'arm64', 'arm64be', 'armbe', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.1',
      date: '2020-08-04',
      at: 'v1.2.1',
      changedBy: ['4486c579cbf0d989080705f515d08cb48636ba88'],
      run: ['arm64', 'arm64be', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.2',
      date: '2021-01-15',
      at: 'v1.2.2',
      run: ['arm64', 'arm64be', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.3',
      date: '2022-04-07',
      at: 'v1.2.3',
      run: ['arm64', 'arm64be', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.4',
      date: '2023-05-01',
      at: 'v1.2.4',
      changedBy: ['bf14ef193b4203aa9a8b173faeeea06d98397f65'],
      run: ['arm', 'arm64', 'arm64be', 'armbe', 'i386', 'mips', 'mips64', 'mipsn32', 'riscv64', 'x86_64'],
    },
    {
      name: '1.2.5',
      date: '2024-02-29',
      at: 'v1.2.5',
      changedBy: [
        'bd3138b74a06dd764508f399d1b58cb9d6c35c1f',
        '522bd54edaa2fa404fd428f8ad0bcb0f0bec5639',
        '01d9fe4d9f7cce7a6dbaece0e2e405a2e3279244',
      ],
      run: [
        'arm',
        'arm64',
        'arm64be',
        'armbe',
        'i386',
        'loong64',
        'mips',
        'mips64',
        'mipsn32',
        'riscv32',
        'riscv64',
        'x86_64',
      ],
    },
    // The repository read ends before 1.2.6: its names are there; that it counts by DT_GNU_HASH was seen by running it.
    {
      name: '1.2.6',
      date: '2025-05-27',
      at: '86373b4999bfd9a9379bc4a3ca877b1c80a2a340',
      changedBy: ['f2375aacac13848cb407dfa39bd06eef576d5f2a', '9b6a24f9c56caf70289c1fa3470f4841808ef3b7'],
      run: [
        'arm',
        'arm64',
        'arm64be',
        'armbe',
        'i386',
        'loong64',
        'mips',
        'mips64',
        'mipsn32',
        'ppc32',
        'ppc64',
        'riscv32',
        'riscv64',
        's390x',
        'x86_64',
      ],
    },
  ],
  lookup: { ...muslScan, tables: ['sysv', 'gnu'] },
  olderLookups: [{ until: '1.2.5', rules: { tables: ['sysv'] } }],
  arches: [
    libc('x86_64', 'LINUX_2.6', 'x86_64', [
      ...clock('__vdso_clock_gettime'),
      ...keys({ VDSO_GETCPU_SYM: '__vdso_getcpu' }, fallback),
    ]),
    libc('i386', 'LINUX_2.6', 'i386', both, { groups: inTurn }),
    libc('arm64', 'LINUX_2.6.39', 'aarch64', clock('__kernel_clock_gettime')),
    libc('arm64be', 'LINUX_2.6.39', 'aarch64', clock('__kernel_clock_gettime')),
    ...arm('arm'),
    ...arm('armbe'),
    libc('mips', 'LINUX_2.6', 'mips', both, { groups: inTurn }),
    libc('mipsn32', 'LINUX_2.6', 'mipsn32', both, { groups: inTurn }),
    libc('mips64', 'LINUX_2.6', 'mips64', clock('__vdso_clock_gettime')),
    libc(
      'ppc32',
      'LINUX_2.6.15',
      'powerpc',
      [
        ...keys(
          { VDSO_CGT_SYM: '__kernel_clock_gettime64' },
          () => '__kernel_clock_gettime is looked for in its place',
          {
            version: 'LINUX_5.11',
            elsewhere: true,
          },
        ),
        ...keys({ VDSO_CGT32_SYM: '__kernel_clock_gettime' }, last('__kernel_clock_gettime64')),
      ],
      {
        since: '1.2.6',
        groups: [{ kind: 'in-turn', symbols: ['__kernel_clock_gettime64', '__kernel_clock_gettime'] }],
      },
    ),
    libc('ppc64', 'LINUX_2.6.15', 'powerpc64', clock('__kernel_clock_gettime'), { since: '1.2.6' }),
    libc('riscv64', 'LINUX_4.15', 'riscv64', riscv),
    libc('riscv32', 'LINUX_4.15', 'riscv32', riscv, { since: '1.2.5' }),
    libc('s390x', 'LINUX_2.6.29', 's390x', clock('__kernel_clock_gettime'), { since: '1.2.6' }),
    libc('loong64', 'LINUX_5.10', 'loongarch64', clock('__vdso_clock_gettime'), { since: '1.2.5' }),
  ],
  withoutVdso: [portWithout('x32')],
  complete: true,
  sources: [
    'src/internal/vdso.c',
    'src/time/clock_gettime.c',
    'src/linux/cache.c',
    'src/sched/sched_getcpu.c',
  ].map((path) => ({ repo: 'bminor/musl', path, commit: '86373b4999bfd9a9379bc4a3ca877b1c80a2a340' })),
  quirks: [
    'Up to 1.2.5 a DT_HASH is needed, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call. 1.2.6 counts by DT_GNU_HASH where DT_HASH is missing: seen by running it, its vdso.c was not read.',
    'The 32-bit function is looked for only where the 64-bit one is missing; on ARM both are, and without the 32-bit one neither is used.',
    'ppc32 asks for __kernel_clock_gettime64 in LINUX_5.11, the release that brought it; the node is LINUX_2.6.15, so only the 32-bit function is ever used.',
    'riscv64 looked only for __vdso_flush_icache up to 1.2.5, and up to 1.2.4 under LINUX_4.5, a node that does not exist.',
    'riscv32 asks for __vdso_clock_gettime, which that image does not have.',
    'Looks a function up when it is first called. clock_gettime() goes on to the system call after a return value other than 0 and -EINVAL; getcpu and flush_icache after -ENOSYS only.',
  ],
};
