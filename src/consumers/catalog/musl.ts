/** musl libc: __vdsosym in src/internal/vdso.c, names of arch/ARCH/syscall_arch.h. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { muslScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;
const fallback32 = (): string =>
  'clock_gettime() has only the 64-bit function left, and where that is missing too it is a system call';

const clock = (symbol: string) => keys({ VDSO_CGT_SYM: symbol }, fallback);
const clock32 = (symbol: string) => keys({ VDSO_CGT32_SYM: symbol }, fallback32);
const both = [...clock('__vdso_clock_gettime64'), ...clock32('__vdso_clock_gettime')];
const icache = keys({ VDSO_FLUSH_ICACHE_SYM: '__vdso_flush_icache' }, fallback);
const wired = { since: '1.2.6', notes: ['Wired up in October 2024, after 1.2.5 (commit f2375aac).'] };
const header = (arch: string): string => `arch/${arch}/syscall_arch.h`;

export const musl: CatalogConsumer = {
  id: 'musl',
  name: 'musl',
  releases: ['1.2.5', '1.2.6'],
  lookup: { ...muslScan, tables: ['sysv', 'gnu'] },
  olderLookups: [{ until: '1.2.5', rules: { tables: ['sysv'] } }],
  arches: [
    port('x86_64', 'LINUX_2.6', header('x86_64'), [
      ...clock('__vdso_clock_gettime'),
      ...keys({ VDSO_GETCPU_SYM: '__vdso_getcpu' }, fallback),
    ]),
    port('i386', 'LINUX_2.6', header('i386'), both),
    port('arm64', 'LINUX_2.6.39', header('aarch64'), clock('__kernel_clock_gettime')),
    port('arm', 'LINUX_2.6', header('arm'), both, {
      notes: [
        'Where the 32-bit function is missing, the 64-bit one is distrusted too (richfelker/musl-cross-make#96).',
      ],
    }),
    port('mips', 'LINUX_2.6', header('mips'), both),
    port('mipsn32', 'LINUX_2.6', header('mipsn32'), both),
    port('mips64', 'LINUX_2.6', header('mips64'), clock('__vdso_clock_gettime')),
    port(
      'ppc32',
      'LINUX_2.6.15',
      header('powerpc'),
      [
        ...clock('__kernel_clock_gettime64').map((key) => ({ ...key, version: 'LINUX_5.11' })),
        ...clock32('__kernel_clock_gettime'),
      ],
      wired,
    ),
    port('ppc64', 'LINUX_2.6.15', header('powerpc64'), clock('__kernel_clock_gettime'), wired),
    port('riscv64', 'LINUX_4.15', header('riscv64'), [...clock('__vdso_clock_gettime'), ...icache]),
    port('riscv32', 'LINUX_4.15', header('riscv32'), [...clock('__vdso_clock_gettime'), ...icache]),
    port('s390x', 'LINUX_2.6.29', header('s390x'), clock('__kernel_clock_gettime'), wired),
    port('loong64', 'LINUX_5.10', header('loongarch64'), clock('__vdso_clock_gettime')),
  ],
  sources: [
    'src/internal/vdso.c',
    'src/time/clock_gettime.c',
    'src/linux/cache.c',
    'src/sched/sched_getcpu.c',
  ].map((path) => ({ repo: 'bminor/musl', path, commit: '86373b4999bfd9a9379bc4a3ca877b1c80a2a340' })),
  quirks: [
    'Up to 1.2.5 a DT_HASH is needed, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call. 1.2.6 counts by DT_GNU_HASH where DT_HASH is missing.',
    'ppc32 asks for __kernel_clock_gettime64 in LINUX_5.11, the release that brought it; the node is LINUX_2.6.15, so only the 32-bit function is ever used.',
    'riscv32 asks for __vdso_clock_gettime, which that image does not have.',
    'Looks a function up when it is first called; a return value other than 0 and -EINVAL goes on to the system call.',
  ],
};
