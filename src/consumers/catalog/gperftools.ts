/** gperftools: src/base/vdso_support.cc and elf_mem_image.cc, an older copy of what became Abseil's. */
import { STT_NOTYPE } from '../../elf/format/constants.ts';
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { elfMemImage } from './rules.ts';

const folder = 'src/base';
const getcpu = keys(
  { getcpu_fn_: '__vdso_getcpu' },
  () => 'getcpu_fn_ is the system call: every GetCPU() enters the kernel',
  { until: '2.1' },
);

/** Of the stack walkers: where a signal interrupted a function, the trace ends. */
function trampolines(symbols: string, more: Partial<CatalogKey>): readonly CatalogKey[] {
  return keys({ 'vdso.LookupSymbol': symbols }, () => 'a stack trace ends at a signal frame', more);
}

const power = (symbols: string) =>
  trampolines(symbols, { version: 'LINUX_2.6.15', types: [STT_NOTYPE], since: '2.2' });
const walker = 'src/stacktrace_powerpc-linux-inl.h';
/** Where nothing is looked for since 2.2. */
const others: readonly Port[] = [
  'x86_64',
  'x32',
  'arm64',
  'arm',
  'loong64',
  'mips',
  'mipsn32',
  'mips64',
  'riscv32',
  'riscv64',
  's390x',
  'sparc32',
  'sparc64',
];

/** On which the search of the first two was run. */
const ports = [
  'arm',
  'arm64',
  'i386',
  'loong64',
  'mips',
  'mips64',
  'mipsn32',
  'ppc32',
  'ppc64',
  'riscv32',
  'riscv64',
  's390x',
  'x32',
  'x86_64',
];

export const gperftools: CatalogConsumer = {
  id: 'gperftools',
  name: 'gperftools',
  releases: [
    {
      name: '1.8',
      date: '2011-07-16',
      at: 'google-perftools-1.8',
      run: ports,
    },
    {
      name: '2.1',
      date: '2013-07-30',
      at: 'gperftools-2.1',
      run: ports,
    },
    {
      name: '2.2',
      date: '2014-05-03',
      at: 'gperftools-2.2',
      changedBy: ['8deea9ff2a3e6eef8af64ea0727d6cb840c13769'],
      run: ['i386', 'ppc32', 'ppc64'],
    },
    { name: '2.10', date: '2022-05-30', at: 'gperftools-2.10', run: ['i386', 'ppc32', 'ppc64'] },
    {
      name: '2.11',
      date: '2023-08-14',
      at: 'gperftools-2.11',
      changedBy: ['972c12f77dfe27253d966a1bb58d10efb79c34c8'],
      run: ['ppc32', 'ppc64'],
    },
    { name: '2.16', date: '2024-09-25', at: 'gperftools-2.16', run: ['ppc32', 'ppc64'] },
    { name: '2.18.1', date: '2026-03-06', at: 'gperftools-2.18.1', run: ['ppc32', 'ppc64'] },
  ],
  lookup: elfMemImage,
  arches: [
    port(
      'i386',
      'LINUX_2.6',
      'src/stacktrace_x86-inl.h',
      [...getcpu, ...trampolines('__kernel_rt_sigreturn __kernel_vsyscall', { version: 'LINUX_2.5' })],
      { until: '2.10' },
    ),
    port('ppc64', 'LINUX_2.6', walker, [...getcpu, ...power('__kernel_sigtramp_rt64')]),
    port('ppc32', 'LINUX_2.6', walker, [...getcpu, ...power('__kernel_sigtramp32 __kernel_sigtramp_rt32')]),
    ...others.map((arch) => port(arch, 'LINUX_2.6', `${folder}/vdso_support.cc`, getcpu, { until: '2.1' })),
  ],
  sources: [
    { repo: 'gperftools/gperftools', path: `${folder}/elf_mem_image.cc`, commit: 'gperftools-2.18.1' },
    { repo: 'gperftools/gperftools', path: `${folder}/elf_mem_image.h`, commit: 'gperftools-2.18.1' },
    { repo: 'gperftools/gperftools', path: walker, commit: 'gperftools-2.18.1' },
    { repo: 'gperftools/gperftools', path: `${folder}/vdso_support.cc`, commit: 'gperftools-2.1' },
  ],
  quirks: [
    'Up to 2.1 it looked for getcpu everywhere; since 2.2 only the stack walkers of 32-bit x86 (up to 2.10) and of PowerPC ask for anything. On other machines 2.11 and later look up nothing.',
    'PowerPC kernels since 6.1 at the latest type the trampolines as functions; they are asked for without a type, and not found.',
    'Needs DT_HASH.',
    'Up to 1.6 it took an image with DT_PLTGOT or DT_RELA, as MIPS and RISC-V kernels have had it, for made up, and crashed on it; those releases are not read here.',
  ],
};
