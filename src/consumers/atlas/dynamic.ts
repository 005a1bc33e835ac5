/** The dynamic table, and the version definitions and notes it goes with. */
import * as elf from '../../elf/format/constants.ts';
import { sysvHash } from '../../elf/format/hash.ts';
import { DYN, SYM, VERDAUX, VERDEF } from '../../elf/format/layouts.ts';
import type { FieldWriter } from './fieldWriter.ts';
import type { ImageFacts } from './imageFacts.ts';
import { linuxNotes } from './notes.ts';
import type { ImagePart, Placed, Strings } from './part.ts';

export function dynamicPart(
  facts: ImageFacts,
  placed: ReadonlyMap<string, Placed>,
  texts: Strings,
  definitions: number,
): ImagePart {
  const { tables, class: bits } = facts;
  const at = (name: string) => (): bigint => facts.base + BigInt(placed.get(name)?.at ?? 0);
  const entries: readonly (readonly [tag: number, value: () => number | bigint])[] = [
    [elf.DT_SONAME, () => texts.at.get(facts.soname) ?? 0],
    ...(tables === 'gnu' ? [] : [[elf.DT_HASH, at('.hash')] as const]),
    ...(tables === 'sysv' ? [] : [[elf.DT_GNU_HASH, at('.gnu.hash')] as const]),
    [elf.DT_STRTAB, at('.dynstr')],
    [elf.DT_SYMTAB, at('.dynsym')],
    [elf.DT_STRSZ, () => texts.bytes.length],
    [elf.DT_SYMENT, () => SYM.size[bits]],
    [elf.DT_VERDEF, at('.gnu.version_d')],
    [elf.DT_VERDEFNUM, () => definitions],
    [elf.DT_VERSYM, at('.gnu.version')],
    [elf.DT_NULL, () => 0],
  ];
  return {
    name: '.dynamic',
    type: elf.SHT_DYNAMIC,
    align: bits / 8,
    flags: elf.SHF_ALLOC,
    size: entries.length * DYN.size[bits],
    entsize: DYN.size[bits],
    link: '.dynstr',
    write(out, start) {
      for (const [i, [tag, value]] of entries.entries()) {
        out.structure(DYN, start + i * DYN.size[bits], { d_tag: tag, d_val: value() });
      }
    },
  };
}

export function notePart({ release, notes8 }: ImageFacts): ImagePart {
  const notes = linuxNotes(release, notes8);
  return {
    name: '.note',
    type: elf.SHT_NOTE,
    align: notes8 ? 8 : 4,
    flags: elf.SHF_ALLOC,
    size: notes.size,
    write: notes.write,
  };
}

export function writeDefinitions(
  out: FieldWriter,
  at: number,
  bits: 32 | 64,
  names: readonly string[],
  texts: Strings,
): void {
  const step = VERDEF.size[bits] + VERDAUX.size[bits];
  for (const [i, name] of names.entries()) {
    out.structure(VERDEF, at + i * step, {
      vd_version: 1,
      vd_flags: i === 0 ? elf.VER_FLG_BASE : 0,
      vd_ndx: i + 1,
      vd_cnt: 1,
      vd_hash: sysvHash(name),
      vd_aux: VERDEF.size[bits],
      vd_next: i === names.length - 1 ? 0 : step,
    });
    out.structure(VERDAUX, at + i * step + VERDEF.size[bits], { vda_name: texts.at.get(name) ?? 0 });
  }
}
