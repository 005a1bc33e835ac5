/** Zig's standard library without a libc: lib/std/os/linux/vdso.zig, a port of musl's search. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { muslScan } from './rules.ts';

const fallback = (call: string): string => `every ${call} is a system call`;
const source = (arch: string): string => `lib/std/os/linux/${arch}.zig`;
const clock = (symbol: string) => keys({ 'VDSO.CGT_SYM': symbol }, fallback);

export const zigStd: CatalogConsumer = {
  id: 'zig-std',
  name: 'Zig std',
  releases: [],
  lookup: { ...muslScan, sysvWord: 4 },
  arches: [
    port('x86_64', 'LINUX_2.6', source('x86_64'), [
      ...clock('__vdso_clock_gettime'),
      ...keys({ 'VDSO.GETCPU_SYM': '__vdso_getcpu' }, fallback),
    ]),
    port('i386', 'LINUX_2.6', source('x86'), clock('__vdso_clock_gettime')),
    port('arm64', 'LINUX_2.6.39', source('aarch64'), clock('__kernel_clock_gettime')),
    port('mips', 'LINUX_2.6', source('mips'), clock('__vdso_clock_gettime')),
    port('ppc64', 'LINUX_2.6.15', source('powerpc64'), clock('__kernel_clock_gettime')),
    port('loong64', 'LINUX_5.10', source('loongarch64'), clock('__vdso_clock_gettime')),
  ],
  sources: [
    {
      repo: 'ziglang/zig',
      path: 'lib/std/os/linux/vdso.zig',
      commit: '641ecc260f43ffb2398acb80cbd141535dbbb03d',
    },
    {
      repo: 'ziglang/zig',
      path: 'lib/std/os/linux/loongarch64.zig',
      commit: '118e3b0a8e6e0a1a06a977578d7610ea0952a1db',
    },
  ],
  quirks: [
    'Needs a DT_HASH, only to know how many symbols there are: on an image with DT_GNU_HASH alone every call is a system call.',
    'Only the architectures whose tables were read are listed; there are others.',
    'One commit was read; newer releases may count by DT_GNU_HASH as musl 1.2.6 does.',
  ],
};
