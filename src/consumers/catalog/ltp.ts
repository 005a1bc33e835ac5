/** The Linux Test Project's clock_gettime04: libs/vdso, an older copy of the kernel's reference parser. */

import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { parseVdso } from './rules.ts';

const helpers = 'libs/vdso/vdso_helpers.c';
const fallback = (_: string, variable: string): string =>
  `the variant of ${variable} is left out of the test`;

/** Both names are looked for everywhere; machines with 64-bit words have no variant for the second. */
function clocks(arch: Port, node: string, prefix = '__vdso_', second: Partial<CatalogKey> = {}): CatalogArch {
  return port(arch, node, helpers, [
    ...keys({ ptr_vdso_gettime: `${prefix}clock_gettime` }, fallback),
    ...keys({ ptr_vdso_gettime64: '__vdso_clock_gettime64' }, fallback, { version: 'LINUX_2.6', ...second }),
  ]);
}

function clocks64(arch: Port, node: string, prefix?: string): CatalogArch {
  return clocks(arch, node, prefix, { missing: 'not-missed' });
}

/** On which the search of each release was run. */
const ports = [
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
  'x32',
  'x86_64',
];

export const ltp: CatalogConsumer = {
  id: 'ltp',
  name: 'LTP',
  releases: [
    {
      name: '20200930',
      date: '2020-09-30',
      at: '20200930',
      run: ports,
    },
    {
      name: '20260529',
      date: '2026-05-29',
      at: '20260529',
      run: ports,
    },
  ],
  lookup: { ...parseVdso, tables: ['sysv'], header: { checks: ['class'], failure: 'ignored' } },
  arches: [
    clocks64('x86_64', 'LINUX_2.6'),
    clocks64('x32', 'LINUX_2.6'),
    clocks('i386', 'LINUX_2.6'),
    clocks64('arm64', 'LINUX_2.6.39', '__kernel_'),
    clocks64('arm64be', 'LINUX_2.6.39', '__kernel_'),
    clocks('arm', 'LINUX_2.6'),
    clocks('armbe', 'LINUX_2.6'),
    clocks64('loong64', 'LINUX_2.6'),
    clocks('mips', 'LINUX_2.6'),
    clocks('mipsn32', 'LINUX_2.6'),
    clocks64('mips64', 'LINUX_2.6'),
    clocks('ppc32', 'LINUX_2.6.15', '__kernel_'),
    clocks64('ppc64', 'LINUX_2.6.15', '__kernel_'),
    clocks('riscv32', 'LINUX_4.15'),
    clocks64('riscv64', 'LINUX_4.15'),
    clocks64('s390x', 'LINUX_2.6.29', '__kernel_'),
    clocks('sparc32', 'LINUX_2.6'),
    clocks64('sparc64', 'LINUX_2.6'),
  ],
  sources: [
    'libs/vdso/tse_parse_vdso.c',
    helpers,
    'testcases/kernel/syscalls/clock_gettime/clock_gettime04.c',
  ].map((path) => ({ repo: 'linux-test-project/ltp', path, commit: '20260529' })),
  quirks: [
    'DT_HASH only: where an image has DT_GNU_HASH alone the test passes without trying the vDSO.',
    'loong64 asks for LINUX_2.6, and its node is LINUX_5.10: never found.',
    'The 64-bit name is asked for in the form of x86 and ARM; 32-bit PowerPC calls it __kernel_clock_gettime64.',
    'Only that test asks; versions and types are those of the kernel’s parser.',
  ],
};
