/** Abseil C++: absl/debugging/internal/vdso_support.cc and elf_mem_image.cc. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { elfMemImage } from './rules.ts';

const source = 'absl/debugging/internal/vdso_support.cc';
const getcpu = keys(
  { getcpu_fn_: '__vdso_getcpu' },
  () => 'getcpu_fn_ is the system call: every GetCPU() enters the kernel',
);
const notes = ['The name and the node are those of x86, on this architecture too.'];

export const abseil: CatalogConsumer = {
  id: 'abseil',
  name: 'Abseil',
  releases: [],
  lookup: { ...elfMemImage, tables: ['sysv', 'gnu'] },
  arches: [
    port('x86_64', 'LINUX_2.6', source, getcpu),
    ...(['arm64', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64'] as const).map((arch) =>
      port(arch, 'LINUX_2.6', source, getcpu, { notes }),
    ),
  ],
  sources: [source, 'absl/debugging/internal/elf_mem_image.cc'].map((path) => ({
    repo: 'abseil/abseil-cpp',
    path,
    commit: '926f1d05a4f85663e4ca057f70f1a7f0a7d6b762',
  })),
  quirks: [
    'Asks for the x86 name and node on every architecture: elsewhere it finds nothing and makes system calls.',
    'Every symbol on the way is checked, and a failed check ends the program: a version definition with other than 1 or 2 auxiliary entries, for one.',
    'Counts symbols by DT_HASH, else by DT_GNU_HASH; older copies need DT_HASH.',
  ],
};
