/** Android's bionic: libc/bionic/vdso.cpp. It has no tags of its own, so its releases are days of commits. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer } from '../model.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;
const source = 'libc/private/bionic_vdso.h';
const three = (prefix: string) =>
  keys(
    {
      'vdso[VDSO_CLOCK_GETTIME]': `${prefix}clock_gettime`,
      'vdso[VDSO_CLOCK_GETRES]': `${prefix}clock_getres`,
      'vdso[VDSO_GETTIMEOFDAY]': `${prefix}gettimeofday`,
    },
    fallback,
  );
const time = keys({ 'vdso[VDSO_TIME]': '__vdso_time' }, () => 'time() goes by gettimeofday()', {
  elsewhere: true,
});
const withTime = [...three('__vdso_'), ...time];

export const bionic: CatalogConsumer = {
  id: 'bionic',
  name: 'bionic',
  releases: [
    {
      name: '2018-01-12',
      date: '2018-01-12',
      at: 'f1515f64087e4635a7f53d0e1725240f91a0c4b1',
      run: ['arm', 'arm64', 'i386', 'riscv64', 'x86_64'],
    },
    {
      name: '2023-07-31',
      date: '2023-07-31',
      at: '9a7d048712749463c04eda60f8d9dfe84497aba7',
      changedBy: ['9a7d048712749463c04eda60f8d9dfe84497aba7'],
      run: ['arm', 'arm64', 'i386', 'riscv64', 'x86_64'],
    },
    {
      name: '2023-12-12',
      date: '2023-12-12',
      at: 'cbcccd53ebc5bb9c884f3bcd07b4b1eaa875998d',
      changedBy: ['cbcccd53ebc5bb9c884f3bcd07b4b1eaa875998d'],
      run: ['arm', 'arm64', 'i386', 'riscv64', 'x86_64'],
    },
    {
      name: '2025-03-26',
      date: '2025-03-26',
      at: '731631f300090436d7f5df80d50b6275c8c60a93',
      run: ['arm', 'arm64', 'i386', 'riscv64', 'x86_64'],
    },
  ],
  lookup: {
    ...sectionScan,
    loadBias: 'last-load',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sections: { by: 'count', wanted: ['dynsym'], divisor: 'sizeof', missing: 'ignored' },
  },
  olderLookups: [{ until: '2023-07-31', rules: { match: 'last' } }],
  arches: [
    port('x86_64', '', source, withTime),
    port('i386', '', source, withTime),
    port('arm64', '', source, three('__kernel_')),
    port('arm', '', source, three('__vdso_')),
    port('riscv64', '', source, [
      ...three('__vdso_'),
      ...keys({ 'vdso[VDSO_RISCV_HWPROBE]': '__vdso_riscv_hwprobe' }, fallback, { since: '2023-07-31' }),
    ]),
  ],
  complete: true,
  sources: ['libc/bionic/vdso.cpp', source].map((path) => ({
    repo: 'aosp-mirror/platform_bionic',
    path,
    commit: '731631f300090436d7f5df80d50b6275c8c60a93',
  })),
  quirks: [
    'The number of symbols comes from the section header of SHT_DYNSYM: an image without section headers is ignored.',
    'A name is enough: versions, types and bindings are not looked at. The first symbol of the name counts, up to 2023-12-12 the last one did.',
    '32-bit ARM and x86 use the functions with 32-bit time only.',
  ],
};
