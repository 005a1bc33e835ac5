/** DynamoRIO makes a module of the vDSO: core/unix/module_elf.c and core/drlibc/drlibc_module_elf.c. */
import * as elf from '../../elf/format/constants.ts';
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'core/unix/module_elf.c';

const needs: readonly CatalogKey[] = [
  need('a PT_LOAD', { kind: 'layout', rule: 'any' }, 'the vDSO is no module: clients do not see it as one'),
  need('DT_SONAME', { kind: 'soname' }, 'the module has no name of its own: it is called [vdso]'),
  need(
    'DT_SYMTAB, DT_STRTAB and DT_STRSZ',
    { kind: 'tags', all: [elf.DT_SYMTAB, elf.DT_STRTAB, elf.DT_STRSZ] },
    'dr_get_proc_address finds no function in it',
  ),
  need('DT_HASH or DT_GNU_HASH', { kind: 'hash-table' }, 'dr_get_proc_address finds no function in it'),
];

const arches: readonly Port[] = ['x86_64', 'i386', 'arm64', 'arm', 'riscv64'];

export const dynamorio: CatalogConsumer = {
  id: 'dynamorio',
  name: 'DynamoRIO',
  wholeImage: true,
  releases: [
    { name: '11.3.0', date: '2025-01-10', at: 'release_11.3.0' },
    { name: '11.91.20672', date: '2026-08-07', at: 'cronbuild-11.91.20672' },
  ],
  lookup: {
    ...wholeImageRules,
    loadBias: 'first-load-vaddr',
    header: { checks: ['magic', 'type-loadable', 'file-version', 'ehsize', 'machine'], failure: 'ignored' },
  },
  arches: arches.map((arch) => port(arch, '', source, needs)),
  complete: true,
  sources: [source, 'core/drlibc/drlibc_module_elf.c', 'core/unix/os.c'].map((path) => ({
    repo: 'DynamoRIO/dynamorio',
    path,
    commit: 'cronbuild-11.91.20672',
  })),
  quirks: [
    'What lies behind the last PT_LOAD, as the section headers do, is made a segment of its own.',
    'Debug builds assert that 32-bit images take one to three pages, that DT_SYMENT is the size of a symbol, and look twice at a DT_SONAME without "vdso" in it.',
    'The functions that make 32-bit system calls are recognised by their code, which is not looked at here.',
  ],
};
