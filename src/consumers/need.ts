/** What a consumer needs of an image beside symbols: a key with a need is no name that is looked up. */

/**
 * Where notes are looked for: sections of type SHT_NOTE with one of these names, or the PT_NOTE segments. believed: a
 * section that is there and lacks it ends the search.
 */
export type NotePlace =
  | { readonly sections: readonly string[]; readonly believed?: true }
  /** offset: by p_offset and p_filesz; address: by p_vaddr, which is not 0, and p_memsz, inside the first to last PT_LOAD. */
  | { readonly segments: 'offset' | 'address' };

export type HeaderTableName = 'program-headers' | 'section-headers';

/** One demand on how the PT_LOADs lie. */
export type LayoutRule =
  | 'first-at-offset-zero'
  | 'offsets-as-addresses'
  | 'file-size-as-memory-size'
  | 'inside-the-file'
  | 'ascending'
  | 'pages-of-their-own'
  | 'headers-inside'
  | 'any';

export type Need =
  /** An ELF note with this owner, type and number of bytes, in any section of type SHT_NOTE. */
  | { readonly kind: 'note'; readonly owner: string; readonly type: number; readonly size: number }
  | {
      readonly kind: 'build-id';
      /** In turn, until one has it. */
      readonly in: readonly NotePlace[];
      /** The note's owner must be "GNU"; absent: its type alone counts. */
      readonly owner?: 'GNU';
      /** Notes with more bytes of name and description are passed over. */
      readonly mostBytes?: number;
    }
  /** One of these sections, and not empty. */
  | {
      readonly kind: 'section';
      readonly any: readonly { readonly name: string; readonly type: number }[];
    }
  | {
      readonly kind: 'unwind-table';
      /** .eh_frame and .eh_frame_hdr are looked for among the sections before PT_GNU_EH_FRAME. */
      readonly sectionsFirst?: true;
      /** An address of 0 counts as none. */
      readonly address?: 'not-zero';
      /** None at all is as good; only one that cannot be read is not. */
      readonly orNone?: true;
      /** The table must be one that can be searched by halves: 32-bit, relative to the header. */
      readonly encoding?: 'sorted-sdata4';
    }
  /** DT_SONAME, with this name where there is one. */
  | { readonly kind: 'soname'; readonly name?: string }
  /** Dynamic tags that must be there and not 0. */
  | { readonly kind: 'tags'; readonly all: readonly number[] }
  /** Dynamic tags that must not be there; `flags`: bits of DT_FLAGS that must not be set. */
  | { readonly kind: 'no-tags'; readonly none: readonly number[]; readonly flags?: number }
  /** Relocations are applied to the image, which is not writable. */
  | { readonly kind: 'no-relocations' }
  /** DT_SYMENT, where there is one, must be the size of a symbol. */
  | { readonly kind: 'symbol-size' }
  /** A hash table with buckets. */
  | { readonly kind: 'hash-table' }
  /** The number of symbols, from the hash tables, and the tags without which it is of no use. */
  | { readonly kind: 'symbol-count'; readonly all: readonly number[] }
  /** Every version definition is of version 1 and has a name. */
  | { readonly kind: 'version-definitions' }
  /** A symbol of SHT_SYMTAB that is defined and not local. */
  | { readonly kind: 'static-symbol'; readonly name: string }
  | { readonly kind: 'layout'; readonly rule: LayoutRule }
  /** At most so many pages of 4 KiB. */
  | { readonly kind: 'pages'; readonly most: number }
  /** The program headers, or the section headers, end in the first 4 KiB. */
  | { readonly kind: 'in-first-page'; readonly table: HeaderTableName }
  /** The image is taken to be where it is linked, unless that is 0 or a PT_PHDR tells its place. */
  | { readonly kind: 'own-address' };
