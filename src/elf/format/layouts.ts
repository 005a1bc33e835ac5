/**
 * Structures of the ELF file, each once: where each field stands and how many bytes it has, in both classes.
 * System V gABI chapters 4 and 5; symbol versions: Linux Standard Base, "Symbol Versioning"; DT_GNU_HASH: binutils'
 * bfd/elflink.c. Names are those of <elf.h>.
 */
import type { ByteRange } from '../table.ts';

export type Layout<Name extends string> = Readonly<Record<Name, ByteRange>>;

/** A structure in both classes, and its size in bytes. */
export interface Structure<Name extends string> {
  readonly 32: Layout<Name>;
  readonly 64: Layout<Name>;
  readonly size: { readonly 32: number; readonly 64: number };
}

/** Fields in the order of the file, as "name:bytes"; `word` has the bytes of an address of the class. */
function structure<Name extends string>(order: string, order64 = order): Structure<Name> {
  const [small, large] = [laidOut<Name>(order, 4), laidOut<Name>(order64, 8)];
  return { 32: small.layout, 64: large.layout, size: { 32: small.size, 64: large.size } };
}

function laidOut<Name extends string>(order: string, word: 4 | 8): { layout: Layout<Name>; size: number } {
  const fields: Partial<Record<Name, ByteRange>> = {};
  let offset = 0;
  for (const [name = '', bytes = ''] of order.split(' ').map((each) => each.split(':'))) {
    const length = bytes === 'word' ? word : Number.parseInt(bytes, 10);
    fields[name as Name] = { offset, length };
    offset += length;
  }
  return { layout: fields as Layout<Name>, size: offset };
}

export const EHDR = structure<
  | 'ei_mag'
  | 'ei_class'
  | 'ei_data'
  | 'ei_version'
  | 'ei_osabi'
  | 'ei_abiversion'
  | 'ei_pad'
  | 'e_type'
  | 'e_machine'
  | 'e_version'
  | 'e_entry'
  | 'e_phoff'
  | 'e_shoff'
  | 'e_flags'
  | 'e_ehsize'
  | 'e_phentsize'
  | 'e_phnum'
  | 'e_shentsize'
  | 'e_shnum'
  | 'e_shstrndx'
>(
  'ei_mag:4 ei_class:1 ei_data:1 ei_version:1 ei_osabi:1 ei_abiversion:1 ei_pad:7 e_type:2 e_machine:2 e_version:4 ' +
    'e_entry:word e_phoff:word e_shoff:word e_flags:4 e_ehsize:2 e_phentsize:2 e_phnum:2 e_shentsize:2 e_shnum:2 e_shstrndx:2',
);

export const PHDR = structure<
  'p_type' | 'p_offset' | 'p_vaddr' | 'p_paddr' | 'p_filesz' | 'p_memsz' | 'p_flags' | 'p_align'
>(
  'p_type:4 p_offset:4 p_vaddr:4 p_paddr:4 p_filesz:4 p_memsz:4 p_flags:4 p_align:4',
  'p_type:4 p_flags:4 p_offset:8 p_vaddr:8 p_paddr:8 p_filesz:8 p_memsz:8 p_align:8',
);

export const SHDR = structure<
  | 'sh_name'
  | 'sh_type'
  | 'sh_flags'
  | 'sh_addr'
  | 'sh_offset'
  | 'sh_size'
  | 'sh_link'
  | 'sh_info'
  | 'sh_addralign'
  | 'sh_entsize'
>(
  'sh_name:4 sh_type:4 sh_flags:word sh_addr:word sh_offset:word sh_size:word sh_link:4 sh_info:4 sh_addralign:word sh_entsize:word',
);

export const SYM = structure<'st_name' | 'st_value' | 'st_size' | 'st_info' | 'st_other' | 'st_shndx'>(
  'st_name:4 st_value:4 st_size:4 st_info:1 st_other:1 st_shndx:2',
  'st_name:4 st_info:1 st_other:1 st_shndx:2 st_value:8 st_size:8',
);

export const DYN = structure<'d_tag' | 'd_val'>('d_tag:word d_val:word');

export const VERDEF = structure<
  'vd_version' | 'vd_flags' | 'vd_ndx' | 'vd_cnt' | 'vd_hash' | 'vd_aux' | 'vd_next'
>('vd_version:2 vd_flags:2 vd_ndx:2 vd_cnt:2 vd_hash:4 vd_aux:4 vd_next:4');

export const VERDAUX = structure<'vda_name' | 'vda_next'>('vda_name:4 vda_next:4');

export const VERNEED = structure<'vn_version' | 'vn_cnt' | 'vn_file' | 'vn_aux' | 'vn_next'>(
  'vn_version:2 vn_cnt:2 vn_file:4 vn_aux:4 vn_next:4',
);

export const VERNAUX = structure<'vna_hash' | 'vna_flags' | 'vna_other' | 'vna_name' | 'vna_next'>(
  'vna_hash:4 vna_flags:2 vna_other:2 vna_name:4 vna_next:4',
);

/** Before the owner and the description of a note (gABI chapter 5, "Note Section"). */
export const NHDR = structure<'n_namesz' | 'n_descsz' | 'n_type'>('n_namesz:4 n_descsz:4 n_type:4');

/** Before the bloom words of DT_GNU_HASH and DT_MIPS_XHASH. */
export const GNU_HASH_HEADER = structure<'nbuckets' | 'symoffset' | 'bloom_size' | 'bloom_shift'>(
  'nbuckets:4 symoffset:4 bloom_size:4 bloom_shift:4',
);

/** Bytes of an Elf_Rel or Elf_Rela. */
export function relocationSize(is64: boolean, addends: boolean): number {
  return (is64 ? 8 : 4) * (addends ? 3 : 2);
}
