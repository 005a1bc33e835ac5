/** uClibc-ng: ldso/ldso/dl-vdso.c. */
import { STT_FUNC } from '../../elf/constants.ts';
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string, variable: string): string =>
  `${variable} stays 0; every ${call}() is a system call`;
const source = 'ldso/ldso/dl-vdso.c';
const wanted = (prefix: string) =>
  keys(
    { _dl__vdso_gettimeofday: `${prefix}gettimeofday`, _dl__vdso_clock_gettime: `${prefix}clock_gettime` },
    fallback,
  );
const wanted32 = [
  ...wanted('__vdso_'),
  ...keys({ _dl__vdso_clock_gettime64: '__vdso_clock_gettime64' }, fallback, { optional: true }),
];
const note = { notes: ['__vdso_clock_gettime64 is wanted only by builds with __UCLIBC_USE_TIME64__.'] };

export const uclibcNg: CatalogConsumer = {
  id: 'uclibc-ng',
  name: 'uClibc-ng',
  releases: [],
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
    port('i386', '', source, wanted32, note),
    port('arm', '', source, wanted32, note),
    port('mips', '', source, wanted32, note),
    port('arm64', '', source, wanted('__kernel_')),
  ],
  sources: [
    { repo: 'kraj/uclibc-ng', path: source, commit: 'f749cb5c4a258474e377ba3f6ed1165c5c4a08f7' },
    { repo: 'fifteenhex/uclibc-ng', path: source, commit: '8bb1bec4e97da3f8594fb8bf9dadf8442a9ee7ac' },
  ],
  quirks: [
    'Finds its tables by section name and refuses the image when the dynamic table says otherwise: an image that is not linked at 0 is refused.',
    'Versions are read and not compared.',
    'The environment variable VDSO_DISABLE switches it off.',
    'Which of its ports use the vDSO at all was not read for every architecture.',
  ],
};
