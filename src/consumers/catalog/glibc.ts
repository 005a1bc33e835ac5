/** The GNU C Library. Pointers of sysdeps/unix/sysv/linux/dl-vdso-setup.h, names of each port's sysdep.h. */
import { STB_GLOBAL, STB_WEAK, STT_FUNC, STT_NOTYPE, STT_OBJECT } from '../../elf/constants.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { keys, port } from './ports.ts';
import { STB_GNU_UNIQUE, STT_COMMON, STT_GNU_IFUNC, STT_TLS } from './rules.ts';

const fallback = (call: string, variable: string): string =>
  `${variable} stays NULL; every ${call}() is a system call`;

function pointers(wanted: Readonly<Record<string, string>>, more: Partial<CatalogKey> = {}) {
  const named = Object.entries(wanted).map(([name, symbol]) => [`GLRO(dl_vdso_${name})`, symbol]);
  return keys(Object.fromEntries(named), fallback, more);
}

const dir = 'sysdeps/unix/sysv/linux';
const getrandom = { since: '2.41' };
const hwprobe = { since: '2.41' };
const power = {
  getcpu: '__kernel_getcpu',
  time: '__kernel_time',
  gettimeofday: '__kernel_gettimeofday',
  get_tbfreq: '__kernel_get_tbfreq',
};
const time64 = { clock_gettime64: '__vdso_clock_gettime', clock_getres_time64: '__vdso_clock_getres' };
const time32 = { clock_gettime: '__vdso_clock_gettime', clock_gettime64: '__vdso_clock_gettime64' };
const kernel64 = { clock_gettime64: '__kernel_clock_gettime', clock_getres_time64: '__kernel_clock_getres' };
const gettimeofday = { gettimeofday: '__vdso_gettimeofday' };
const getcpu = { getcpu: '__vdso_getcpu' };

