/** Folly asks the dynamic loader: folly/concurrency/CacheLocality.cpp and folly/ClockGettimeWrappers.cpp. */

import { keys, type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { glibc } from './glibc.ts';

const clocks = 'folly/ClockGettimeWrappers.cpp';
const getcpu: readonly CatalogKey[] = keys(
  { 'Getcpu::resolveVdsoFunc': '__vdso_getcpu' },
  () => 'a null pointer: another way to tell the CPU is used',
);
const wanted: readonly CatalogKey[] = [
  ...getcpu,
  ...keys(
    { 'folly::chrono::clock_gettime': '__vdso_clock_gettime' },
    () => "clock_gettime stays the libc's, which looks into the vDSO itself",
  ),
  // A function that Linux never had: a patch of some x86 kernels.
  ...keys(
    { 'folly::chrono::clock_gettime_ns': '__vdso_clock_gettime_ns' },
    () => 'clock_gettime_ns goes by clock_gettime',
    { missing: 'not-missed' },
  ),
];
/** The names are those of x86; where the vDSO has the soname asked for, they are looked up all the same. */
const arches: readonly Port[] = ['x86_64', 'arm64', 'riscv64', 'loong64'];

export const folly: CatalogConsumer = {
  id: 'folly',
  name: 'Folly',
  releases: [
    { name: '2024.03.25.00', date: '2024-03-22', at: 'v2024.03.25.00', run: ['x86_64'] },
    { name: '2026.08.17.00', date: '2026-08-16', at: 'v2026.08.17.00', run: ['x86_64'] },
  ],
  lookup: { ...glibc.lookup, soname: 'linux-vdso.so.1' },
  arches: arches.map((arch) => port(arch, '', clocks, wanted)),
  sources: ['folly/concurrency/CacheLocality.cpp', clocks, 'CMake/FollyConfigChecks.cmake'].map((path) => ({
    repo: 'facebook/folly',
    path,
    commit: 'v2026.08.17.00',
  })),
  quirks: [
    'dlopen("linux-vdso.so.1", RTLD_NOLOAD) and dlsym: it depends on the soname, and on a libc that makes the vDSO known to its loader. Replayed here as with glibc.',
    'dlsym takes a symbol of thread-local storage for one, at an address outside of the image: not replayed here, and in no kernel’s image.',
    'Built for every architecture on which that dlopen succeeds when Folly is configured; the names are those of x86, so arm64 has none of them.',
    'No version is asked for.',
  ],
};
