/** LLVM libc: libc/src/__support/OSUtil/linux/vdso.cpp. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;
const source = (arch: string): string => `libc/src/__support/OSUtil/linux/${arch}/vdso.h`;
const wanted = (symbols: Readonly<Record<string, string>>) =>
  keys(
    Object.fromEntries(Object.entries(symbols).map(([name, symbol]) => [`VDSOSym::${name}`, symbol])),
    fallback,
  );

export const llvmLibc: CatalogConsumer = {
  id: 'llvm-libc',
  name: 'LLVM libc',
  releases: [],
  lookup: {
    ...sectionScan,
    loadBias: 'first-load',
    version: 'by-name',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sections: { by: 'count', wanted: ['dynsym'], divisor: 'entsize', missing: 'ignored' },
    match: 'last',
  },
  arches: [
    port(
      'x86_64',
      'LINUX_2.6',
      source('x86_64'),
      wanted({
        ClockGetTime: '__vdso_clock_gettime',
        GetCpu: '__vdso_getcpu',
        GetTimeOfDay: '__vdso_gettimeofday',
        Time: '__vdso_time',
      }),
    ),
    port(
      'arm64',
      'LINUX_2.6.39',
      source('aarch64'),
      wanted({
        RTSigReturn: '__kernel_rt_sigreturn',
        GetTimeOfDay: '__kernel_gettimeofday',
        ClockGetTime: '__kernel_clock_gettime',
        ClockGetRes: '__kernel_clock_getres',
      }),
    ),
    port(
      'arm',
      'LINUX_2.6',
      source('arm'),
      wanted({
        ClockGetTime: '__vdso_clock_gettime',
        GetTimeOfDay: '__vdso_gettimeofday',
        ClockGetRes: '__vdso_clock_getres',
        ClockGetTime64: '__vdso_clock_gettime64',
      }),
    ),
    port(
      'riscv64',
      'LINUX_4.15',
      source('riscv'),
      wanted({
        RTSigReturn: '__vdso_rt_sigreturn',
        GetTimeOfDay: '__vdso_gettimeofday',
        ClockGetTime: '__vdso_clock_gettime',
        ClockGetRes: '__vdso_clock_getres',
        GetCpu: '__vdso_getcpu',
        FlushICache: '__vdso_flush_icache',
      }),
    ),
  ],
  sources: [
    {
      repo: 'llvm/llvm-project',
      path: 'libc/src/__support/OSUtil/linux/vdso.cpp',
      commit: '16f74268cb505fdf58dc3dd1e8e5b9a576e6e8b3',
    },
  ],
  quirks: [
    'The number of symbols comes from the section header of SHT_DYNSYM, divided by sh_entsize without a test: an image without section headers is ignored.',
    'Types and bindings are not looked at, and the last symbol of the name and node counts.',
    'A PT_DYNAMIC before the PT_LOAD would be taken with a wrong load address; no image known has that.',
  ],
};
