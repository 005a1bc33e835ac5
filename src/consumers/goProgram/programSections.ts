import type { ElfImage, Section } from '../../elf/model.ts';

/** Section headers looked at. Linkers write some dozens; a file can have a million. */
export const MAX_SECTIONS = 4096;

/** A program's sections. */
export function* programSections({ sections }: Pick<ElfImage, 'sections'>): Generator<Section> {
  for (let index = 0; index < Math.min(sections.length, MAX_SECTIONS); index++) {
    const section = sections.at(index);
    if (section !== undefined) yield section;
  }
}
