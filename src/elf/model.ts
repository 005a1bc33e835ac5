/**
 * The model of one ELF image: what `readElf` (readElf.ts) makes of any bytes. All offsets are file
 * offsets in bytes; addresses and values are bigint in both classes (gVisor links its image at
 * 0xffffffffff700000). Enumerations stay numbers here: names.ts gives their standard names.
 *
 * Source of all structures: System V gABI (https://www.sco.com/developers/gabi/), chapters 4 and 5,
 * and the Linux Standard Base for symbol versions.
 */
import type { Problem } from './problems/problem.ts';
import type { StructureName } from './problems/structure.ts';
import type { ByteRange, FileTable } from './table.ts';

export interface ElfHeader {
  /** EI_CLASS as 32 or 64; what is neither is read as 64 and reported. */
  readonly class: 32 | 64;
  /** EI_DATA: 2 is big-endian; what is neither 1 nor 2 is read as little-endian and reported. */
  readonly littleEndian: boolean;
  readonly identVersion: number;
  readonly osabi: number;
  readonly abiVersion: number;
  readonly type: number;
  readonly machine: number;
  readonly version: number;
  readonly entry: bigint;
  readonly phoff: bigint;
  readonly shoff: bigint;
  readonly flags: number;
  readonly ehsize: number;
  readonly phentsize: number;
  readonly shentsize: number;
  /** e_phnum, e_shnum, e_shstrndx as written. */
  readonly rawPhnum: number;
  readonly rawShnum: number;
  readonly rawShstrndx: number;
  /** The same after extended numbering (PN_XNUM, e_shnum 0, SHN_XINDEX through section 0). */
  readonly phnum: number;
  readonly shnum: number;
  readonly shstrndx: number;
}

/** What is left of a program's headers when a packer has compressed it: those of what unpacks it when it starts. */
export interface Packed {
  readonly packer: 'UPX';
  /** The packer's own, as it writes it: "3.96", "4.24" for 4.2.4; absent where the text was removed. */
  readonly release?: string;
  /** Of its records: 13 since UPX 3, 14 since UPX 4. */
  readonly version: number;
  /** "linux/amd64", or "format 99". */
  readonly format: string;
  /** "NRV2E", "LZMA", or "method 99". */
  readonly method: string;
  /** Bytes of the program before it was packed, as the packer says. */
  readonly size: number;
}

export interface Segment {
  readonly index: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: bigint;
  readonly vaddr: bigint;
  readonly paddr: bigint;
  readonly filesz: bigint;
  readonly memsz: bigint;
  readonly align: bigint;
}

export interface Section {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: bigint;
  readonly addr: bigint;
  readonly offset: bigint;
  readonly size: bigint;
  readonly link: number;
  readonly info: number;
  readonly addralign: bigint;
  readonly entsize: bigint;
}

export interface DynamicEntry {
  readonly index: number;
  readonly tag: bigint;
  readonly value: bigint;
  /** The string for tags whose value is a string table offset (DT_SONAME, DT_NEEDED, ...). */
  readonly text?: string;
}

export interface ElfSymbol {
  readonly index: number;
  readonly name: string;
  readonly value: bigint;
  readonly size: bigint;
  /** st_info >> 4 */
  readonly bind: number;
  /** st_info & 15 */
  readonly type: number;
  /** st_other & 3 */
  readonly visibility: number;
  readonly other: number;
  /** st_shndx as written. */
  readonly shndx: number;
  /** Section index after SHN_XINDEX; equals shndx otherwise. */
  readonly sectionIndex: number;
}

/** Which version a symbol has: versym's entry looked up in verdef and verneed. */
export interface SymbolVersion {
  /** versym & 0x7fff */
  readonly index: number;
  /** versym & 0x8000: not the default version. */
  readonly hidden: boolean;
  /** local: index 0; global: index 1 without a definition's name; unknown: no record has this index. */
  readonly kind: 'local' | 'global' | 'definition' | 'need' | 'unknown';
  readonly name?: string;
  /** For a need: the file it is needed from. */
  readonly file?: string;
}

