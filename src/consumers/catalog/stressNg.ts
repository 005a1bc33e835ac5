/** stress-ng's vdso stressor: stress-vdso.c. */
import { STB_GLOBAL, STB_WEAK, STT_FUNC } from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { sectionScan } from './rules.ts';

const calls = ['clock_gettime', 'clock_getres', 'getcpu', 'gettimeofday', 'time'] as const;

/** The table has each call without a prefix and with either; only those of the architecture can be there. */
function wanted(prefix: string, absent = '', twins = false): readonly CatalogKey[] {
  return calls.flatMap((call) => {
    const names = twins ? `${call} ${prefix}${call}` : `${prefix}${call}`;
    return keys({ [`wrap_${call}`]: names }, () => `${call} is not exercised`, {
      ...(call === 'clock_getres' ? { since: '0.17.04' } : {}),
      ...(absent.split(' ').includes(call) ? { missing: 'not-missed' as const } : {}),
    });
  });
}

function stressor(arch: Port, names: readonly CatalogKey[]): CatalogArch {
  return port(arch, '', 'stress-vdso.c', names);
}

const x86 = wanted('__vdso_', '', true);

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
  'riscv64',
  's390x',
  'x32',
  'x86_64',
];

export const stressNg: CatalogConsumer = {
  id: 'stress-ng',
  name: 'stress-ng',
  releases: [
    {
      name: '0.11.23',
      date: '2020-10-30',
      at: 'V0.11.23',
      run: ports,
    },
    {
      name: '0.17.04',
      date: '2024-01-05',
      at: 'V0.17.04',
      changedBy: ['b395ac2e4fc8bdfda86ec7a03c7d7ff7d56e0b8d'],
      run: ports,
    },
    {
      name: '0.19.00',
      date: '2025-05-01',
      at: 'V0.19.00',
      run: ports,
    },
    {
      name: '0.22.00',
      date: '2026-08-19',
      at: 'V0.22.00',
      run: ports,
    },
  ],
  lookup: {
    ...sectionScan,
    algorithm: 'chains',
    tables: ['sysv'],
    acceptedTypes: [STT_FUNC],
    acceptedBindings: [STB_GLOBAL, STB_WEAK],
    loadBias: 'last-load',
    dynamicAt: 'vaddr',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sysvWord: 4,
    zeroBuckets: { gnu: 'empty', sysv: 'empty' },
    undefinedSymbols: 'refused',
    segments: { linkedAtZero: true },
  },
  refuses: { text: 'the stressor is skipped: it finds no vDSO function', whenNoneFound: true },
  arches: [
    stressor('x86_64', x86),
    stressor('x32', wanted('__vdso_')),
    stressor('i386', wanted('__vdso_')),
    stressor('arm64', wanted('__kernel_', 'getcpu time')),
    stressor('arm64be', wanted('__kernel_', 'getcpu time')),
    stressor('arm', wanted('__vdso_', 'getcpu time')),
    stressor('armbe', wanted('__vdso_', 'getcpu time')),
    stressor('loong64', wanted('__vdso_', 'time')),
    stressor('mips', wanted('__vdso_', 'getcpu time')),
    stressor('mips64', wanted('__vdso_', 'getcpu time')),
    stressor('mipsn32', wanted('__vdso_', 'getcpu time')),
    stressor('ppc64', wanted('__kernel_')),
    stressor('ppc32', wanted('__kernel_', 'getcpu')),
    stressor('riscv64', wanted('__vdso_', 'time')),
    stressor('s390x', wanted('__kernel_', 'time')),
    stressor('sparc64', wanted('__vdso_', 'clock_getres getcpu time', true)),
  ],
  sources: [{ repo: 'ColinIanKing/stress-ng', path: 'stress-vdso.c', commit: 'V0.22.00' }],
  quirks: [
    'Walks every chain of DT_HASH and takes what it has a wrapper for, under fifteen names: five calls without a prefix, with __vdso_ and with __kernel_. Listed are those that the architecture can have.',
    'Needs DT_HASH, and an image linked at 0: the address that the dynamic loader reports, here as glibc does up to 2.42, is compared with AT_SYSINFO_EHDR.',
    'DT_HASH has 8-byte words on 64-bit s390x, and 4-byte ones are read.',
    'Versions are not looked at.',
  ],
};
