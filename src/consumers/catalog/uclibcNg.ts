/** uClibc-ng: ldso/ldso/dl-vdso.c. */
import { STT_FUNC } from '../../elf/format/constants.ts';
import { keys, port, portWithout } from '../architectures.ts';
import type { CatalogConsumer, KeyGroup } from '../model.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string, variable: string): string =>
  `${variable} stays 0; every ${call}() is a system call`;
const source = 'ldso/ldso/dl-vdso.c';
const wanted = (prefix: string) =>
  keys(
    { _dl__vdso_gettimeofday: `${prefix}gettimeofday`, _dl__vdso_clock_gettime: `${prefix}clock_gettime` },
    fallback,
  );
const clock32 = (): string =>
  'clock_gettime() goes by the other function, where the build knows it, and is a system call without either';
const wanted32 = [
  ...keys({ _dl__vdso_gettimeofday: '__vdso_gettimeofday' }, fallback),
  ...keys(
    {
      _dl__vdso_clock_gettime: '__vdso_clock_gettime',
      _dl__vdso_clock_gettime64: '__vdso_clock_gettime64',
    },
    clock32,
  ),
];
const groups: readonly KeyGroup[] = [
  { kind: 'any', symbols: ['__vdso_clock_gettime64', '__vdso_clock_gettime'] },
];
const more = {
  groups,
  notes: [
    '__vdso_clock_gettime64 is looked up only by builds with __UCLIBC_USE_TIME64__, which use it and not the 32-bit one.',
  ],
};

export const uclibcNg: CatalogConsumer = {
  id: 'uclibc-ng',
  name: 'uClibc-ng',
  releases: [
    {
      name: '1.0.48',
      date: '2024-05-01',
      at: 'v1.0.48',
      run: ['arm', 'arm64', 'arm64be', 'armbe', 'i386', 'mips', 'x86_64'],
    },
    {
      name: '1.0.54',
      date: '2025-07-25',
      at: 'v1.0.54',
      run: ['arm', 'arm64', 'arm64be', 'armbe', 'i386', 'mips', 'x86_64'],
    },
  ],
  lookup: {
    ...sectionScan,
    acceptedTypes: [STT_FUNC],
    header: { checks: ['magic', 'class'], failure: 'ignored' },
    sections: {
      by: 'name',
      wanted: ['dynsym', 'strtab', 'versym', 'verdef', 'dynamic'],
      divisor: 'entsize',
      missing: 'ignored',
      crossChecked: true,
    },
    match: 'last',
  },
  arches: [
    port('x86_64', '', source, wanted('__vdso_')),
    port('i386', '', source, wanted32, more),
    port('arm', '', source, wanted32, more),
    port('armbe', '', source, wanted32, more),
    port('mips', '', source, wanted32, more),
    port('arm64', '', source, wanted('__kernel_')),
    port('arm64be', '', source, wanted('__kernel_')),
  ],
  withoutVdso: (['mips64', 'mipsn32', 'ppc32', 'riscv32', 'riscv64', 'sparc32', 'sparc64'] as const).map(
    portWithout,
  ),
  complete: true,
  sources: [
    { repo: 'kraj/uclibc-ng', path: source, commit: 'v1.0.54' },
    { repo: 'kraj/uclibc-ng', path: 'ldso/ldso/aarch64/dl-syscalls.h', commit: 'v1.0.54' },
  ],
  quirks: [
    'Finds its tables by section name and refuses the image when the dynamic table says otherwise: an image that is not linked at 0 is refused.',
    'Versions are read and not compared.',
    'The environment variable VDSO_DISABLE switches it off.',
    'Exactly aarch64, arm, i386, mips and x86_64 can be built with it (ARCH_VDSO_SUPPORT). 1.0.45, the first release with it, had it for mips and x86_64 only, with the same names.',
  ],
};
