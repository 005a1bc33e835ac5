/** Breakpad's minidump writer puts the vDSO into the list of modules: FileID of src/common/linux/file_id.cc. */
import { SHT_PROGBITS } from '../../elf/format/constants.ts';
import { type Port, port } from '../architectures.ts';
import type { CatalogConsumer, CatalogKey } from '../model.ts';
import type { NotePlace } from '../need.ts';
import { need, wholeImageRules } from './needs.ts';

const source = 'src/common/linux/file_id.cc';
const LAST_TAG = '2024.02.16';
const HEAD = '2026-08-11';

const ID = 'a build id';
const TEXT = '.text, whose first page is hashed';
const unidentified = 'the module has no identifier in the minidump, and no symbols are found for it';

const section: NotePlace = { sections: ['.note.gnu.build-id'] };
const segments: NotePlace = { segments: 'offset' };
const text = { name: '.text', type: SHT_PROGBITS };

const needs: readonly CatalogKey[] = [
  need(ID, { kind: 'build-id', in: [segments, section] }, unidentified, { until: LAST_TAG }),
  need(ID, { kind: 'build-id', in: [{ ...section, believed: true }, segments] }, unidentified, {
    since: HEAD,
  }),
  need(TEXT, { kind: 'section', any: [text] }, unidentified, { until: LAST_TAG }),
  need(TEXT, { kind: 'section', any: [text, { ...text, name: 'text' }] }, unidentified, { since: HEAD }),
];

const arches: readonly Port[] = [
  'x86_64',
  'i386',
  'arm64',
  'arm',
  'mips',
  'mipsn32',
  'mips64',
  'riscv32',
  'riscv64',
];

export const breakpad: CatalogConsumer = {
  id: 'breakpad',
  name: 'Breakpad',
  wholeImage: true,
  releases: [
    { name: '2023.06.01', date: '2023-06-01', at: 'v2023.06.01' },
    { name: LAST_TAG, date: '2024-02-16', at: 'v2024.02.16' },
    { name: HEAD, date: HEAD, at: '418aacd617897c19d960ec3e649f42ea95a6363a' },
  ],
  lookup: { ...wholeImageRules, header: { checks: ['magic', 'class'], failure: 'ignored' } },
  arches: arches.map((arch) =>
    port(arch, '', source, needs, { groups: [{ kind: 'in-turn', symbols: [ID, TEXT] }] }),
  ),
  complete: true,
  sources: [
    source,
    'src/common/linux/elfutils.cc',
    'src/client/linux/minidump_writer/linux_dumper.cc',
    'src/client/linux/minidump_writer/minidump_writer.cc',
  ].map((path) => ({ repo: 'google/breakpad', path, commit: '418aacd617897c19d960ec3e649f42ea95a6363a' })),
  quirks: [
    'Names the module linux-gate.so whatever its DT_SONAME says, while dump_syms names the symbols of a dumped image by its DT_SONAME.',
    'A note counts by its type 3 alone, whoever its owner is; notes are stepped through by 4.',
    'Since 2024-04-18 a section .note.gnu.build-id goes before the PT_NOTE segments, and one without a build id is not made up for by them.',
    '2026-08-11 is a day of its main branch, which has had no tag since 2024.02.16.',
  ],
};
