import { damage, fill, overwrite, packedImage } from '../support/elf/index.ts';
import type { DamageCase } from './damageCase.ts';
import { HUGE, NOWHERE } from './damageCase.ts';

const packed = { image: packedImage } as const;
const ROWS = 'packedRelocations';
const OF_SECTIONS = 'sectionRelocations';
/** The longest number there is not: more than 64 bits. */
const ENDLESS = Array<number>(10).fill(0xff);

/** CREL and Android's packed relocations: what follows depends on every number before it. */
export const packedCases: readonly DamageCase[] = [
  {
    ...packed,
    name: 'CREL that declares more relocations than its bytes hold',
    damage: (image) => overwrite(image, 'crel.header', 15 * 8 + 4),
    code: 'packed-relocations-end',
    at: 'crel[4].offset',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'CREL whose header is a number without end',
    damage: (image) => overwrite(image, 'crel.data.header', ...ENDLESS),
    code: 'packed-relocations-number',
    at: 'crel.data.header',
    changes: [OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL with a header beyond what 64 bits hold',
    damage: (image) => overwrite(image, 'crel.data.header', ...ENDLESS.slice(0, 9), 2),
    code: 'packed-relocations-number',
    at: 'crel.data.header',
    changes: [OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL that declares 2^61 - 1 relocations',
    damage: (image) => overwrite(image, 'crel.data.header', ...ENDLESS.slice(0, 9), 1),
    code: 'packed-relocations-end',
    at: 'crel.data[2].addend',
    changes: [OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL that declares fewer relocations than its bytes hold',
    damage: (image) => overwrite(image, 'crel.data.header', 2 * 8 + 4 + 2),
    code: 'packed-relocations-rest',
    at: 'crel.data[2].flags',
    changes: [OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL that is nothing but bytes to go on from',
    damage: (image) => fill(image, 'crel', 0x80),
    code: 'packed-relocations-number',
    at: 'crel.header',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'CREL of a section that ends within a relocation',
    damage: (image) => damage(image, 'shdr[.crel.data].sh_size', 4),
    code: 'packed-relocations-end',
    at: 'crel.data[0].offset',
    changes: ['sections:size', OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL with a symbol that does not exist',
    damage: (image) => overwrite(image, 'crel[2].symbol', 0x3f),
    code: 'relocation-symbol-outside',
    at: 'crel[2].symbol',
    changes: [`${ROWS}:symbol,symbolName`],
  },
  {
    ...packed,
    name: 'CREL with a symbol before the first',
    damage: (image) => overwrite(image, 'crel.data[0].symbol', 0x7f),
    code: 'relocation-symbol-outside',
    at: 'crel.data[0].symbol',
    changes: [`${OF_SECTIONS}:symbol,symbolName`],
  },
  {
    ...packed,
    name: 'CREL whose symbols are to be in a section of code',
    damage: (image) => damage(image, 'shdr[.crel.data].sh_link', 1),
    code: 'relocations-link',
    at: 'shdr[.crel.data].sh_link',
    changes: ['sections:link', `${OF_SECTIONS}:symbolName`],
  },
  {
    ...packed,
    name: 'an object file’s CREL of places beyond their section',
    damage: (image) => damage(image, 'ehdr.e_type', 1),
    code: 'relocation-place-outside',
    at: 'crel.data[0].flags',
    changes: ['header:type'],
  },
  {
    ...packed,
    name: 'CREL beyond the file',
    damage: (image) => damage(image, 'shdr[.crel.text].sh_offset', HUGE),
    code: 'section-outside-file',
    at: 'shdr[.crel.text].sh_offset',
    changes: ['sections:offset', OF_SECTIONS],
  },
  {
    ...packed,
    name: 'DT_CREL that leads nowhere',
    damage: (image) => damage(image, 'dynamic[DT_CREL].d_val', NOWHERE),
    code: 'table-unmapped',
    at: 'dynamic[DT_CREL].d_val',
    // The section is shown as one that the dynamic table does not name.
    changes: ['dynamic', ROWS, OF_SECTIONS],
  },
  {
    ...packed,
    name: 'CREL that is declared as Android’s',
    damage: (image) => damage(image, 'shdr[.crel.data].sh_type', 0x60000002),
    code: 'packed-relocations-magic',
    at: 'crel.data.header',
    changes: ['sections:type', OF_SECTIONS],
  },
  {
    ...packed,
    name: 'Android’s packed relocations in the form before APS2',
    damage: (image) => overwrite(image, 'android.magic', 0x41, 0x50, 0x52, 0x31),
    code: 'packed-relocations-magic',
    at: 'android.magic',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'Android’s packed relocations of three bytes',
    damage: (image) => damage(image, 'dynamic[DT_ANDROID_RELASZ].d_val', 3),
    code: 'packed-relocations-magic',
    at: 'android.magic',
    changes: ['dynamic:value', ROWS],
  },
  {
    ...packed,
    name: 'Android’s packed relocations end within one',
    damage: (image) => damage(image, 'dynamic[DT_ANDROID_RELASZ].d_val', 25),
    code: 'packed-relocations-end',
    changes: ['dynamic:value', ROWS],
  },
  {
    ...packed,
    name: 'Android’s packed relocations are longer than the file',
    damage: (image) => damage(image, 'dynamic[DT_ANDROID_RELASZ].d_val', HUGE),
    code: 'table-clipped',
    at: 'android.count',
    // Bytes behind the last one do not count: lld leaves some.
    changes: ['dynamic:value'],
  },
  {
    ...packed,
    name: 'Android’s packed relocations, more than there are',
    damage: (image) => overwrite(image, 'android.count', 0xff, 0x3f),
    code: 'packed-relocations-end',
    at: 'android[64].addend',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'a negative number of Android’s packed relocations',
    damage: (image) => overwrite(image, 'android.count', 0xff, 0x7f),
    code: 'packed-relocations-end',
    at: 'android[64].addend',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'a group of Android’s packed relocations with more than are left',
    damage: (image) => overwrite(image, 'android.count', 0xc0, 0x00),
    code: 'packed-group-size',
    at: 'android.group[3].size',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'a group of Android’s packed relocations with a negative number of them',
    damage: (image) => overwrite(image, 'android.group[3].size', 0x7f),
    code: 'packed-group-size',
    at: 'android.group[3].size',
    changes: [],
  },
  {
    ...packed,
    name: 'nothing but empty groups of Android’s packed relocations',
    damage: (image) => {
      const { size } = image.layout.range('android');
      return overwrite(image, 'android.magic', 0x41, 0x50, 0x53, 0x32, 1, ...Array<number>(size - 5).fill(0));
    },
    code: 'packed-relocations-end',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'a number without end among Android’s packed relocations',
    damage: (image) => overwrite(image, 'android.group[2].info', ...ENDLESS),
    code: 'packed-relocations-number',
    at: 'android.group[2].size',
    changes: [ROWS],
  },
  {
    ...packed,
    name: 'addends in Android’s packed relocations without addends',
    damage: (image) =>
      damage(
        damage(image, 'dynamic[DT_ANDROID_RELA].d_tag', 0x6000000f),
        'dynamic[DT_ANDROID_RELASZ].d_tag',
        0x60000010,
      ),
    code: 'packed-group-addends',
    at: 'android.group[0].flags',
    changes: ['dynamic', `${ROWS}:table`],
  },
  {
    ...packed,
    name: 'a whole group of Android’s packed relocations with a symbol that does not exist',
    damage: (image) => overwrite(image, 'android.group[1].info', 0x40),
    code: 'relocation-symbol-outside',
    at: 'android.group[1].info',
    changes: [`${ROWS}:symbol,symbolName,type,typeName`],
  },
  {
    ...packed,
    name: 'one of Android’s packed relocations with a symbol that does not exist',
    damage: (image) => overwrite(image, 'android[63].info', 0xff, 0x3f),
    code: 'relocation-symbol-outside',
    at: 'android[63].info',
    changes: [`${ROWS}:symbol,symbolName,type,typeName`],
    in: ({ class: elfClass }) => elfClass === 32,
  },
];
