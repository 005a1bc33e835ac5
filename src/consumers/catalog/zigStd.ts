/** Zig's standard library without a libc: lib/std/os/linux/vdso.zig, a port of musl's search. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer } from '../model.ts';
import { muslScan } from './rules.ts';

const fallback = (call: string): string => `every ${call} is a system call`;
const source = (arch: string): string => `lib/std/os/linux/${arch}.zig`;
const clock = (symbol: string) => keys({ 'VDSO.CGT_SYM': symbol }, fallback);
const x86 = [...clock('__vdso_clock_gettime'), ...keys({ 'VDSO.GETCPU_SYM': '__vdso_getcpu' }, fallback)];

export const zigStd: CatalogConsumer = {
  id: 'zig-std',
  name: 'Zig std',
  // The first release with all tables as they are here (ziglang/zig#20922 of August 2024 mended those of MIPS).
  releases: [{ name: '0.14.0', date: '2025-03-05', at: '0.14.0' }],
  // linux.Elf_Symndx is 4 bytes, and 8 on s390x.
  lookup: { ...muslScan, sysvWord: 'abi' },
  arches: [
    port('x86_64', 'LINUX_2.6', source('x86_64'), x86),
    port('i386', 'LINUX_2.6', source('x86'), clock('__vdso_clock_gettime')),
    port('arm64', 'LINUX_2.6.39', source('aarch64'), clock('__kernel_clock_gettime')),
    port('arm64be', 'LINUX_2.6.39', source('aarch64'), clock('__kernel_clock_gettime')),
    port('arm', 'LINUX_2.6', source('arm'), clock('__vdso_clock_gettime')),
    port('armbe', 'LINUX_2.6', source('arm'), clock('__vdso_clock_gettime')),
    port('mips', 'LINUX_2.6', source('mips'), clock('__vdso_clock_gettime')),
    port('mips64', 'LINUX_2.6', source('mips64'), clock('__vdso_clock_gettime')),
    port('ppc64', 'LINUX_2.6.15', source('powerpc64'), clock('__kernel_clock_gettime')),
    port('ppc32', 'LINUX_2.6.15', source('powerpc'), clock('__kernel_clock_gettime')),
    port('riscv64', 'LINUX_4.15', source('riscv64'), clock('__vdso_clock_gettime')),
    port('riscv32', 'LINUX_4.15', source('riscv32'), clock('__vdso_clock_gettime')),
    port('s390x', 'LINUX_2.6.29', source('s390x'), clock('__kernel_clock_gettime')),
    port('sparc64', 'LINUX_2.6', source('sparc64'), clock('__vdso_clock_gettime')),
    port('loong64', 'LINUX_5.10', source('loongarch64'), clock('__vdso_clock_gettime')),
  ],
  sources: [
    {
      repo: 'ziglang/zig',
      path: 'lib/std/os/linux/vdso.zig',
      commit: '0b58b617998b79a765b54f88fbe90ca2798b3d3e',
    },
    { repo: 'ziglang/zig', path: source('s390x'), commit: '088d31aca8ea3e2861bbc1068fb95e32de5b6b2e' },
    { repo: 'ziglang/zig', path: source('arm'), commit: '0638721e28c84a8dac228aa9a27c28f5f015a0e2' },
    { repo: 'ziglang/zig', path: source('loongarch64'), commit: '118e3b0a8e6e0a1a06a977578d7610ea0952a1db' },
    { repo: 'ziglang/zig', path: source('sparc64'), commit: '078aa5f7b20e6e705378713a717bc2dd9afb8835' },
  ],
  quirks: [
    'Needs a DT_HASH, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call.',
    'riscv32 asks for __vdso_clock_gettime, which that image does not have.',
    'A program that links a libc gets no vDSO from here: the libc looks.',
    'Before ziglang/zig#20922 MIPS asked for the names of arm64, which were never found.',
  ],
};
