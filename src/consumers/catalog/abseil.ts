/** Abseil C++: absl/debugging/internal/vdso_support.cc, elf_mem_image.cc and the stack walkers beside them. */
import { STT_FUNC, STT_NOTYPE } from '../../elf/format/constants.ts';
import { keys, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { elfMemImage } from './rules.ts';

const folder = 'absl/debugging/internal';
const source = `${folder}/vdso_support.cc`;
const getcpu = keys(
  { getcpu_fn_: '__vdso_getcpu' },
  () => 'getcpu_fn_ is the system call: every GetCPU() enters the kernel',
);
/** The name and the node are those of x86 on every architecture; nothing else is looked for there. */
const foreign = getcpu.map((key): CatalogKey => ({ ...key, missing: 'not-missed' }));
const notes = [
  '__vdso_getcpu@LINUX_2.6 is asked for as on x86; there is none here, and GetCPU() is a system call.',
];

/** Of the stack walkers: a signal frame is not recognised without it. */
function trampolines(symbols: string, node: string, more: Partial<CatalogKey> = {}): readonly CatalogKey[] {
  return keys(
    { 'vdso.LookupSymbol': symbols },
    () => 'a stack trace ends at a signal frame; a debug build asserts that it is there',
    { version: node, ...more },
  );
}

/** On which the search of each release was run. */
const ports = ['arm', 'arm64', 'i386', 'loong64', 'ppc64', 'riscv64', 's390x', 'x86_64'];

export const abseil: CatalogConsumer = {
  id: 'abseil',
  name: 'Abseil',
  releases: [
    {
      name: '20180600',
      date: '2018-06-20',
      at: '20180600',
      run: ports,
    },
    {
      name: '20211102',
      date: '2021-11-03',
      at: '20211102.0',
      changedBy: ['731852f10b737c5a5c3be93777a2c17b24b4c5a6'],
      run: ports,
    },
    {
      name: '20220623',
      date: '2022-08-31',
      at: '20220623.1',
      run: ports,
    },
    {
      name: '20240722',
      date: '2024-08-01',
      at: '20240722.0',
      changedBy: ['1278ee9bd9bd4916181521fac96d6fa1100e38e6'],
      run: ports,
    },
    {
      name: '20260526',
      date: '2026-06-01',
      at: '20260526.0',
      run: ports,
    },
    {
      name: '20260817',
      date: '2026-08-18',
      at: '20260817.0',
      run: ports,
    },
  ],
  lookup: { ...elfMemImage, tables: ['sysv', 'gnu'], gnuCount: 'last-bucket' },
  olderLookups: [{ until: '20220623', rules: { tables: ['sysv'] } }],
  arches: [
    port('x86_64', 'LINUX_2.6', source, getcpu),
    port('i386', 'LINUX_2.6', source, [
      ...getcpu,
      ...trampolines('__kernel_rt_sigreturn __kernel_vsyscall', 'LINUX_2.5'),
    ]),
    port(
      'arm64',
      'LINUX_2.6',
      `${folder}/stacktrace_aarch64-inl.inc`,
      [
        ...foreign,
        ...trampolines('__kernel_rt_sigreturn', 'LINUX_2.6.39', { until: '20180600' }),
        // Looked for as a function first, then without a type.
        ...trampolines('__kernel_rt_sigreturn', 'LINUX_2.6.39', {
          since: '20211102',
          types: [STT_FUNC, STT_NOTYPE],
        }),
      ],
      { notes },
    ),
    port(
      'ppc64',
      'LINUX_2.6',
      `${folder}/stacktrace_powerpc-inl.inc`,
      [...foreign, ...trampolines('__kernel_sigtramp_rt64', 'LINUX_2.6.15', { types: [STT_NOTYPE] })],
      {
        notes: [
          ...notes,
          'Kernels type the trampoline as a function since 6.1 at the latest; it is asked for without a type.',
        ],
      },
    ),
    ...(['arm', 'riscv64', 's390x', 'loong64'] as const).map((arch) =>
      port(arch, 'LINUX_2.6', source, getcpu, { notes }),
    ),
  ],
  sources: [
    'vdso_support.cc',
    'elf_mem_image.cc',
    'stacktrace_aarch64-inl.inc',
    'stacktrace_x86-inl.inc',
    'stacktrace_powerpc-inl.inc',
  ].map((file) => ({
    repo: 'abseil/abseil-cpp',
    path: `${folder}/${file}`,
    commit: '926f1d05a4f85663e4ca057f70f1a7f0a7d6b762',
  })),
  quirks: [
    'Asks for __vdso_getcpu@LINUX_2.6 on every architecture. Only x86 has it; the stack walkers of arm64, 32-bit x86 and 64-bit PowerPC ask for signal trampolines as well.',
    'Every symbol on the way is checked, and a failed check ends the program: a version definition with other than 1 or 2 auxiliary entries, for one. Debug builds assert that the image can be used.',
    'Counts symbols by DT_HASH, else by the last non-empty bucket of DT_GNU_HASH, since 20240722; older releases need DT_HASH.',
  ],
};
