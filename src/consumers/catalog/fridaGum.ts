/** frida-gum lists the vDSO among the modules, with what it exports: gumelfmodule.c and gummoduleregistry-linux.c. */
import * as elf from '../../elf/format/constants.ts';
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'gum/gumelfmodule.c';
const noExports = 'the module linux-vdso.so.1 exports nothing';

const needs: readonly CatalogKey[] = [
  need(
    'program headers in the first page',
    { kind: 'in-first-page', table: 'program-headers' },
    'the vDSO is not among the modules',
    { since: '17.16.0' },
  ),
  need('linked at 0, or a PT_PHDR', { kind: 'own-address' }, noExports),
  need('section headers in the first page', { kind: 'in-first-page', table: 'section-headers' }, noExports, {
    until: '17.0.0',
  }),
  need(
    'a number of symbols from DT_HASH or DT_GNU_HASH',
    { kind: 'symbol-count', all: [elf.DT_SYMTAB, elf.DT_SYMENT] },
    noExports,
  ),
];

const arches: readonly Port[] = ['x86_64', 'i386', 'arm64', 'arm64be', 'arm', 'armbe', 'mips', 'mips64'];

export const fridaGum: CatalogConsumer = {
  id: 'frida-gum',
  name: 'frida-gum',
  wholeImage: true,
  releases: [
    { name: '17.0.0', date: '2025-05-17', at: '17.0.0' },
    {
      name: '17.9.2',
      date: '2026-04-26',
      at: '17.9.2',
      changedBy: ['1798d299fcf3816d91aa7d74b602c1e753c2c33a'],
    },
    {
      name: '17.16.0',
      date: '2026-07-17',
      at: '17.16.0',
      changedBy: ['9b2e8aac703741e32eb679c44eef756f20a24934'],
    },
    { name: '17.17.0', date: '2026-08-05', at: '17.17.0' },
  ],
  lookup: { ...wholeImageRules, segments: { dynamicEnd: 'filesz' } },
  arches: arches.map((arch) => port(arch, '', source, needs)),
  sources: [source, 'gum/backend-linux/gummoduleregistry-linux.c', 'gum/backend-elf/gummodule-elf.c'].map(
    (path) => ({ repo: 'frida/frida-gum', path, commit: '17.17.0' }),
  ),
  quirks: [
    'Names the module linux-vdso.so.1 whatever its DT_SONAME says.',
    'Where the program has a dynamic linker of its own the list is made from it; this is what is done for the vDSO all the same.',
    'Takes the p_vaddr of the PT_LOAD at offset 0 for the address of the image unless it is 0 or there is a PT_PHDR: images linked high, as those of gVisor and user-mode Linux, are read where nothing is.',
    'Up to 17.9.1 the image was one page long for it, and one with section headers behind that could not be used.',
  ],
};