export const glibc: CatalogConsumer = {
  id: 'glibc',
  name: 'glibc',
  releases: ['2.36', '2.41'],
  lookup: {
    algorithm: 'hash',
    tables: ['gnu', 'sysv'],
    acceptedTypes: [STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_COMMON, STT_TLS, STT_GNU_IFUNC],
    acceptedBindings: [STB_GLOBAL, STB_WEAK, STB_GNU_UNIQUE],
    // The names are asked for with a node, but the version tables are not set up yet when this is done.
    version: 'none',
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
    hiddenBit: 'masked',
    noVerdef: 'unchecked',
    names: 'strcmp',
  },
  arches: [
    port('x86_64', 'LINUX_2.6', `${dir}/x86_64/sysdep.h`, [
      ...pointers({ ...time64, ...gettimeofday, time: '__vdso_time', ...getcpu }),
      ...pointers({ getrandom: '__vdso_getrandom' }, getrandom),
    ]),
    port('i386', 'LINUX_2.6', `${dir}/i386/sysdep.h`, [
      ...pointers({ ...time32, ...gettimeofday, time: '__vdso_time', clock_getres: '__vdso_clock_getres' }),
    ]),
    port('arm64', 'LINUX_2.6.39', `${dir}/aarch64/sysdep.h`, [
      ...pointers({ ...kernel64, gettimeofday: '__kernel_gettimeofday' }),
      ...pointers({ getrandom: '__kernel_getrandom' }, getrandom),
    ]),
    port(
      'arm64-ilp32',
      'LINUX_4.9',
      `${dir}/aarch64/sysdep.h`,
      pointers({ clock_gettime64: '__kernel_clock_gettime' }),
      { notes: ['Names the node of an ABI that was never merged into Linux.'] },
    ),
    port('arm', 'LINUX_2.6', `${dir}/arm/sysdep.h`, pointers({ ...time32, ...gettimeofday })),
    port(
      'mips',
      'LINUX_2.6',
      `${dir}/mips/sysdep.h`,
      pointers({ ...time32, ...gettimeofday, clock_getres: '__vdso_clock_getres' }),
    ),
    port(
      'mips64',
      'LINUX_2.6',
      `${dir}/mips/sysdep.h`,
      pointers({
        clock_gettime: '__vdso_clock_gettime',
        ...gettimeofday,
        clock_getres: '__vdso_clock_getres',
      }),
    ),
    port('ppc64', 'LINUX_2.6.15', `${dir}/powerpc/sysdep.h`, [
      ...pointers({ ...kernel64, ...power }),
      ...pointers({ getrandom: '__kernel_getrandom' }, getrandom),
    ]),
    port(
      'ppc32',
      'LINUX_2.6.15',
      `${dir}/powerpc/sysdep.h`,
      [
        ...pointers({
          clock_getres: '__kernel_clock_getres',
          clock_gettime: '__kernel_clock_gettime',
          ...power,
        }),
        ...pointers({ getrandom: '__kernel_getrandom' }, getrandom),
      ],
      { notes: ['__kernel_clock_gettime64 is not asked for.'] },
    ),
    port('s390x', 'LINUX_2.6.29', `${dir}/s390/sysdep.h`, [
      ...pointers({ ...kernel64, gettimeofday: '__kernel_gettimeofday', getcpu: '__kernel_getcpu' }),
      ...pointers({ getrandom: '__kernel_getrandom' }, getrandom),
    ]),
    port('riscv64', 'LINUX_4.15', `${dir}/riscv/sysdep.h`, [
      ...pointers({ ...time64, ...gettimeofday, ...getcpu }),
      ...pointers({ riscv_hwprobe: '__vdso_riscv_hwprobe' }, hwprobe),
    ]),
    port(
      'riscv32',
      'LINUX_5.4',
      `${dir}/riscv/sysdep.h`,
      [...pointers(getcpu), ...pointers({ riscv_hwprobe: '__vdso_riscv_hwprobe' }, hwprobe)],
      { notes: ['Names LINUX_5.4; the kernel defines only LINUX_4.15. The node is not compared.'] },
    ),
    port('loong64', 'LINUX_5.10', `${dir}/loongarch/sysdep.h`, [
      ...pointers({ ...time64, ...gettimeofday, ...getcpu }),
      ...pointers({ getrandom: '__vdso_getrandom' }, getrandom),
    ]),
    port(
      'sparc64',
      'LINUX_2.6',
      `${dir}/sparc/sysdep.h`,
      pointers({ clock_gettime64: '__vdso_clock_gettime', ...gettimeofday }),
    ),
    port(
      'sparc32',
      'LINUX_2.6',
      `${dir}/sparc/sysdep.h`,
      pointers({ clock_gettime: '__vdso_clock_gettime', ...gettimeofday }),
    ),
    port(
      'hppa32',
      'LINUX_6.11',
      `${dir}/hppa/sysdep.h`,
      pointers({ clock_gettime64: '__vdso_clock_gettime64' }),
      { since: '2.41' },
    ),
    port(
      'hppa64',
      'LINUX_6.11',
      `${dir}/hppa/sysdep.h`,
      pointers({ clock_gettime: '__vdso_clock_gettime' }),
      { since: '2.41' },
    ),
  ],
  sources: [
    { repo: 'bminor/glibc', path: `${dir}/dl-vdso.h`, commit: 'glibc-2.41' },
    { repo: 'bminor/glibc', path: `${dir}/dl-vdso-setup.h`, commit: 'glibc-2.41' },
    { repo: 'bminor/glibc', path: 'elf/setup-vdso.h', commit: 'glibc-2.41' },
    { repo: 'bminor/glibc', path: 'elf/dl-lookup.c', commit: 'glibc-2.41' },
  ],
  quirks: [
    'Makes a link_map of the image, so dl_iterate_phdr and dlopen("linux-vdso.so.1", RTLD_NOLOAD) see it too.',
    'On 32-bit ports the 64-bit pointer is tried first, then the 32-bit one, then the system calls.',
    'Names a version node with each symbol and does not compare it: the lookups are made before the version tables are set up, and without them a symbol of the name is taken. Seen in 2.36 and 2.41, in static and dynamic programs, on an image whose node had another name.',
    'dlvsym() by a program does compare the node.',
    'Release 2.36 stands for Debian 12: its pointers were compared with running programs, its source was not read.',
  ],
};
