/** async-profiler gives the frames in [vdso] names and unwinds them: ElfParser of src/symbols_linux.cpp. */
import * as elf from '../../elf/format/constants.ts';
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'src/symbols_linux.cpp';
const nameless = 'frames in the vDSO have no function name';
const leaf = 'every function in it is walked as one without a frame of its own';

const symbols: readonly CatalogKey[] = [
  need(
    '.symtab or .dynsym among the sections',
    {
      kind: 'section',
      any: [
        { name: '.symtab', type: elf.SHT_SYMTAB },
        { name: '.dynsym', type: elf.SHT_DYNSYM },
      ],
    },
    nameless,
    { until: '2.10' },
  ),
  need(
    'a number of symbols from DT_HASH or DT_GNU_HASH',
    { kind: 'symbol-count', all: [elf.DT_SYMTAB, elf.DT_STRTAB, elf.DT_SYMENT] },
    nameless,
    { since: '3.0' },
  ),
];
const unwinding = need(
  'PT_GNU_EH_FRAME',
  { kind: 'unwind-table', address: 'not-zero', encoding: 'sorted-sdata4' },
  leaf,
  { since: '3.0' },
);

const arch = (name: Port, dwarf = false) => port(name, '', source, dwarf ? [...symbols, unwinding] : symbols);

export const asyncProfiler: CatalogConsumer = {
  id: 'async-profiler',
  name: 'async-profiler',
  findsByName: true,
  wholeImage: true,
  releases: [
    { name: '2.9', date: '2022-11-26', at: 'v2.9' },
    { name: '2.10', date: '2023-04-25', at: 'v2.10' },
    { name: '3.0', date: '2024-01-20', at: 'v3.0' },
    { name: '4.5', date: '2026-07-13', at: 'v4.5' },
  ],
  lookup: {
    ...wholeImageRules,
    header: {
      checks: ['magic', 'class', 'little-endian', 'ident-version', 'section-names'],
      failure: 'ignored',
    },
    loadBias: 'first-load-vaddr',
    segments: { dynamicEnd: 'memsz' },
  },
  arches: [
    arch('x86_64', true),
    arch('i386', true),
    arch('arm64', true),
    arch('arm'),
    arch('ppc64le'),
    arch('riscv64'),
    arch('loong64'),
  ],
  complete: true,
  sources: [source, 'src/dwarf.cpp', 'src/dwarf.h'].map((path) => ({
    repo: 'async-profiler/async-profiler',
    path,
    commit: 'v4.5',
  })),
  quirks: [
    'An image with e_shstrndx 0, which has no section names, is taken for none, although since 3.0 no section of it is looked at.',
    'Up to 2.10 the names came from the sections, .symtab first; the number of symbols is taken from DT_HASH, and from DT_GNU_HASH where that says none, since 3.0.',
    '3.0 walks functions as without a frame only where PT_GNU_EH_FRAME has the address 0; where there is none at all it goes by frame pointers.',
  ],
};
