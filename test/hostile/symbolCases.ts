import { damage, fieldValue, fill } from '../support/elf/index.ts';
import type { DamageCase } from './damageCase.ts';
import { HUGE } from './damageCase.ts';

/** Symbols, strings, versions and notes. */
export const symbolCases: readonly DamageCase[] = [
  {
    name: 'a symbol’s name lies outside the string table',
    damage: (image) => damage(image, 'dynsym[beta].st_name', HUGE),
    code: 'symbol-name-outside',
    at: 'dynsym[beta].st_name',
    changes: ['symbols:name,fullName,nameOffset'],
  },
  {
    name: 'the string table does not end with NUL',
    damage: (image) => {
      const { offset, size } = image.layout.range('dynstr');
      const bytes = image.bytes.slice();
      bytes[offset + size - 1] = 0x41;
      return { ...image, bytes };
    },
    code: 'strings-unended',
    unsaid: true,
    at: 'dynstr',
    changes: [
      'symbols:name,fullName',
      'neededVersions:name',
      'needs:file',
      'definitions:name,parents',
      'dynamic:text',
    ],
  },
  {
    name: 'the string table is nothing but letters',
    damage: (image) => fill(image, 'dynstr', 0x41),
    code: 'symbol-name-unended',
    changes: [
      'symbols:name,fullName',
      'neededVersions:name',
      'needs:file',
      'definitions:name,parents',
      'dynamic:text',
    ],
  },
  {
    name: 'a symbol stands in a section that does not exist',
    damage: (image) => damage(image, 'dynsym[beta].st_shndx', 4000),
    code: 'symbol-section-outside',
    at: 'dynsym[beta].st_shndx',
    changes: ['symbols:shndx'],
  },
  {
    name: 'a symbol’s section stands in a table that is not there',
    damage: (image) => damage(image, 'symtab[beta].st_shndx', 0xffff),
    code: 'symbol-index-missing',
    at: 'symtab[beta].st_shndx',
    changes: ['symtab:shndx'],
  },
  ...(['dynsym', 'symtab'] as const).map(
    (table): DamageCase => ({
      name: `.${table} ends its local symbols before they do`,
      damage: (image) => damage(image, `shdr[.${table}].sh_info`, 1),
      code: 'symbol-local-late',
      at: `${table}[1].st_info`,
      changes: ['sections:info'],
    }),
  ),
  ...['dynsym', 'gnu.version', 'gnu.version_d', 'gnu.version_r', 'hash', 'gnu.hash', 'dynamic'].map(
    (section): DamageCase => ({
      name: `.${section} links to no table`,
      damage: (image) => damage(image, `shdr[.${section}].sh_link`, 0),
      code: 'section-link',
      at: `shdr[.${section}].sh_link`,
      changes: ['sections:link'],
    }),
  ),
  ...['dynsym', 'relr.dyn'].map(
    (section): DamageCase => ({
      name: `.${section} has entries of 0 bytes`,
      damage: (image) => damage(image, `shdr[.${section}].sh_entsize`, 0),
      code: 'entry-size-wrong',
      at: `shdr[.${section}].sh_entsize`,
      changes: ['sections:entsize'],
    }),
  ),
  ...['symtab', 'gnu.version'].map(
    (section): DamageCase => ({
      name: `.${section} ends in the middle of an entry`,
      damage: (image) => {
        const field = `shdr[.${section}].sh_size`;
        return damage(image, field, fieldValue(image, field) + 1n);
      },
      code: 'section-size-uneven',
      at: `shdr[.${section}].sh_size`,
      changes: ['sections:size'],
    }),
  ),
  {
    name: 'a section that is no table links to one that does not exist',
    damage: (image) => damage(image, 'shdr[.text].sh_link', 99),
    code: 'section-link',
    at: 'shdr[.text].sh_link',
    changes: ['sections:link'],
  },
  {
    name: '.symtab takes itself for its string table',
    damage: (image) => damage(image, 'shdr[.symtab].sh_link', 16),
    code: 'link-wrong',
    changes: ['sections:link'],
  },
  {
    name: '.symtab has entries of 0 bytes',
    damage: (image) => damage(image, 'shdr[.symtab].sh_entsize', 0),
    code: 'entry-size-wrong',
    changes: ['sections:entsize'],
  },
  {
    name: 'a symbol has a version that nothing defines',
    damage: (image) => damage(image, 'versym[7]', 99),
    code: 'versym-unknown-index',
    at: 'versym[7]',
    changes: ['symbols:fullName,versym,versionIndex'],
  },
  {
    name: 'two definitions have the same index',
    damage: (image) => damage(image, 'verdef[2].vd_ndx', 2),
    code: 'version-index-twice',
    at: 'verdef[2].vd_version',
    changes: ['symbols:fullName', 'definitions:index'],
  },
  {
    name: 'a definition has the wrong hash',
    damage: (image) => damage(image, 'verdef[1].vd_hash', 1),
    code: 'version-hash-wrong',
    at: 'verdef[1].vd_hash',
    changes: ['definitions:hash'],
  },
  {
    name: 'a need has the wrong hash',
    damage: (image) => damage(image, 'verneed[0].aux[1].vna_hash', 1),
    code: 'version-hash-wrong',
    at: 'verneed[0].aux[1].vna_hash',
    changes: ['neededVersions:hash'],
  },
  {
    name: 'a definition has an unknown revision',
    damage: (image) => damage(image, 'verdef[1].vd_version', 7),
    code: 'version-revision-unknown',
    at: 'verdef[1].vd_version',
    changes: ['definitions:version'],
  },
  {
    name: 'a definition’s name lies outside the string table',
    damage: (image) => damage(image, 'verdef[1].aux[0].vda_name', HUGE),
    code: 'version-name-outside',
    changes: ['definitions:name', 'symbols:fullName'],
  },
  {
    name: 'a definition has no name at all',
    damage: (image) => damage(image, 'verdef[1].vd_cnt', 0),
    code: 'version-nameless',
    unsaid: true,
    at: 'verdef[1].vd_cnt',
    changes: ['definitions:name', 'symbols:fullName'],
  },
  {
    name: 'vd_cnt is larger than the chain of names',
    damage: (image) => damage(image, 'verdef[2].vd_cnt', 0xffff),
    code: 'record-count-wrong',
    changes: [],
  },
  {
    name: 'vd_aux leads outside the table',
    damage: (image) => damage(image, 'verdef[1].vd_aux', HUGE),
    code: 'record-outside',
    unsaid: true,
    changes: ['definitions:name', 'symbols:fullName'],
  },
  {
    name: 'vd_next leads outside the table',
    damage: (image) => damage(image, 'verdef[2].vd_next', HUGE),
    code: 'record-outside',
    unsaid: true,
    changes: ['definitions', 'symbols:fullName'],
  },
  {
    name: 'vd_next leads into its own record',
    damage: (image) => damage(image, 'verdef[1].vd_next', 4),
    code: 'record-overlap',
    changes: ['definitions', 'symbols:fullName'],
  },
  {
    name: 'vd_next leads back, so that definitions go round for ever',
    // The sum wraps on a 32-bit machine; elsewhere it leaves the table.
    damage: (image) => damage(image, 'verdef[2].vd_next', 0x100000000n - 28n),
    code: 'record-chain-cycle',
    unsaid: true,
    changes: ['definitions', 'symbols:fullName'],
    in: (shape) => shape.class === 32,
  },
  {
    name: 'vda_next leads back, so that parents go round for ever',
    damage: (image) => damage(image, 'verdef[3].aux[2].vda_next', 0x100000000n - 8n),
    code: 'record-chain-cycle',
    unsaid: true,
    changes: ['definitions:parents'],
    in: (shape) => shape.class === 32,
  },
  {
    name: 'vn_next leads outside the table',
    damage: (image) => damage(image, 'verneed[0].vn_next', HUGE),
    code: 'record-outside',
    changes: ['needs', 'neededVersions', 'symbols:fullName'],
  },
  {
    name: 'vn_next leads back, so that needs go round for ever',
    damage: (image) => damage(image, 'verneed[1].vn_next', 0x100000000n - 48n),
    code: 'record-chain-cycle',
    unsaid: true,
    changes: [],
    in: (shape) => shape.class === 32,
  },
  {
    name: 'vna_next leads into its own record',
    damage: (image) => damage(image, 'verneed[0].aux[0].vna_next', 2),
    code: 'record-overlap',
    changes: ['needs:count', 'neededVersions', 'symbols:fullName'],
  },
  {
    name: 'a needed file’s name lies outside the string table',
    damage: (image) => damage(image, 'verneed[0].vn_file', HUGE),
    code: 'version-name-outside',
    at: 'verneed[0].vn_file',
    changes: ['needs:file'],
  },
  {
    name: 'a note’s name is longer than the notes',
    damage: (image) => damage(image, 'note[1].n_namesz', HUGE),
    code: 'note-outside',
    at: 'note[1].n_namesz',
    changes: ['notes'],
  },
  {
    name: 'a note’s descriptor is longer than the notes',
    damage: (image) => damage(image, 'note[2].n_descsz', HUGE),
    code: 'note-outside',
    at: 'note[2].n_descsz',
    changes: ['notes'],
  },
  {
    name: 'a relocation of a symbol that does not exist',
    damage: (image) => {
      const wide = image.description.class === 64;
      return damage(image, 'jmprel[0].r_info', wide ? (5000n << 32n) | 7n : (5000n << 8n) | 7n);
    },
    code: 'relocation-symbol-outside',
    unsaid: true,
    at: 'jmprel[0].r_info',
    changes: ['relocations:symbol,type'],
  },
];
