/** Cosmopolitan Libc (llamafile, redbean): __vdsosym in libc/intrin/vdsofunc.c, a narrower descendant of musl's. */
import { STB_GLOBAL, STT_FUNC, STT_NOTYPE, STT_OBJECT } from '../../elf/format/constants.ts';
import { keys, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { muslScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;
const source = 'libc/intrin/clock_gettime.c';

function wanted(prefix: string, more: Partial<CatalogKey> = {}): readonly CatalogKey[] {
  return keys({ __clock_gettime: `${prefix}clock_gettime` }, fallback, more);
}

export const cosmopolitan: CatalogConsumer = {
  id: 'cosmopolitan',
  name: 'Cosmopolitan',
  releases: [
    { name: '2.2', date: '2022-11-07', at: '2.2', run: ['x86_64'] },
    { name: '3.0', date: '2023-10-15', at: '3.0', run: ['arm64', 'x86_64'] },
    { name: '4.0.2', date: '2025-01-05', at: '4.0.2', run: ['arm64', 'x86_64'] },
  ],
  lookup: {
    ...muslScan,
    acceptedTypes: [STT_NOTYPE, STT_OBJECT, STT_FUNC],
    acceptedBindings: [STB_GLOBAL],
    sysvWord: 4,
  },
  olderLookups: [{ until: '2.2', rules: { header: { checks: ['magic'], failure: 'ignored' } } }],
  arches: [
    port('x86_64', 'LINUX_2.6', source, [
      ...wanted('__vdso_'),
      ...keys({ __gettimeofday: '__vdso_gettimeofday' }, fallback, { until: '2.2' }),
    ]),
    port('arm64', 'LINUX_2.6.39', source, wanted('__kernel_'), { since: '3.0' }),
  ],
  complete: true,
  sources: [
    ...['libc/intrin/vdsofunc.c', source].map((path) => ({
      repo: 'jart/cosmopolitan',
      path,
      commit: '4.0.2',
    })),
    ...['vdsofunc.greg.c', 'clock_gettime.c', 'gettimeofday.c'].map((file) => ({
      repo: 'jart/cosmopolitan',
      path: `libc/calls/${file}`,
      commit: '2.2',
    })),
  ],
  quirks: [
    'Needs a DT_HASH, only to know how many symbols there are: on an image with DT_GNU_HASH alone, as arm64 kernels have it since 6.12, every call is a system call.',
    'Only GLOBAL symbols pass: the WEAK names without a prefix that x86 images have would not.',
    'The commit of 2026-03-05 searches as 4.0.2 does.',
  ],
};