/** A symbol table; the per-column accessors are for sorting and filtering without making objects. */
export interface SymbolTable extends FileTable<ElfSymbol> {
  /** Bytes of the table in the file. */
  readonly range: ByteRange;
  /**
   * How the number of symbols is known: a section header, DT_HASH's nchain, the end of the GNU chains,
   * DT_MIPS_SYMTABNO, or the room up to the next table (where no hash table holds a symbol).
   */
  readonly countFrom: 'section' | 'sysv-hash' | 'gnu-hash' | 'dynamic' | 'extent' | 'none';
  nameOffset(index: number): number;
  /** Decoded name, '' outside the table; at most MAX_NAME_BYTES bytes are shown (reported when cut). */
  name(index: number): string;
  /** The whole name's bytes without NUL, a view of the resident bytes; empty outside the table. */
  nameBytes(index: number): Uint8Array;
  /**
   * Whether the name as it is shown holds this lower-case ASCII word, in any case; undefined where that takes its
   * decoded text: the name has other characters than printable ASCII.
   */
  nameHolds(index: number, word: Uint8Array): boolean | undefined;
  /**
   * Copies the name as it is shown to `target` from `at` on, where MAX_NAME_BYTES have room, and returns where it ends;
   * -1 for a name with other characters than printable ASCII, or with those that JSON escapes.
   */
  copyName(index: number, target: Uint8Array, at: number): number;
  /** Told before the names of some tens of rows are asked for, makes that quicker. */
  prefetchNames(from: number, to: number): void;
  value(index: number): bigint;
  symbolSize(index: number): bigint;
  /** Both as numbers, for loops over very many: exact up to 2^53 - 1, and above that where the value is. */
  valueNumber(index: number): number;
  sizeNumber(index: number): number;
  info(index: number): number;
  other(index: number): number;
  /** st_shndx as written. */
  shndx(index: number): number;
  /** Section index after SHN_XINDEX. */
  sectionIndex(index: number): number;
  /** versym entry as written, undefined without DT_VERSYM (or beyond its end). */
  versym(index: number): number | undefined;
  version(index: number): SymbolVersion | undefined;
  /**
   * SysV and GNU hash of every name, one Uint32 a symbol each. Symbols from
   * `hashed` on have none: their names are amplified (many suffixes of one long string; reported).
   */
  hashes(): { readonly sysv: ArrayLike<number>; readonly gnu: ArrayLike<number>; readonly hashed: number };
}

export interface VersionDefinition {
  readonly index: number;
  readonly flags: number;
  readonly version: number;
  readonly hash: number;
  readonly name: string;
  readonly parents: readonly string[];
  /** Bytes of the Verdef record. */
  readonly range: ByteRange;
}

export interface VersionNeed {
  readonly file: string;
  /** Bytes of the Verneed record. */
  readonly range: ByteRange;
  readonly versions: readonly {
    readonly index: number;
    readonly hidden: boolean;
    readonly name: string;
    readonly hash: number;
    readonly flags: number;
    /** Bytes of the Vernaux record. */
    readonly range: ByteRange;
  }[];
}

export interface SysvHashTable {
  readonly range: ByteRange;
  /** Bytes of a word: 4, or 8 on 64-bit s390x and alpha. */
  readonly wordSize: 4 | 8;
  readonly nbucket: number;
  readonly nchain: number;
  /** Numbers as in the file; clipped to what the file backs (reported). */
  readonly buckets: FileTable<number>;
  readonly chains: FileTable<number>;
  /** Symbol indices of one bucket in chain order; stops at a cycle or the table's end (reported by the reader). */
  chainOf(bucket: number): number[];
}

export interface GnuHashTable {
  readonly range: ByteRange;
  readonly nbuckets: number;
  readonly symoffset: number;
  readonly bloomSize: number;
  readonly bloomShift: number;
  /** Words of the class's width. */
  readonly bloom: FileTable<bigint>;
  readonly buckets: FileTable<number>;
  /** Chain words; entry i belongs to symbol i + symoffset. */
  readonly chains: FileTable<number>;
  chainOf(bucket: number): number[];
  /**
   * Of DT_MIPS_XHASH only: entry i is the symbol that chain word i belongs to. The global offset table
   * dictates the order of a MIPS file's symbols, so that those of one bucket cannot stand side by side.
   */
  readonly translation?: FileTable<number>;
}

