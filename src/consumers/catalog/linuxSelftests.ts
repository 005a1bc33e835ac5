/** The kernel's own reference parser and the names its selftests give it: tools/testing/selftests/vDSO. */
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { keys, type Port, port } from './ports.ts';
import { parseVdso } from './rules.ts';

const dir = 'tools/testing/selftests/vDSO';
const fallback = (call: string): string => `vdso_sym returns 0, and the test of ${call} is skipped or fails`;
const calls = 'gettimeofday clock_gettime time clock_getres getcpu getrandom';
const calls32 = `${calls} clock_gettime64 clock_getres_time64`;

/** vdso_config.h has the same list for every architecture; those in `absent` no kernel exports there. */
function names(prefix: string, wanted: string, absent = ''): readonly CatalogKey[] {
  return wanted
    .split(' ')
    .flatMap((call, index) =>
      keys(
        { [`names[${prefix === '__kernel_' ? 0 : 1}][${index}]`]: `${prefix}${call}` },
        fallback,
        absent.split(' ').includes(call) ? { optional: true } : {},
      ),
    );
}

function arch(name: Port, node: string, wanted: readonly CatalogKey[]) {
  return port(name, node, `${dir}/vdso_config.h`, wanted);
}

export const linuxSelftests: CatalogConsumer = {
  id: 'linux-selftests',
  name: 'Linux selftests',
  releases: ['7.3'],
  lookup: { ...parseVdso, header: { checks: ['class'], failure: 'ignored' } },
  arches: [
    arch('x86_64', 'LINUX_2.6', names('__vdso_', calls)),
    arch('i386', 'LINUX_2.6', names('__vdso_', calls32, 'getrandom')),
    arch('arm', 'LINUX_2.6', names('__vdso_', calls32, 'time getcpu getrandom')),
    arch('arm64', 'LINUX_2.6.39', names('__kernel_', calls, 'time getcpu')),
    arch('mips', 'LINUX_2.6', names('__vdso_', calls32, 'time getcpu getrandom clock_getres_time64')),
    arch('mips64', 'LINUX_2.6', names('__vdso_', calls, 'time getcpu getrandom')),
    arch('ppc64', 'LINUX_2.6.15', names('__kernel_', calls)),
    arch('ppc32', 'LINUX_2.6.15', names('__kernel_', calls32)),
    arch('s390x', 'LINUX_2.6.29', names('__kernel_', calls, 'time')),
    arch('riscv64', 'LINUX_4.15', names('__vdso_', calls, 'time')),
    arch(
      'riscv32',
      'LINUX_4.15',
      names(
        '__vdso_',
        calls32,
        'time gettimeofday clock_gettime clock_getres clock_gettime64 clock_getres_time64',
      ),
    ),
    arch('loong64', 'LINUX_5.10', names('__vdso_', calls, 'time')),
    arch('sparc64', 'LINUX_2.6', names('__vdso_', calls, 'time clock_getres getcpu getrandom')),
    arch(
      'sparc32',
      'LINUX_2.6',
      names('__vdso_', calls32, 'time clock_getres getcpu getrandom clock_getres_time64'),
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
  ],
};
