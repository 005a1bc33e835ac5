import { damage, fieldValue } from '../support/elf/index.ts';
import type { DamageCase } from './damageCase.ts';
import { GNU, HUGE, NOWHERE, SYSV } from './damageCase.ts';

const unmapped = (tag: string, rest: Pick<DamageCase, 'changes'>): DamageCase => ({
  name: `${tag} is an address that no segment has`,
  damage: (image) => damage(image, `dynamic[${tag}].d_val`, NOWHERE),
  code: 'table-unmapped',
  at: `dynamic[${tag}].d_val`,
  ...rest,
});

/** The dynamic table. Where the section headers know better, the table shows all the same. */
export const dynamicCases: readonly DamageCase[] = [
  {
    name: 'the dynamic table has no DT_NULL',
    damage: (image) => damage(image, 'dynamic[DT_NULL].d_tag', 21),
    code: 'dynamic-no-null',
    at: 'dynamic[DT_NULL].d_tag',
    changes: ['dynamic:tag'],
  },
  {
    name: 'a tag stands twice',
    damage: (image) => damage(image, 'dynamic[DT_SYMENT].d_tag', 10),
    code: 'dynamic-tag-twice',
    at: 'dynamic[DT_SYMENT].d_tag',
    changes: ['dynamic:tag', 'dynamic:text', 'symbols', 'definitions', 'needs', 'neededVersions'],
  },
  {
    name: 'DT_SONAME lies outside the string table',
    damage: (image) => damage(image, 'dynamic[DT_SONAME].d_val', HUGE),
    code: 'dynamic-text-outside',
    at: 'dynamic[DT_SONAME].d_val',
    changes: ['dynamic:value,text'],
  },
  unmapped('DT_STRTAB', { changes: ['dynamic:value'] }),
  unmapped('DT_SYMTAB', { changes: ['dynamic:value'] }),
  unmapped('DT_HASH', { changes: ['dynamic:value'] }),
  unmapped('DT_GNU_HASH', { changes: ['dynamic:value'] }),
  unmapped('DT_VERSYM', { changes: ['dynamic:value'] }),
  unmapped('DT_VERDEF', { changes: ['dynamic:value'] }),
  unmapped('DT_VERNEED', { changes: ['dynamic:value'] }),
  unmapped('DT_RELA', { changes: ['dynamic:value', 'relocations', 'sectionRelocations'] }),
  unmapped('DT_JMPREL', { changes: ['dynamic:value', 'relocations', 'sectionRelocations'] }),
  unmapped('DT_RELR', { changes: ['dynamic:value', 'relocations', 'sectionRelocations'] }),
  {
    name: 'DT_STRSZ is 2^31',
    damage: (image) => damage(image, 'dynamic[DT_STRSZ].d_val', HUGE),
    code: 'strsz-disagrees',
    at: 'dynamic[DT_STRSZ].d_val',
    changes: ['dynamic:value'],
  },
  {
    name: 'DT_SYMENT is 1',
    damage: (image) => damage(image, 'dynamic[DT_SYMENT].d_val', 1),
    code: 'entry-size-wrong',
    at: 'dynamic[DT_SYMENT].d_val',
    changes: ['dynamic:value'],
  },
  {
    name: 'DT_SYMTAB and the string table are the same place',
    damage: (image) =>
      damage(image, 'dynamic[DT_SYMTAB].d_val', fieldValue(image, 'dynamic[DT_STRTAB].d_val')),
    code: 'table-disagrees',
    at: 'dynamic[DT_SYMTAB].d_val',
    changes: ['dynamic:value', 'symbols', ...SYSV, ...GNU],
  },
  {
    name: 'DT_VERDEFNUM is 0',
    damage: (image) => damage(image, 'dynamic[DT_VERDEFNUM].d_val', 0),
    code: 'record-count-wrong',
    at: 'verdef',
    changes: ['dynamic:value'],
  },
  {
    name: 'DT_VERNEEDNUM is 2^31',
    damage: (image) => damage(image, 'dynamic[DT_VERNEEDNUM].d_val', HUGE),
    code: 'record-count-wrong',
    at: 'verneed',
    changes: ['dynamic:value'],
  },
  {
    name: 'DT_RELASZ is 2^31',
    damage: (image) => damage(image, 'dynamic[DT_RELASZ].d_val', HUGE),
    code: 'table-clipped',
    changes: ['dynamic:value', 'relocations'],
  },
  {
    name: 'DT_RELAENT is 0',
    damage: (image) => damage(image, 'dynamic[DT_RELAENT].d_val', 0),
    code: 'entry-size-wrong',
    changes: ['dynamic:value'],
  },
];
