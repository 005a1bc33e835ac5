/** Android's dynamic linker makes a library of the vDSO: add_vdso of linker/linker_main.cpp, then as with any other. */
import * as elf from '../../elf/format/constants.ts';
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'linker/linker.cpp';
/** Since then an image that cannot be linked ends the program; before, it was passed over. */
const FATAL = '2024-07-19';
const BEFORE = '2024-07-18';
const DF_TEXTREL = 4;

const refused = 'no program starts: the linker ends it with "CANNOT LINK EXECUTABLE"';
const passedOver = 'the image is in the list of libraries and nothing is found in it';

/** One that is checked in both, with another consequence. */
function linked(words: string, check: CatalogKey['need'] & object): readonly CatalogKey[] {
  return [
    need(words, check, refused, { missing: 'refuses', imageUnused: refused, since: FATAL }),
    need(words, check, passedOver, { until: BEFORE }),
  ];
}

/** 64-bit machines have relocations with addends, and refuse those without; 32-bit ones the other way round. */
function needs(wide: boolean): readonly CatalogKey[] {
  const others = wide
    ? [elf.DT_REL, elf.DT_RELSZ, elf.DT_ANDROID_REL, elf.DT_ANDROID_RELSZ]
    : [elf.DT_RELA, elf.DT_RELASZ, elf.DT_ANDROID_RELA, elf.DT_ANDROID_RELASZ];
  return [
    need('no relocations', { kind: 'no-relocations' }, 'no program starts', { until: BEFORE }),
    ...linked('DT_SYMENT of the size of a symbol', { kind: 'symbol-size' }),
    ...linked('no text relocations, and none of another form', {
      kind: 'no-tags',
      none: [elf.DT_TEXTREL, ...others],
      flags: DF_TEXTREL,
    }),
    ...linked('DT_HASH or DT_GNU_HASH', { kind: 'hash-table' }),
    ...linked('DT_STRTAB and DT_SYMTAB', { kind: 'tags', all: [elf.DT_STRTAB, elf.DT_SYMTAB] }),
    ...linked('version definitions of version 1', { kind: 'version-definitions' }),
    need('DT_SONAME', { kind: 'soname' }, 'it is known as [vdso] alone: dlopen("linux-vdso.so.1") fails'),
  ];
}

const arch = (name: Port, wide = true) => port(name, '', source, needs(wide));

export const androidLinker: CatalogConsumer = {
  id: 'android-linker',
  name: "Android's linker",
  wholeImage: true,
  releases: [
    { name: BEFORE, date: FATAL, at: '2be41d65fe4042ce5e72c805712dfe43175782db' },
    {
      name: FATAL,
      date: FATAL,
      at: '54564dfa6775a0595b545b0087d98b4ef0c186f6',
      changedBy: ['54564dfa6775a0595b545b0087d98b4ef0c186f6'],
    },
    { name: '2025-03-26', date: '2025-03-26', at: '731631f300090436d7f5df80d50b6275c8c60a93' },
  ],
  lookup: wholeImageRules,
  arches: [arch('x86_64'), arch('i386', false), arch('arm64'), arch('arm', false), arch('riscv64')],
  complete: true,
  sources: [source, 'linker/linker_main.cpp', 'linker/linker_phdr.cpp', 'linker/linker_relocate.cpp'].map(
    (path) => ({
      repo: 'aosp-mirror/platform_bionic',
      path,
      commit: '731631f300090436d7f5df80d50b6275c8c60a93',
    }),
  ),
  quirks: [
    'It goes by the program headers alone, where bionic itself, which looks the clocks up, needs section headers.',
    'So that dlsym, dladdr and unwinding see the vDSO as they see a library; the file header is not looked at.',
    'Relocations in the image have been passed over since 2024-07-19. Before, they were applied, and the RISC-V kernel of Ubuntu 24.04, whose image had some, started no Android program.',
    'Up to 2024-07-18 the other mistakes were passed over. The last day before a change stands for what was before it.',
  ],
};
