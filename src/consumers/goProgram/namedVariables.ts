/**
 * Addresses of a program's own vDSO variables, by their names in .symtab. Symbols and names of a large program are some
 * hundred megabytes, and ten of them are wanted: the names are looked for in the bytes of .strtab, then .symtab for
 * symbols that have one of them; both piece by piece, and nothing is kept.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { Window } from '../../elf/bytes/window.ts';
import { SHN_UNDEF, SHT_STRTAB, SHT_SYMTAB } from '../../elf/format/constants.ts';
import { SYM } from '../../elf/format/layouts.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfImage, Section } from '../../elf/model.ts';
import { programSections } from './programSections.ts';
import type { Work } from './work.ts';

const PREFIX = 'runtime.vdso';
/** Variables and functions; Go has about ten. */
const MAX_NAMES = 1000;
const MAX_NAME = 128;
/** Bytes of each of the two tables that are searched; the largest known programs have a tenth of it. */
export const MAX_TABLE = 1 << 28;
const PIECE = 1 << 18;

/** Names that begin with runtime.vdso, with their addresses. */
export async function namedVariables(
  image: Pick<ElfImage, 'header' | 'sections'>,
  source: ByteSource,
  work: Work,
): Promise<ReadonlyMap<string, bigint>> {
  const found = new Map<string, bigint>();
  const sections = [...programSections(image)];
  const symtab = sections.find(({ type }) => type === SHT_SYMTAB);
  const strtab = sections.find(({ index, type }) => type === SHT_STRTAB && index === symtab?.link);
  if (symtab === undefined || strtab === undefined) return found;
  const names = await namesIn(source, strtab, work);
  if (names.size === 0) return found;
  const wide = image.header.class === 64;
  const size = SYM.size[image.header.class];
  const fields = SYM[image.header.class];
  for await (const { bytes } of pieces(source, symtab, size, 0, work)) {
    const symbols = new Window(bytes, 0, wide, image.header.littleEndian);
    for (let at = 0; at + size <= bytes.length; at += size) {
      const name = names.get(symbols.u32(at + fields.st_name.offset));
      if (name === undefined || symbols.u16(at + fields.st_shndx.offset) === SHN_UNDEF) continue;
      if (found.size < MAX_NAMES) found.set(name, symbols.word(at + fields.st_value.offset));
    }
  }
  return found;
}

/** Wanted names by their offset in .strtab: wherever they stand, since linkers let names share their ends. */
async function namesIn(
  source: ByteSource,
  strtab: Section,
  work: Work,
): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  const wanted = Uint8Array.from(PREFIX, (letter) => letter.charCodeAt(0));
  // The rarest letter of the prefix, and how far in it stands.
  const [rare, into] = [0x76, PREFIX.indexOf('v')];
  for await (const { bytes, offset, fresh } of pieces(source, strtab, 1, MAX_NAME, work)) {
    for (let at = bytes.indexOf(rare, into); at >= 0; at = bytes.indexOf(rare, at + 1)) {
      const start = at - into;
      if (start >= fresh || names.size >= MAX_NAMES) break;
      if (!wanted.every((byte, index) => bytes[start + index] === byte)) continue;
      const end = bytes.subarray(start, start + MAX_NAME).indexOf(0);
      if (end < 0) continue;
      names.set(offset + start, String.fromCharCode(...bytes.subarray(start, start + end)));
    }
  }
  return names;
}

/** A section's bytes in pieces of whole entries. Behind each stand up to `overlap` bytes of the next one. */
async function* pieces(source: ByteSource, section: Section, entry: number, overlap: number, work: Work) {
  const start = fileNumber(section.offset);
  const length = Math.min(fileNumber(section.size), source.size - start, MAX_TABLE);
  const step = PIECE - (PIECE % entry);
  for (let offset = 0; offset < length; offset += step) {
    const fresh = Math.min(step, length - offset);
    const bytes = await source.read(start + offset, Math.min(fresh + overlap, length - offset));
    if (bytes.length === 0) return;
    yield { bytes, offset, fresh };
    await work.yieldIfDue();
  }
}
