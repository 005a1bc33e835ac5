/** LLVM libc: libc/src/__support/OSUtil/linux/vdso.cpp. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { sectionScan } from './rules.ts';

const fallback = (call: string): string => `every ${call}() is a system call`;
const source = (arch: string): string => `libc/src/__support/OSUtil/linux/${arch}/vdso.h`;
const wanted = (symbols: Readonly<Record<string, string>>, more: Partial<CatalogKey> = {}) =>
  keys(
    Object.fromEntries(Object.entries(symbols).map(([name, symbol]) => [`VDSOSym::${name}`, symbol])),
    fallback,
    more,
  );
const getrandom = (prefix: string) => wanted({ GetRandom: `${prefix}getrandom` }, { since: '22' });

export const llvmLibc: CatalogConsumer = {
  id: 'llvm-libc',
  name: 'LLVM libc',
  releases: [
    { name: '20', date: '2024-09-13', at: '3031d4a806c959995da1014902698532e09f681d' },
    {
      name: '22',
      date: '2025-08-06',
      at: 'e137c55a92f79d5f57a66e165899be2c82eb6883',
      changedBy: ['llvm/llvm-project#151630'],
    },
  ],
  lookup: {
    ...sectionScan,
    loadBias: 'first-load',
    version: 'by-name',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sections: { by: 'count', wanted: ['dynsym'], divisor: 'entsize', missing: 'ignored' },
    match: 'last',
  },
  arches: [
    port('x86_64', 'LINUX_2.6', source('x86_64'), [
      ...wanted({
        ClockGetTime: '__vdso_clock_gettime',
        GetTimeOfDay: '__vdso_gettimeofday',
        GetCpu: '__vdso_getcpu',
        Time: '__vdso_time',
        ClockGetRes: '__vdso_clock_getres',
      }),
      ...getrandom('__vdso_'),
    ]),
    port('arm64', 'LINUX_2.6.39', source('aarch64'), [
      ...wanted({
        RTSigReturn: '__kernel_rt_sigreturn',
        GetTimeOfDay: '__kernel_gettimeofday',
        ClockGetTime: '__kernel_clock_gettime',
        ClockGetRes: '__kernel_clock_getres',
      }),
      ...getrandom('__kernel_'),
    ]),
    port(
      'arm',
      'LINUX_2.6',
      source('arm'),
      wanted({
        ClockGetTime: '__vdso_clock_gettime',
        ClockGetTime64: '__vdso_clock_gettime64',
        GetTimeOfDay: '__vdso_gettimeofday',
        ClockGetRes: '__vdso_clock_getres',
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
        RiscvHwProbe: '__vdso_riscv_hwprobe',
      }),
    ),
  ],
  sources: ['vdso.cpp', 'vdso_sym.h', 'x86_64/vdso.h', 'aarch64/vdso.h', 'riscv/vdso.h'].map((file) => ({
    repo: 'llvm/llvm-project',
    path: `libc/src/__support/OSUtil/linux/${file}`,
    commit: 'e137c55a92f79d5f57a66e165899be2c82eb6883',
  })),
  quirks: [
    'The number of symbols comes from the section header of SHT_DYNSYM, divided by sh_entsize without a test: an image without section headers is ignored.',
    'Types and bindings are not looked at, and the last symbol of the name and node counts.',
    'A PT_DYNAMIC before the PT_LOAD would be taken with a wrong load address; no image known has that.',
    'Which of its functions call the vDSO at all differs from release to release; here it is what is looked up.',
  ],
};
