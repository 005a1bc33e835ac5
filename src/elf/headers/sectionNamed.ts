import type { ElfImage, Section } from '../model.ts';

/** The first section of this name. @param most sections that are looked at */
export function sectionNamed(
  { sections }: ElfImage,
  name: string,
  most = sections.length,
): Section | undefined {
  for (let index = 0; index < Math.min(sections.length, most); index++) {
    const section = sections.at(index);
    if (section?.name === name) return section;
  }
  return undefined;
}
