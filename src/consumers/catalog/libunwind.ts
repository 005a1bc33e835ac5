/** libunwind unwinds through the vDSO: src/dwarf/Gfind_proc_info-lsb.c in its own process, src/os-linux.c in another. */
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'src/dwarf/Gfind_proc_info-lsb.c';

const needs: readonly CatalogKey[] = [
  need(
    'PT_GNU_EH_FRAME',
    { kind: 'unwind-table' },
    'frames in the vDSO have no unwind information: it goes on by frame pointers or guesses, or stops',
  ),
  need(
    'at most two pages',
    { kind: 'pages', most: 2 },
    'the vDSO of another process (libunwind-ptrace) has no unwind information',
    { since: '2026-08-20' },
  ),
];

const arches: readonly Port[] = [
  'x86_64',
  'i386',
  'arm64',
  'arm64be',
  'ppc32',
  'ppc64',
  'mips',
  'mips64',
  's390x',
  'riscv64',
  'loong64',
];

export const libunwind: CatalogConsumer = {
  id: 'libunwind',
  name: 'libunwind',
  wholeImage: true,
  releases: [
    { name: '1.6.2', date: '2021-11-30', at: 'v1.6.2' },
    { name: '1.8.3', date: '2025-09-04', at: 'v1.8.3' },
    { name: '2026-08-20', date: '2026-08-20', at: 'a9995593b2f5bbf0bb5c66b1e5b49c745773abf5' },
  ],
  lookup: wholeImageRules,
  arches: arches.map((arch) => port(arch, '', source, needs)),
  sources: [source, 'src/dwarf/Gfind_unwind_table.c', 'src/os-linux.c'].map((path) => ({
    repo: 'libunwind/libunwind',
    path,
    commit: 'a9995593b2f5bbf0bb5c66b1e5b49c745773abf5',
  })),
  quirks: [
    'Without PT_GNU_EH_FRAME it opens the file that the linker names and looks for .eh_frame there; there is no file linux-vdso.so.1.',
    'Up to 1.8.3 the vDSO of another process was never read, since it has no file. 2026-08-20 is a day of its main branch, which reads two pages.',
    'On 32-bit ARM it goes by PT_ARM_EXIDX, which was not read here.',
    'This is the libunwind of libunwind.org, not LLVM’s.',
  ],
};
