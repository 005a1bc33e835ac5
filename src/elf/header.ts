import { ELFCLASS32, ELFCLASS64, ELFDATA2LSB, ELFDATA2MSB, PN_XNUM, SHN_XINDEX } from './constants.ts';
import type { ElfHeader } from './model.ts';
import type { ProblemList } from './problems.ts';
import { Window } from './window.ts';

const EHDR_SIZE = { 32: 52, 64: 64 } as const;
export const SHDR_SIZE = { 32: 40, 64: 64 } as const;
export const PHDR_SIZE = { 32: 32, 64: 56 } as const;

/**
 * ELF header (gABI chapter 4). `bytes` begin with the magic; fields that a truncated file does not have
 * read as 0 and the truncation is reported, so that what is there can be shown.
 */
export function readHeader(bytes: Uint8Array, problems: ProblemList): ElfHeader {
  const whole = new Uint8Array(EHDR_SIZE[64]);
  whole.set(bytes.subarray(0, whole.length));
  const ident = { class: whole[4] ?? 0, data: whole[5] ?? 0, version: whole[6] ?? 0 };
  const elfClass = ident.class === ELFCLASS32 ? 32 : 64;
  const littleEndian = ident.data !== ELFDATA2MSB;
  const size = EHDR_SIZE[elfClass];
  if (bytes.length < size) {
    const args = { have: bytes.length, need: size };
    problems.add('error', 'header-truncated', args, 'ELF header', { offset: 0, length: bytes.length });
  }
  checkIdent(ident, bytes.length, problems);

  const fields = new Window(whole, 0, elfClass === 64, littleEndian);
  // After e_entry, e_phoff and e_shoff the fields are the same in both classes.
  const word = fields.wordSize;
  const tail = 24 + 3 * word;
  const header: ElfHeader = {
    class: elfClass,
    littleEndian,
    identVersion: ident.version,
    osabi: fields.u8(7),
    abiVersion: fields.u8(8),
    type: fields.u16(16),
    machine: fields.u16(18),
    version: fields.u32(20),
    entry: fields.word(24),
    phoff: fields.word(24 + word),
    shoff: fields.word(24 + 2 * word),
    flags: fields.u32(tail),
    ehsize: fields.u16(tail + 4),
    phentsize: fields.u16(tail + 6),
    shentsize: fields.u16(tail + 10),
    rawPhnum: fields.u16(tail + 8),
    rawShnum: fields.u16(tail + 12),
    rawShstrndx: fields.u16(tail + 14),
    phnum: fields.u16(tail + 8),
    shnum: fields.u16(tail + 12),
    shstrndx: fields.u16(tail + 14),
  };
  if (bytes.length >= size && header.ehsize !== size) {
    const args = { value: header.ehsize, expected: size };
    problems.add('warning', 'ehsize-wrong', args, 'ELF header', { offset: tail + 4, length: 2 });
  }
  if (bytes.length >= 24 && header.version !== 1) {
    const args = { value: header.version };
    problems.add('warning', 'version-unknown', args, 'ELF header', { offset: 20, length: 4 });
  }
  return header;
}

function checkIdent(
  ident: { class: number; data: number; version: number },
  have: number,
  problems: ProblemList,
): void {
  const check = (at: number, good: boolean, code: 'class-unknown' | 'data-unknown' | 'version-unknown') => {
    const value = [ident.class, ident.data, ident.version][at - 4] ?? 0;
    if (have > at && !good) {
      const severity = code === 'version-unknown' ? 'warning' : 'error';
      problems.add(severity, code, { value }, 'ELF header', { offset: at, length: 1 });
    }
  };
  check(4, ident.class === ELFCLASS32 || ident.class === ELFCLASS64, 'class-unknown');
  check(5, ident.data === ELFDATA2LSB || ident.data === ELFDATA2MSB, 'data-unknown');
  check(6, ident.version === 1, 'version-unknown');
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
  if (section0.length < SHDR_SIZE[header.class]) {
    if (rawPhnum === PN_XNUM || (rawShstrndx === SHN_XINDEX && header.shoff !== 0n)) {
      problems.add('error', 'section-zero-missing', { offset: header.shoff }, 'ELF header');
    }
    return header;
  }
  const is64 = header.class === 64;
  const phnum = rawPhnum === PN_XNUM ? section0.u32(is64 ? 44 : 28) : rawPhnum;
  const shnum = rawShnum === 0 ? section0.size(is64 ? 32 : 20) : rawShnum;
  for (const [count, field, table, offset] of [
    [rawPhnum === PN_XNUM ? phnum : 1, 'e_phnum', 'program headers', is64 ? 56 : 44],
    [shnum, 'e_shnum', 'section headers', is64 ? 60 : 48],
  ] as const) {
    const range = { offset, length: 2 };
    if (count === 0) problems.add('error', 'extended-count-zero', { field, table }, 'ELF header', range);
  }
  return {
    ...header,
    phnum,
    shnum,
    shstrndx: rawShstrndx === SHN_XINDEX ? section0.u32(is64 ? 40 : 24) : rawShstrndx,
  };
}
