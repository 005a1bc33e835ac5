/** Crashpad takes the vDSO from the linker's list of libraries: ElfImageReader of snapshot/elf/elf_image_reader.cc. */
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'snapshot/elf/elf_image_reader.cc';
const unlisted = 'the vDSO is not among the modules of the report';

const needs: readonly CatalogKey[] = [
  need('PT_LOADs in the order of their addresses', { kind: 'layout', rule: 'ascending' }, unlisted),
  need('the headers in a PT_LOAD', { kind: 'layout', rule: 'headers-inside' }, unlisted),
  need(
    'a build id',
    { kind: 'build-id', in: [{ segments: 'address' }], owner: 'GNU', mostBytes: 64 },
    'the module has the identifier 0, and no symbols are found for it',
  ),
  need('DT_SONAME', { kind: 'soname' }, "the module is named as in the linker's list"),
];

const arches: readonly Port[] = ['x86_64', 'i386', 'arm64', 'arm', 'mipsle', 'mips64le', 'riscv64'];

export const crashpad: CatalogConsumer = {
  id: 'crashpad',
  name: 'Crashpad',
  wholeImage: true,
  releases: [{ name: '2026-08-10', date: '2026-08-10', at: '48b459d7aed33d3b47c8c2c3daff12716b95c2d5' }],
  lookup: {
    ...wholeImageRules,
    header: {
      checks: [
        'magic',
        'class',
        'data',
        'ident-version',
        'type-loadable',
        'file-version',
        'ehsize',
        'phentsize',
      ],
      failure: 'ignored',
    },
    segments: { dynamicEnd: 'memsz' },
  },
  arches: arches.map((arch) => port(arch, '', source, needs)),
  complete: true,
  sources: [source, 'snapshot/elf/module_snapshot_elf.cc', 'snapshot/linux/process_reader_linux.cc'].map(
    (path) => ({ repo: 'chromium/crashpad', path, commit: '48b459d7aed33d3b47c8c2c3daff12716b95c2d5' }),
  ),
  quirks: [
    'Reads nothing outside the first to the last PT_LOAD; section headers are never looked at, and .text is not hashed as Breakpad does.',
    'Its file has not changed since 2023-10-18.',
    'A dynamic table with a tag twice, or without DT_NULL, has no name for it; that is not replayed here.',
  ],
};
