/** Android's bionic: libc/bionic/vdso.cpp. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string): string =>
  call === 'time' ? 'time() goes by gettimeofday()' : `every ${call}() is a system call`;
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
const withTime = [...three('__vdso_'), ...keys({ 'vdso[VDSO_TIME]': '__vdso_time' }, fallback)];

export const bionic: CatalogConsumer = {
  id: 'bionic',
  name: 'bionic',
  releases: [],
  lookup: {
    ...sectionScan,
    loadBias: 'last-load',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sections: { by: 'count', wanted: ['dynsym'], divisor: 'sizeof', missing: 'ignored' },
    match: 'last',
  },
  arches: [
    port('x86_64', '', source, withTime),
    port('i386', '', source, withTime),
    port('arm64', '', source, three('__kernel_')),
    port('arm', '', source, three('__vdso_')),
    port('riscv64', '', source, [
      ...three('__vdso_'),
      ...keys({ 'vdso[VDSO_RISCV_HWPROBE]': '__vdso_riscv_hwprobe' }, fallback),
    ]),
  ],
  sources: ['libc/bionic/vdso.cpp', source].map((path) => ({
    repo: 'aosp-mirror/platform_bionic',
    path,
    commit: '731631f300090436d7f5df80d50b6275c8c60a93',
  })),
  quirks: [
    'The number of symbols comes from the section header of SHT_DYNSYM: an image without section headers is ignored.',
    'A name is enough: versions, types and bindings are not looked at, and the last symbol of the name counts.',
    '32-bit ARM and x86 use the functions with 32-bit time only.',
  ],
};
