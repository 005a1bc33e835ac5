/** The kernel's own reference parser and the names its selftests give it: tools/testing/selftests/vDSO. */

import { keys, type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { parseVdso } from './rules.ts';

const dir = 'tools/testing/selftests/vDSO';
const fallback = (call: string): string => `vdso_sym returns 0, and the test of ${call} is skipped`;
/** In the order of `names` in vdso_config.h; the last of each list is of 32-bit images. */
const calls = [
  'gettimeofday',
  'clock_gettime',
  'time',
  'clock_getres',
  'getcpu',
  'clock_gettime64',
  'getrandom',
  'clock_getres_time64',
];
const of64 = calls.filter((call) => !call.endsWith('64'));

/** vdso_config.h has the same list for every architecture; those in `absent` no kernel exports there. */
function names(prefix: string, wanted: readonly string[], absent = ''): readonly CatalogKey[] {
  return wanted.flatMap((call) =>
    keys(
      { [`names[${prefix === '__kernel_' ? 0 : 1}][${calls.indexOf(call)}]`]: `${prefix}${call}` },
      fallback,
      absent.split(' ').includes(call) ? { missing: 'not-missed' } : {},
    ),
  );
}

function arch(name: Port, node: string, wanted: readonly CatalogKey[]) {
  return port(name, node, `${dir}/vdso_config.h`, wanted);
}

const arm32 = names('__vdso_', calls, 'time getcpu getrandom');
const arm64 = names('__kernel_', of64, 'time getcpu');

export const linuxSelftests: CatalogConsumer = {
  id: 'linux-selftests',
  name: 'Linux selftests',
  releases: [
    { name: '7.2', at: 'v7.2' },
    { name: '7.3', at: 'v7.3' },
  ],
  lookup: { ...parseVdso, header: { checks: ['class'], failure: 'ignored' } },
  refuses: { text: 'the tests find no function, and fail or are skipped', whenNoneFound: true },
  arches: [
    arch('x86_64', 'LINUX_2.6', names('__vdso_', of64)),
    arch('i386', 'LINUX_2.6', names('__vdso_', calls, 'getrandom')),
    arch('arm', 'LINUX_2.6', arm32),
    arch('armbe', 'LINUX_2.6', arm32),
    arch('arm64', 'LINUX_2.6.39', arm64),
    arch('arm64be', 'LINUX_2.6.39', arm64),
    arch('mips', 'LINUX_2.6', names('__vdso_', calls, 'time getcpu getrandom clock_getres_time64')),
    arch('mips64', 'LINUX_2.6', names('__vdso_', of64, 'time getcpu getrandom')),
    arch('ppc64', 'LINUX_2.6.15', names('__kernel_', of64)),
    arch('ppc32', 'LINUX_2.6.15', names('__kernel_', calls)),
    arch('s390x', 'LINUX_2.6.29', names('__kernel_', of64, 'time')),
    arch('riscv64', 'LINUX_4.15', names('__vdso_', of64, 'time')),
    arch(
      'riscv32',
      'LINUX_4.15',
      names(
        '__vdso_',
        calls,
        'time gettimeofday clock_gettime clock_getres clock_gettime64 clock_getres_time64',
      ),
    ),
    arch('loong64', 'LINUX_5.10', names('__vdso_', of64, 'time')),
    arch('sparc64', 'LINUX_2.6', names('__vdso_', of64, 'time clock_getres getcpu getrandom')),
    arch(
      'sparc32',
      'LINUX_2.6',
      names('__vdso_', calls, 'time clock_getres getcpu getrandom clock_getres_time64'),
    ),
  ],
  sources: ['parse_vdso.c', 'vdso_config.h'].map((file) => ({
    repo: 'torvalds/linux',
    path: `${dir}/${file}`,
    commit: 'v7.3',
  })),
  quirks: [
    'The parser that many others descend from: Go, rustix, the copies in LTP and libevl.',
    'Accepts functions only, so arm64 __kernel_rt_sigreturn (NOTYPE) is invisible to it.',
    'Divides by the number of buckets without a test for 0; the bloom filter is not asked.',
    'The names of 64-bit time, getrandom and DT_GNU_HASH came in kernels whose selftests were not read.',
  ],
};