export interface Relocation {
  /** Index within its own table. */
  readonly index: number;
  /** Which of the dynamic table's, by its tag; section: one that only a section header names. */
  readonly table: 'rela' | 'rel' | 'jmprel' | 'relr' | 'crel' | 'android_rela' | 'android_rel' | 'section';
  /** Index of that section header. */
  readonly section?: number;
  /** Address; in an object file, bytes from the start of the section that is relocated. */
  readonly offset: bigint;
  /** 64-bit MIPS: r_type, r_type2, r_type3 and r_ssym, from the lowest byte up. */
  readonly type: number;
  /** 64-bit SPARC: ELF64_R_TYPE_DATA, a signed number of 24 bits; absent when it is 0. */
  readonly typeData?: number;
  readonly symbol: number;
  readonly addend?: bigint;
}

export interface RelocationTable extends FileTable<Relocation> {
  /**
   * Name of a relocation's symbol, from the symbol table that its own table goes with; a section's for the
   * nameless symbol of one. '' without symbol or name.
   */
  symbolName(relocation: Relocation): string;
}

export interface Note {
  readonly owner: string;
  readonly type: number;
  /** Bytes of the descriptor. */
  readonly size: number;
  /** The descriptor (a view of the resident bytes): whole, unless it is huge or shares its bytes with others. */
  readonly description: Uint8Array;
  /** File range of the whole note, header included. */
  readonly range: ByteRange;
  /** Note decoded where we know it; undefined otherwise. */
  readonly meaning?:
    | { readonly kind: 'build-id'; readonly id: string }
    | { readonly kind: 'linux-version'; readonly code: number; readonly release: string }
    | { readonly kind: 'build-salt'; readonly salt: string };
}

/** What a preview of a large image gives, see ReadOptions.preview. */
export interface Preview {
  /** Reads rows of `symbols`, which are empty before. Rejects when they cannot be read, or only as part of the whole. */
  load(start: number, count: number): Promise<void>;
  /** symoffset of DT_GNU_HASH as it stands there: the first symbol that the table holds. */
  readonly firstHashed?: number;
}

export interface ElfImage {
  /**
   * Set on a preview of a large image. Headers, dynamic table, notes and versions are there, and the symbols that
   * were loaded; nothing was checked, so that `problems` is empty, and hash tables and relocations were not read.
   */
  readonly preview?: Preview;
  /** Bytes in the source. */
  readonly size: number;
  readonly header: ElfHeader;
  readonly segments: FileTable<Segment>;
  readonly sections: FileTable<Section>;
  /** Entries up to and including DT_NULL. */
  readonly dynamic: FileTable<DynamicEntry>;
  /** Where the dynamic table was found. */
  readonly dynamicFrom: 'segment' | 'section' | 'none';
  /** .dynsym as PT_DYNAMIC (or, failing that, the section headers) names it. */
  readonly symbols: SymbolTable;
  /** .symtab, when there is one and it was asked for; of object files always. */
  readonly symtab?: SymbolTable;
  readonly hasSymtab: boolean;
  readonly versionDefinitions: readonly VersionDefinition[];
  readonly versionNeeds: readonly VersionNeed[];
  readonly sysvHash?: SysvHashTable;
  readonly gnuHash?: GnuHashTable;
  /** DT_MIPS_XHASH: who looks for DT_GNU_HASH does not see it. */
  readonly mipsHash?: GnuHashTable;
  /**
   * Those of the dynamic table, then those of sections that it does not name: of object files and of what is
   * loaded always, what a linker left behind (--emit-relocs) with .symtab.
   */
  readonly relocations: RelocationTable;
  readonly notes: readonly Note[];
  readonly soname?: string;
  readonly interpreter?: string;
  /** Set for what a packer has compressed. */
  readonly packed?: Packed;
  readonly problems: readonly Problem[];
  /** File ranges of the tables found, for the memory map and for "go to bytes". */
  readonly tableRanges: readonly {
    readonly name: StructureName;
    readonly offset: number;
    readonly length: number;
  }[];
  /** Resident bytes of a file range; undefined when any of it was not read. */
  bytes(offset: number, length: number): Uint8Array | undefined;
  /** File offset of a virtual address through the PT_LOADs; undefined when none backs it by file bytes. */
  offsetOf(vaddr: bigint): number | undefined;
}
