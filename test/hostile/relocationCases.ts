import { damage, linkableImage } from '../support/elf/index.ts';
import type { DamageCase } from './damageCase.ts';
import { HUGE } from './damageCase.ts';

/** Relocations that only section headers name. */
export const relocationCases: readonly DamageCase[] = [
  {
    name: 'relocations of a section with a symbol that does not exist',
    image: linkableImage,
    damage: (image) => {
      const wide = image.description.class === 64;
      return damage(image, 'rela.data[0].r_info', wide ? (5000n << 32n) | 7n : (5000n << 8n) | 7n);
    },
    code: 'relocation-symbol-outside',
    unsaid: true,
    at: 'rela.data[0].r_info',
    changes: ['sectionRelocations:symbol,symbolName,type,typeName'],
  },
  {
    name: 'relocations of a section whose symbols are to be in a section of code',
    image: linkableImage,
    damage: (image) => damage(image, 'shdr[.rela.data].sh_link', 1),
    code: 'relocations-link',
    at: 'shdr[.rela.data].sh_link',
    changes: ['sections:link', 'sectionRelocations:symbolName'],
  },
  {
    name: 'relocations of a section reach beyond the file',
    image: linkableImage,
    damage: (image) => damage(image, 'shdr[.rel.text].sh_offset', HUGE),
    code: 'section-outside-file',
    at: 'shdr[.rel.text].sh_offset',
    changes: ['sections:offset', 'sectionRelocations'],
  },
  {
    name: 'relocations of a section have entries of 0 bytes',
    image: linkableImage,
    damage: (image) => damage(image, 'shdr[.rela.data].sh_entsize', 0),
    code: 'entry-size-wrong',
    at: 'shdr[.rela.data].sh_entsize',
    changes: ['sections:entsize'],
  },
  {
    name: 'an object file’s relocations of a section that does not exist',
    image: linkableImage,
    damage: (image) => damage(damage(image, 'ehdr.e_type', 1), 'shdr[.rela.data].sh_info', 4000),
    code: 'relocations-target',
    at: 'shdr[.rela.data].sh_info',
    changes: ['header:type', 'sections:info'],
  },
  {
    name: 'an object file’s relocations of places beyond their section',
    image: linkableImage,
    damage: (image) => damage(damage(image, 'ehdr.e_type', 1), 'rela.data[0].r_offset', HUGE),
    code: 'relocation-place-outside',
    at: 'rela.data[0].r_offset',
    changes: ['header:type', 'sectionRelocations:offset'],
  },
];
