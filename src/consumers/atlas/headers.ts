/** ELF header and program headers. */
import * as elf from '../../elf/format/constants.ts';
import { EHDR, PHDR, SHDR } from '../../elf/format/layouts.ts';
import type { FieldWriter } from './fieldWriter.ts';
import type { ImageFacts } from './imageFacts.ts';
import type { Placed } from './part.ts';

export function writeHeader(
  out: FieldWriter,
  facts: ImageFacts,
  segments: number,
  shoff: number,
  sections: number,
): void {
  const { class: bits } = facts;
  out.numbers(0, 1, [0x7f, 0x45, 0x4c, 0x46]);
  out.structure(EHDR, 0, {
    ei_class: bits === 64 ? elf.ELFCLASS64 : elf.ELFCLASS32,
    ei_data: facts.littleEndian ? elf.ELFDATA2LSB : elf.ELFDATA2MSB,
    ei_version: 1,
    e_type: elf.ET_DYN,
    e_machine: facts.machine,
    e_version: 1,
    e_phoff: EHDR.size[bits],
    e_shoff: shoff,
    e_flags: facts.flags,
    e_ehsize: EHDR.size[bits],
    e_phentsize: PHDR.size[bits],
    e_phnum: segments,
    e_shentsize: SHDR.size[bits],
    e_shnum: sections,
    e_shstrndx: sections - 1,
  });
}

export function writeSegments(
  out: FieldWriter,
  facts: ImageFacts,
  placed: ReadonlyMap<string, Placed>,
  loaded: number,
): void {
  const of = (name: string) => placed.get(name) ?? { at: 0, size: 0, align: 1 };
  const load = { at: 0, size: loaded, align: 4096 };
  const rows: readonly (readonly [type: number, place: typeof load, flags: number])[] = [
    [elf.PT_LOAD, load, elf.PF_R | elf.PF_X],
    [elf.PT_DYNAMIC, of('.dynamic'), elf.PF_R],
    [elf.PT_NOTE, of('.note'), elf.PF_R],
    ...(facts.stack ? [[elf.PT_GNU_STACK, { at: 0, size: 0, align: 8 }, elf.PF_R | elf.PF_W] as const] : []),
  ];
  for (const [i, [type, { at, size, align }, flags]] of rows.entries()) {
    out.structure(PHDR, EHDR.size[facts.class] + i * PHDR.size[facts.class], {
      p_type: type,
      p_flags: flags,
      p_offset: at,
      p_vaddr: facts.base + BigInt(at),
      p_paddr: facts.base + BigInt(at),
      p_filesz: size,
      p_memsz: size,
      p_align: align,
    });
  }
}
