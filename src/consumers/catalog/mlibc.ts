/** mlibc on Linux: __dlapi_vdsosym in options/rtld/generic/main.cpp, asked by sysdeps/linux/generic/sysdeps.cpp. */
import {
  STB_GLOBAL,
  STB_GNU_UNIQUE,
  STB_WEAK,
  STT_FUNC,
  STT_NOTYPE,
  STT_OBJECT,
} from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer } from '../model.ts';
import { muslScan } from './rules.ts';

const source = 'sysdeps/linux/generic/sysdeps.cpp';

function libc(arch: Port, symbol: string, notes: readonly string[] = []): CatalogArch {
  const wanted = keys({ vdso_clock_gettime: symbol }, (call) => `every ${call}() is a system call`);
  return port(arch, '', source, wanted, notes.length === 0 ? {} : { notes });
}

export const mlibc: CatalogConsumer = {
  id: 'mlibc',
  name: 'mlibc',
  releases: [
    {
      name: '7.0.0',
      date: '2026-08-02',
      at: 'v7.0.0',
      run: ['arm64', 'i386', 'loong64', 'riscv64', 'x86_64'],
    },
  ],
  lookup: {
    ...muslScan,
    acceptedTypes: [STT_NOTYPE, STT_OBJECT, STT_FUNC],
    acceptedBindings: [STB_GLOBAL, STB_WEAK, STB_GNU_UNIQUE],
    version: 'none',
    undefinedSymbols: 'accepted',
    sysvWord: 4,
    names: 'to-nul',
    segments: { missing: 'followed' },
  },
  arches: [
    libc('x86_64', '__vdso_clock_gettime'),
    libc('i386', '__vdso_clock_gettime64'),
    libc('arm64', '__vdso_clock_gettime', ['arm64 calls it __kernel_clock_gettime: it is never found.']),
    libc('riscv64', '__vdso_clock_gettime'),
    libc('loong64', '__vdso_clock_gettime'),
  ],
  sources: ['options/rtld/generic/main.cpp', source].map((path) => ({
    repo: 'managarm/mlibc',
    path,
    commit: 'v7.0.0',
  })),
  quirks: [
    'Asks for the same name on every 64-bit machine, so arm64, which calls it __kernel_clock_gettime, always makes system calls.',
    'Needs a DT_HASH, only to know how many symbols there are. Versions are not looked at.',
    'Program headers are not missed: without PT_DYNAMIC a null pointer is followed.',
    'Its dynamic linker takes the whole image into its list of objects as well; that is not replayed here.',
    'The releases before 7.0.0 make system calls.',
  ],
};
