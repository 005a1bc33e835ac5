/** uClibc-ng: ldso/ldso/dl-vdso.c; Debian carries the upstream tarball in a package. */
import type { TruthConsumer } from '../consumer.ts';

export const uclibcNg: TruthConsumer = {
  id: 'uclibc-ng',
  packages: [
    {
      sample: true,
      suite: 'sid',
      name: 'uclibc-source',
      kind: 'binary',
      tarball: 'usr/src/uClibc-ng-*.tar.xz',
      files: ['ldso/ldso/dl-vdso.c', 'ldso/ldso/aarch64/dl-syscalls.h'],
    },
  ],
  shim: 'uclibc-ng.c',
  flags: (_, { width, arch }) => [
    '-Iuclibc-ng',
    ...(width === 32 ? ['-D__UCLIBC_USE_TIME64__'] : []),
    ...(arch.startsWith('arm64') ? ['-DTRUTH_AARCH64'] : []),
  ],
};
