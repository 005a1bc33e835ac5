/** Sections that may have strings: those with bytes in the file. */
import { SHT_NOBITS, SHT_NULL } from '../../elf/format/constants.ts';
import { sectionNamed } from '../../elf/headers/sectionNamed.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { ByteRange } from '../../elf/table.ts';
import { clipped } from './clipped.ts';

/** Where a section's bytes lie; undefined where it has none. */
export function stringBytes({ sections, size }: ElfImage, index: number): ByteRange | undefined {
  const section = sections.at(index);
  if (section === undefined || section.type === SHT_NOBITS || section.type === SHT_NULL) return undefined;
  const range = clipped(size, section.offset, section.size);
  return range === undefined || range.length === 0 ? undefined : range;
}

export function hasStrings(image: ElfImage, index: number): boolean {
  return stringBytes(image, index) !== undefined;
}

/** The index of the first section of a name, or of the one that has this index. */
export function sectionWanted(image: ElfImage, text: string): number | undefined {
  const named = text === '' ? undefined : sectionNamed(image, text)?.index;
  if (named !== undefined) return named;
  const index = /^\d{1,7}$/.test(text) ? Number(text) : -1;
  return index > 0 && index < image.sections.length ? index : undefined;
}
