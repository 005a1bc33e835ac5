import { Window } from '../bytes/window.ts';
import {
  ELFCLASS32,
  ELFCLASS64,
  ELFDATA2LSB,
  ELFDATA2MSB,
  PN_XNUM,
  SHN_XINDEX,
} from '../format/constants.ts';
import { EHDR, SHDR } from '../format/layouts.ts';
import type { ElfHeader } from '../model.ts';
import type { ProblemList } from '../problems/problems.ts';
import type { ByteRange } from '../table.ts';

/**
 * ELF header (gABI chapter 4). `bytes` begin with the magic; fields that a truncated file does not have
 * read as 0 and the truncation is reported, so that what is there can be shown.
 */
export function readHeader(bytes: Uint8Array, problems: ProblemList): ElfHeader {
  const whole = new Uint8Array(EHDR.size[64]);
  whole.set(bytes.subarray(0, whole.length));
  const ident = {
    class: whole[EHDR[64].ei_class.offset] ?? 0,
    data: whole[EHDR[64].ei_data.offset] ?? 0,
    version: whole[EHDR[64].ei_version.offset] ?? 0,
  };
  const elfClass = ident.class === ELFCLASS32 ? 32 : 64;
  const littleEndian = ident.data !== ELFDATA2MSB;
  const size = EHDR.size[elfClass];
  if (bytes.length < size) {
    const args = { have: bytes.length, need: size };
    problems.add('error', 'header-truncated', args, 'elf-header', { offset: 0, length: bytes.length });
  }
  checkIdent(ident, bytes.length, problems);

  const fields = new Window(whole, 0, elfClass === 64, littleEndian);
  const at = EHDR[elfClass];
  const header: ElfHeader = {
    class: elfClass,
    littleEndian,
    identVersion: ident.version,
    osabi: fields.u8(at.ei_osabi.offset),
    abiVersion: fields.u8(at.ei_abiversion.offset),
    type: fields.u16(at.e_type.offset),
    machine: fields.u16(at.e_machine.offset),
    version: fields.u32(at.e_version.offset),
    entry: fields.word(at.e_entry.offset),
    phoff: fields.word(at.e_phoff.offset),
    shoff: fields.word(at.e_shoff.offset),
    flags: fields.u32(at.e_flags.offset),
    ehsize: fields.u16(at.e_ehsize.offset),
    phentsize: fields.u16(at.e_phentsize.offset),
    shentsize: fields.u16(at.e_shentsize.offset),
    rawPhnum: fields.u16(at.e_phnum.offset),
    rawShnum: fields.u16(at.e_shnum.offset),
    rawShstrndx: fields.u16(at.e_shstrndx.offset),
    phnum: fields.u16(at.e_phnum.offset),
    shnum: fields.u16(at.e_shnum.offset),
    shstrndx: fields.u16(at.e_shstrndx.offset),
  };
  if (bytes.length >= size && header.ehsize !== size) {
    const args = { value: header.ehsize, expected: size };
    problems.add('warning', 'ehsize-wrong', args, 'elf-header', at.e_ehsize);
  }
  if (bytes.length >= at.e_entry.offset && header.version !== 1) {
    const args = { value: header.version };
    problems.add('warning', 'version-unknown', args, 'elf-header', at.e_version);
  }
  return header;
}

function checkIdent(
  ident: { class: number; data: number; version: number },
  have: number,
  problems: ProblemList,
): void {
  const check = (
    { offset, length }: ByteRange,
    value: number,
    good: boolean,
    code: 'class-unknown' | 'data-unknown' | 'version-unknown',
  ) => {
    if (have <= offset || good) return;
    const severity = code === 'version-unknown' ? 'warning' : 'error';
    problems.add(severity, code, { value }, 'elf-header', { offset, length });
  };
  const { ei_class, ei_data, ei_version } = EHDR[64];
  check(ei_class, ident.class, ident.class === ELFCLASS32 || ident.class === ELFCLASS64, 'class-unknown');
  check(ei_data, ident.data, ident.data === ELFDATA2LSB || ident.data === ELFDATA2MSB, 'data-unknown');
  check(ei_version, ident.version, ident.version === 1, 'version-unknown');
}

/** Whether the real counts stand in section 0 (gABI, "Extended numbering"). */
export function needsSectionZero(header: ElfHeader): boolean {
  const { rawPhnum, rawShnum, rawShstrndx, shoff } = header;
  const extended = rawPhnum === PN_XNUM || rawShstrndx === SHN_XINDEX;
  return extended || (rawShnum === 0 && shoff !== 0n);
}

/** The header with the counts that `section0` (as much of it as was read) gives in place of the escapes. */
export function extendCounts(header: ElfHeader, section0: Window, problems: ProblemList): ElfHeader {
  const { rawPhnum, rawShnum, rawShstrndx } = header;
  if (section0.length < SHDR.size[header.class]) {
    if (rawPhnum === PN_XNUM || (rawShstrndx === SHN_XINDEX && header.shoff !== 0n)) {
      problems.add('error', 'section-zero-missing', { offset: header.shoff }, 'elf-header');
    }
    return header;
  }
  const at = SHDR[header.class];
  const phnum = rawPhnum === PN_XNUM ? section0.u32(at.sh_info.offset) : rawPhnum;
  const shnum = rawShnum === 0 ? section0.size(at.sh_size.offset) : rawShnum;
  for (const [count, field, table] of [
    [rawPhnum === PN_XNUM ? phnum : 1, 'e_phnum', 'program-headers'],
    [shnum, 'e_shnum', 'section-headers'],
  ] as const) {
    const range = EHDR[header.class][field];
    if (count === 0) problems.add('error', 'extended-count-zero', { field, table }, 'elf-header', range);
  }
  return {
    ...header,
    phnum,
    shnum,
    shstrndx: rawShstrndx === SHN_XINDEX ? section0.u32(at.sh_link.offset) : rawShstrndx,
  };
}
