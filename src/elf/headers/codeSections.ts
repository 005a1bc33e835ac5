import { SHF_EXECINSTR, SHT_NOBITS } from '../format/constants.ts';
import type { ElfImage, Section } from '../model.ts';

/** Sections of machine code with bytes in the file; a file of debug information alone has none. @param most that are found */
export function codeSections({ sections }: ElfImage, most: number): Section[] {
  const found: Section[] = [];
  for (let at = 0; at < sections.length && found.length < most; at++) {
    const section = sections.at(at);
    if (section === undefined || (section.flags & BigInt(SHF_EXECINSTR)) === 0n) continue;
    if (section.type !== SHT_NOBITS && section.size > 0n) found.push(section);
  }
  return found;
}
