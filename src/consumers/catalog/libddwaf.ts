/** Datadog's libddwaf, in its tracers for most languages: src/clock.cpp asks the dynamic loader. */

import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { glibc } from './glibc.ts';

const source = 'src/clock.cpp';

function clock(arch: Port, asked: Readonly<Record<string, Partial<CatalogKey>>>): CatalogArch {
  const wanted = Object.entries(asked).flatMap(([symbol, range]) =>
    keys(
      { 'ddwaf::clock_gettime': symbol },
      () => "clock_gettime stays the libc's, which looks into the vDSO itself",
      range,
    ),
  );
  return port(arch, '', source, wanted);
}

const CGT = '__vdso_clock_gettime';
const only64 = { [CGT]: { until: '1.9.0' }, [`${CGT}64`]: { since: '1.13.0' } };

export const libddwaf: CatalogConsumer = {
  id: 'libddwaf',
  name: 'libddwaf',
  releases: [
    { name: '1.1.0', date: '2022-03-09', at: '1.1.0', run: ['x86_64'] },
    {
      name: '1.9.0',
      date: '2023-04-04',
      at: '1.9.0',
      changedBy: ['d711023e2c67aeb7c96c5ab3a2cc0357824124db'],
      run: ['x86_64'],
    },
    {
      name: '1.13.0',
      date: '2023-08-17',
      at: '1.13.0',
      changedBy: ['889b3b23b83ada2a403b069c0e75de77a07e372a'],
      run: ['x86_64'],
    },
    { name: '2.0.1', date: '2026-07-02', at: '2.0.1', run: ['x86_64'] },
  ],
  lookup: { ...glibc.lookup, soname: 'linux-vdso.so.1' },
  arches: [
    clock('x86_64', { [CGT]: {} }),
    clock('i386', only64),
    clock('arm64', { [CGT]: { until: '1.1.0' }, __kernel_clock_gettime: { since: '1.9.0' } }),
    clock('arm', only64),
  ],
  sources: [{ repo: 'DataDog/libddwaf', path: source, commit: '2.0.1' }],
  quirks: [
    'dlopen("linux-vdso.so.1", RTLD_NOLOAD) and dlsym: it depends on the soname, and on a libc that makes the vDSO known to its loader. Replayed here as with glibc.',
    'dlsym takes a symbol of thread-local storage for one, at an address outside of the image: not replayed here, and in no kernel’s image.',
    'The vDSO of 32-bit x86 is called linux-gate.so.1: nothing is found there.',
    'No version is asked for. Up to 1.1 arm64 asked for the name of x86.',
  ],
};
