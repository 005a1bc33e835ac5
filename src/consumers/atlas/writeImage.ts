/**
 * A vDSO image written from facts: what a lookup can tell apart is as in a kernel's image, the functions are empty. One
 * PT_LOAD, section headers behind its end, the version nodes as ABS symbols.
 */
import * as elf from '../../elf/format/constants.ts';
import { EHDR, PHDR, SHDR, type Structure } from '../../elf/format/layouts.ts';
import { FieldWriter } from './fieldWriter.ts';
import { writeHeader, writeSegments } from './headers.ts';
import type { ImageFacts } from './imageFacts.ts';
import { type ImagePart, type Placed, stringPart, strings } from './part.ts';
import { partsOf } from './tables.ts';

export function writeImage(facts: ImageFacts): Uint8Array {
  const segments = facts.stack ? 4 : 3;
  const sizeOf = <Name extends string>({ size }: Structure<Name>): number => size[facts.class];
  let end = sizeOf(EHDR) + segments * sizeOf(PHDR);
  const placed = new Map<string, Placed>();
  const place = (part: ImagePart): Placed => {
    const at = Math.ceil(end / part.align) * part.align;
    end = at + part.size;
    const here = { ...part, at };
    placed.set(part.name, here);
    return here;
  };
  const parts = partsOf(facts, placed).map(place);
  const loaded = end;
  const names = strings(['', ...parts.map(({ name }) => name), '.shstrtab']);
  place({ name: '.shstrtab', type: elf.SHT_STRTAB, align: 1, flags: 0, ...stringPart(names) });
  const shoff = Math.ceil(end / 8) * 8;
  const sections = [...placed.values()];
  const bytes = new Uint8Array(shoff + (sections.length + 1) * sizeOf(SHDR));
  const out = new FieldWriter(bytes, facts.class, facts.littleEndian);
  writeHeader(out, facts, segments, shoff, sections.length + 1);
  writeSegments(out, facts, placed, loaded);
  for (const { write, at } of sections) write(out, at);
  const indexOf = (name: string): number => sections.findIndex((each) => each.name === name) + 1;
  for (const [i, section] of sections.entries()) {
    out.structure(SHDR, shoff + (i + 1) * sizeOf(SHDR), {
      sh_name: names.at.get(section.name) ?? 0,
      sh_type: section.type,
      sh_flags: section.flags,
      sh_addr: section.flags === 0 ? 0 : facts.base + BigInt(section.at),
      sh_offset: section.at,
      sh_size: section.size,
      sh_link: section.link === undefined ? 0 : indexOf(section.link),
      sh_info: section.info ?? 0,
      sh_addralign: section.align,
      sh_entsize: section.entsize ?? 0,
    });
  }
  return bytes;
}
