import type { ImageDescription } from './description.ts';
import type { Addresses, Part } from './part.ts';
import type { StringTable } from './stringTable.ts';

const PN_XNUM = 0xffff;
const SHN_LORESERVE = 0xff00;
const SHN_XINDEX = 0xffff;

export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: bigint;
  readonly vaddr: bigint;
  readonly filesz: bigint;
  readonly memsz: bigint;
  readonly align: bigint;
}

export interface Counts {
  readonly segments: number;
  /** Section headers, the null one included; 0 without a table. */
  readonly sections: number;
}

export const headerSize = (image: ImageDescription) => (image.class === 64 ? 64 : 52);
const segmentSize = (image: ImageDescription) => (image.class === 64 ? 56 : 32);
const sectionSize = (image: ImageDescription) => (image.class === 64 ? 64 : 40);

const extendedSegments = (image: ImageDescription, counts: Counts) =>
  image.extendedNumbering?.segments === true || counts.segments >= PN_XNUM;
const extendedSections = (image: ImageDescription, counts: Counts) =>
  image.extendedNumbering?.sections === true || counts.sections >= SHN_LORESERVE;

export function headerPart(image: ImageDescription, counts: Counts): Part {
  return {
    name: 'ehdr',
    align: 1,
    size: headerSize(image),
    loaded: true,
    write(out, where) {
      const table = (name: string) => (where.has(name) ? where.offset(name) : 0);
      const sections = extendedSections(image, counts);
      out.record('ehdr');
      out.raw('magic', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46));
      out.u8('EI_CLASS', image.class / 32);
      out.u8('EI_DATA', image.littleEndian ? 1 : 2);
      out.u8('EI_VERSION', 1);
      out.u8('EI_OSABI', image.osabi ?? 0);
      out.u8('EI_ABIVERSION', 0);
      out.raw('EI_PAD', new Uint8Array(7));
      out.u16('e_type', image.type ?? 3);
      out.u16('e_machine', image.machine);
      out.u32('e_version', 1);
      out.word('e_entry', image.entry ?? 0n);
      out.word('e_phoff', table('phdr'));
      out.word('e_shoff', table('shdr'));
      out.u32('e_flags', image.flags ?? 0);
      out.u16('e_ehsize', headerSize(image));
      out.u16('e_phentsize', counts.segments > 0 ? segmentSize(image) : 0);
      out.u16('e_phnum', extendedSegments(image, counts) ? PN_XNUM : counts.segments);
      out.u16('e_shentsize', sectionSize(image));
      out.u16('e_shnum', sections ? 0 : counts.sections);
      out.u16('e_shstrndx', sections && counts.sections > 0 ? SHN_XINDEX : where.sectionIndex('.shstrtab'));
    },
  };
}

/** Fields: `phdr[0].p_offset`. The segments are known only when the parts have their places. */
export function segmentsPart(
  image: ImageDescription,
  count: number,
  segments: (where: Addresses) => readonly Segment[],
): Part {
  return {
    name: 'phdr',
    align: image.class / 8,
    size: count * segmentSize(image),
    loaded: true,
    write(out, where) {
      for (const [at, segment] of segments(where).entries()) {
        out.record(`phdr[${at}]`);
        out.u32('p_type', segment.type);
        if (image.class === 64) out.u32('p_flags', segment.flags);
        out.word('p_offset', segment.offset);
        out.word('p_vaddr', segment.vaddr);
        out.word('p_paddr', segment.vaddr);
        out.word('p_filesz', segment.filesz);
        out.word('p_memsz', segment.memsz);
        if (image.class === 32) out.u32('p_flags', segment.flags);
        out.word('p_align', segment.align);
      }
    },
  };
}

/** Fields: `shdr[3].sh_link`, also by name: `shdr[.dynsym].sh_link`. */
export function sectionsPart(
  image: ImageDescription,
  counts: Counts,
  parts: readonly Part[],
  names: StringTable,
): Part {
  return {
    name: 'shdr',
    align: image.class / 8,
    size: counts.sections * sectionSize(image),
    loaded: false,
    write(out, where) {
      const extended = extendedSections(image, counts);
      out.record('shdr[0]');
      out.u32('sh_name', 0);
      out.u32('sh_type', 0);
      out.word('sh_flags', 0);
      out.word('sh_addr', 0);
      out.word('sh_offset', 0);
      out.word('sh_size', extended ? counts.sections : 0);
      out.u32('sh_link', extended ? where.sectionIndex('.shstrtab') : 0);
      out.u32('sh_info', extendedSegments(image, counts) ? counts.segments : 0);
      out.word('sh_addralign', 0);
      out.word('sh_entsize', 0);
      for (const [at, part] of parts.entries()) {
        const { section } = part;
        if (section === undefined) continue;
        out.record(`shdr[${at + 1}]`, `shdr[${section.name}]`);
        out.u32('sh_name', names.offsetOf(section.name));
        out.u32('sh_type', section.type);
        out.word('sh_flags', section.flags ?? 0n);
        out.word('sh_addr', part.loaded ? where.address(part.name) : 0);
        out.word('sh_offset', where.offset(part.name));
        out.word('sh_size', part.size);
        out.u32('sh_link', section.link === undefined ? 0 : where.sectionIndex(section.link));
        const { info } = section;
        out.u32('sh_info', typeof info === 'string' ? where.sectionIndex(info) : (info ?? 0));
        out.word('sh_addralign', part.align);
        out.word('sh_entsize', section.entsize ?? 0);
      }
    },
  };
}
