/**
 * What an ELF image is to look like. `buildImage` (image.ts) turns it into bytes; everything not said
 * here takes the value a linker would give it.
 */
import type { SymbolBind, SymbolType, Visibility } from './constants.ts';

export interface SymbolDescription {
  readonly name: string;
  /** st_value as written. Without it: the address `offset` bytes into the section. */
  readonly value?: bigint;
  readonly offset?: number;
  readonly size?: number;
  readonly type?: SymbolType;
  readonly bind?: SymbolBind;
  readonly visibility?: Visibility;
  /** Bits of st_other beside the visibility. */
  readonly other?: number;
  /** A section's name ('.text' unless said otherwise), 'UND', 'ABS', or an index as written. */
  readonly section?: string | number;
  /** Name of a definition, or (for an undefined symbol) of a need. */
  readonly version?: string;
  readonly hidden?: boolean;
  /** Put the section index into SHT_SYMTAB_SHNDX and write SHN_XINDEX (.symtab only). */
  readonly extendedIndex?: boolean;
}

export interface VersionDescription {
  readonly name: string;
  readonly parents?: readonly string[];
  readonly flags?: number;
}

export interface NeedDescription {
  readonly file: string;
  readonly versions: readonly { readonly name: string; readonly flags?: number }[];
}

export interface NoteDescription {
  readonly owner: string;
  readonly type: number;
  /** A function when the bytes depend on the byte order. */
  readonly description: Uint8Array | ((littleEndian: boolean) => Uint8Array);
}

export interface RelocationDescription {
  /** r_offset as written; a number stands for that many bytes into .data. */
  readonly offset: bigint | number;
  readonly type: number;
  /** Index in .dynsym; in sectionRelocations, in .symtab. */
  readonly symbol?: number;
  /** RELA only. */
  readonly addend?: bigint;
}

/** A group of Android's packed relocations. */
export interface AndroidGroup {
  readonly entries: readonly RelocationDescription[];
  /** Bytes from each to the next, and from the one before the group: where they have that in common. */
  readonly step?: bigint;
  /** Symbol and type, or addend, are in common. */
  readonly sameInfo?: boolean;
  readonly sameAddend?: boolean;
  /** How many it says there are, where that is not true. */
  readonly size?: bigint;
  /** Addends are there, as in the whole table unless this says otherwise. */
  readonly addends?: boolean;
}

export interface SegmentDescription {
  readonly type: number;
  readonly flags?: number;
  readonly offset?: bigint;
  readonly vaddr?: bigint;
  readonly filesz?: bigint;
  readonly memsz?: bigint;
  readonly align?: bigint;
}

export interface SectionDescription {
  readonly name: string;
  readonly type?: number;
  readonly flags?: bigint;
  readonly contents?: Uint8Array;
  /** Name of the section that sh_link leads to. */
  readonly link?: string;
  readonly entsize?: number;
}

export interface ImageDescription {
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  /** e_type: 3 (ET_DYN). ET_REL gets neither program headers nor dynamic tables. */
  readonly type?: number;
  readonly osabi?: number;
  readonly flags?: number;
  readonly entry?: bigint;

  /** Virtual address of file offset 0. */
  readonly base?: bigint;
  /** Puts .dynamic and .data into a second PT_LOAD, this many bytes further in memory than in the file. */
  readonly dataShift?: bigint;
  readonly loadAlign?: bigint;

  /** false: no PT_DYNAMIC and none of its tables (core files, static executables). */
  readonly dynamic?: boolean;
  readonly soname?: string;
  readonly needed?: readonly string[];
  readonly interpreter?: string;
  readonly extraDynamic?: readonly { readonly tag: bigint; readonly value: bigint }[];

  readonly symbols?: readonly SymbolDescription[];
  readonly versions?: readonly VersionDescription[];
  readonly needs?: readonly NeedDescription[];

  /** mips: DT_MIPS_XHASH, in `gnuBuckets` buckets. */
  readonly hash?: 'sysv' | 'gnu' | 'both' | 'mips' | 'none';
  /** Bytes of a DT_HASH word: 8 on 64-bit s390x and alpha. */
  readonly hashWordSize?: 4 | 8;
  readonly buckets?: number;
  readonly gnuBuckets?: number;
  /** Bloom filter words; a power of two. */
  readonly bloomWords?: number;
  readonly bloomShift?: number;

  readonly notes?: readonly NoteDescription[];
  readonly noteAlign?: 4 | 8;
  readonly relocations?: {
    readonly rela?: readonly RelocationDescription[];
    readonly rel?: readonly RelocationDescription[];
    /** Of the machine's own kind: RELA in 64-bit images, REL in 32-bit ones. */
    readonly jmprel?: readonly RelocationDescription[];
    /** RELR words as written; a number stands for the address that many bytes into .data. */
    readonly relr?: readonly (bigint | number)[];
    /** Writes jmprel as CREL. */
    readonly packedPlt?: boolean;
    /** DT_CREL; offsets are written without their `shift` low bits. */
    readonly crel?: {
      readonly entries: readonly RelocationDescription[];
      readonly addends?: boolean;
      readonly shift?: number;
    };
    /** DT_ANDROID_RELA, or DT_ANDROID_REL without addends. */
    readonly android?: {
      readonly groups: readonly AndroidGroup[];
      readonly addends?: boolean;
      /** How many it says there are, where that is not true. */
      readonly count?: bigint;
    };
  };
  /** For a linker: a section of relocations for each. They need `symtab`. */
  readonly sectionRelocations?: readonly {
    /** Name of the section that is relocated. */
    readonly target: string;
    /** RELA unless this is false. */
    readonly addends?: boolean;
    /** SHT_CREL, SHT_ANDROID_RELA or SHT_ANDROID_REL instead. */
    readonly format?: 'plain' | 'crel' | 'android';
    /** Of CREL. */
    readonly shift?: number;
    /** Name of another symbol table's section. */
    readonly link?: string;
    readonly entries: readonly RelocationDescription[];
  }[];

  /** .eh_frame_hdr with PT_GNU_EH_FRAME, and .eh_frame; version and encodings where they are not the usual ones. */
  readonly unwind?: {
    readonly version?: number;
    readonly pointer?: number;
    readonly count?: number;
    readonly table?: number;
  };
  readonly textSize?: number;
  readonly dataSize?: number;
  readonly extraSegments?: readonly SegmentDescription[];
  readonly extraSections?: readonly SectionDescription[];
  readonly sectionHeaders?: boolean;
  readonly symtab?: readonly SymbolDescription[];
  /** Writes these counts the extended way (gABI 4, "ELF Header"), however small they are. */
  readonly extendedNumbering?: { readonly sections?: boolean; readonly segments?: boolean };
}
