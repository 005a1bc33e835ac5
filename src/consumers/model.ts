/**
 * Who looks up what in a vDSO, and what comes of it. A consumer (the Go runtime, a libc, ...) is a data
 * file in catalog/; its lookup is replayed on the image by the few algorithms in lookup/.
 */
import type { Provider } from './provider.ts';

/** One key of a consumer: a symbol it wants and where it stores the address. */
export interface CatalogKey {
  /** The consumer's own variable: "vdsoClockgettimeSym". */
  readonly variable?: string;
  readonly symbol: string;
  /** The node it must have, where it differs from the architecture's `version`. */
  readonly version?: string;
  /** Constants as the consumer's source has them; absent where it computes them at run time. */
  readonly sourceSysvHash?: number;
  readonly sourceGnuHash?: number;
  /** First and last release that has this key in this form (inclusive; absent = open). */
  readonly since?: string;
  readonly until?: string;
  /** What the consumer does when the key is not found: one sentence without its full stop. */
  readonly fallback: string;
  /** Taken where it is there, and not missed where it is not: its outcome is not-applicable then. */
  readonly optional?: true;
  /** The program asserts that it is found: it panics without it. */
  readonly required?: true;
  /** The key is no symbol but an ELF note with this owner, type and number of bytes. */
  readonly note?: { readonly owner: string; readonly type: number; readonly size: number };
}

/** e_machine, class, byte order and, where they decide, e_flags together choose an architecture. */
export interface AbiPattern {
  readonly machine: number;
  readonly class: 32 | 64;
  /** 'both' where the consumer has a port for either byte order under this name. */
  readonly data: 'little' | 'big' | 'both';
  /** Matches when (e_flags & mask) equals value: n32 and o32 differ in nothing else. */
  readonly flags?: { readonly mask: number; readonly value: number };
}

/** One architecture of a consumer. */
export interface CatalogArch extends AbiPattern {
  /** The consumer's own name for it: GOARCH for Go. */
  readonly arch: string;
  /** First and last release that has this architecture. */
  readonly since?: string;
  readonly until?: string;
  readonly version?: { readonly variable?: string; readonly name: string; readonly sourceHash?: number };
  readonly keys: readonly CatalogKey[];
  /** Path of the source file that holds the keys: "src/runtime/vdso_linux_amd64.go". */
  readonly source: string;
  readonly notes?: readonly string[];
}

export interface CatalogConsumer {
  readonly id: string;
  readonly name: string;
  /**
   * Releases whose sources were read, oldest first; the last one is the default. Empty where one commit was
   * read and the release it belongs to is not known: `sources` names it.
   */
  readonly releases: readonly string[];
  /** Name of the lookup algorithm and its parameters (lookup/), in the newest release. */
  readonly lookup: LookupRules;
  /** Where older releases differ: applied to releases up to and including `until`. */
  readonly olderLookups?: readonly { readonly until: string; readonly rules: Partial<LookupRules> }[];
  /** Ports of the consumer that never ask the vDSO for anything. */
  readonly withoutVdso?: readonly (AbiPattern & { readonly arch: string })[];
  readonly arches: readonly CatalogArch[];
  /** Whether `arches` and `withoutVdso` together are all ports that there are. */
  readonly complete?: true;
  readonly sources: readonly { readonly repo: string; readonly path: string; readonly commit: string }[];
  readonly quirks?: readonly string[];
}

/** How a consumer searches; grows with the catalog. Every field is a fact of the consumer's source. */
export interface LookupRules {
  /**
   * hash: through a hash table; linear: every symbol in turn, the tables serve only to count them; chains:
   * every chain of every bucket of DT_HASH in turn; note: no symbols, the ELF notes.
   */
  readonly algorithm: 'hash' | 'linear' | 'chains' | 'note';
  /** In order of preference; the first one the image has is used. Empty where `sections` counts the symbols. */
  readonly tables: readonly ('gnu' | 'sysv')[];
  readonly acceptedTypes: readonly number[] | 'any';
  readonly acceptedBindings: readonly number[] | 'any';
  /** by-index: resolved once to a version index (Go); by-name, by-hash-and-name: per symbol. */
  readonly version: 'by-index' | 'by-name' | 'by-hash-and-name' | 'none';
  /**
   * What is added to a value. first-load, last-load: base + p_offset - p_vaddr of that PT_LOAD;
   * first-load-vaddr: base - p_vaddr (p_offset taken for 0); base: base alone (p_vaddr taken for 0).
   */
  readonly loadBias: 'first-load' | 'last-load' | 'first-load-vaddr' | 'base';
  /** Dynamic tags without which the image is ignored, beside one of `tables`. */
  readonly requiredTags: readonly DynamicTagName[];
  /** Whether the GNU table's bloom filter is asked first. */
  readonly bloomFilter: boolean;
  /** Bytes of a DT_HASH word: 4, or what the ABI says (8 on 64-bit s390x and alpha). */
  readonly sysvWord: 4 | 'abi';
  /** A table of no buckets: found empty, or divided by. */
  readonly zeroBuckets: { readonly gnu: 'empty' | 'divides'; readonly sysv: 'empty' | 'divides' };
  /**
   * Go slices: word indices are computed in 32 bits, and an index beyond a slice is a panic and no read.
   * The limits are those of vdsoArrayMax. plain: pointers as in C.
   */
  readonly indexing: 'go-slices' | 'plain';
  /** Whether st_shndx 0 (SHN_UNDEF) is refused. */
  readonly undefinedSymbols: 'refused' | 'accepted' | 'refused-by-sysv';
  /** Whether st_value 0 is refused; refused-unless-abs: SHN_ABS may be 0. */
  readonly zeroValue: 'accepted' | 'refused' | 'refused-unless-abs';
  /** Whether bit 15 of a version index is masked off before it is compared. */
  readonly hiddenBit: 'masked' | 'compared';
  /** Without DT_VERDEF the null pointer is followed, or versions are not checked. */
  readonly noVerdef: 'null-pointer' | 'unchecked';
  /** to-nul: each name is read up to its NUL before it is compared (Go); strcmp: up to the first difference. */
  readonly names: 'to-nul' | 'strcmp';

  /** The rest are checks and habits of few consumers; absent: the consumer has none of them. */

  /** What must stand in the ELF header, in the order in which it is looked at. */
  readonly header?: { readonly checks: readonly HeaderCheck[]; readonly failure: 'ignored' | 'fatal' };
  readonly segments?: SegmentRules;
  /** Tables, or only the number of symbols, from the section headers. */
  readonly sections?: SectionRules;
  /** dynamic table at p_offset of PT_DYNAMIC (absent) or at its p_vaddr. */
  readonly dynamicAt?: 'vaddr';
  /** An image linked at 0 is taken for one that a loader relocated: only DT_VERDEF gets the load bias. */
  readonly relocatedAtZero?: true;
  /** DT_SYMENT, where there is one, must be the size of a symbol. */
  readonly symentChecked?: true;
  /** The search is made when DT_SYMTAB is met: DT_HASH and DT_STRTAB must come before it. */
  readonly tagOrder?: 'symtab-last';
  /** The image is looked for by this soname. */
  readonly soname?: string;
  /** Which symbol counts when several pass; absent: the first. */
  readonly match?: 'last';
  /** A symbol passes with an accepted type or with an accepted binding, not only with both. */
  readonly typeOrBinding?: true;
  /** Symbols with st_info 0 (NOTYPE LOCAL) are passed over. */
  readonly emptyInfo?: 'refused';
  /** Only STV_DEFAULT is accepted. */
  readonly visibility?: 'default-only';
  /** st_size below this is refused. */
  readonly minSize?: number;
  /**
   * Headers, symbols and names are looked at only where the mapping has them, names with so many bytes; what
   * lies outside is an error and no fault. A chain of DT_HASH ends at an index beyond nchain. The words of the
   * hash tables are not checked.
   */
  readonly bounds?: { readonly nameBytes: number };
  /**
   * Which bucket of DT_GNU_HASH is empty: any below symoffset (absent), or only 0. A value between the two is
   * an index before the chains, as a pointer difference or as an unsigned 32-bit number.
   */
  readonly gnuEmptyBucket?: 'zero' | 'zero-unsigned';
  /** vd_version must be 1. */
  readonly verdefVersion?: 'checked';
  /**
   * Abseil's ElfMemImage: every symbol on the way is checked, and a failed check ends the program; the name
   * of a definition is looked for right behind it, and definitions are taken to be in order.
   */
  readonly fatalChecks?: true;
  /** The address found must lie in the first PT_LOAD: an assertion. */
  readonly resultAsserted?: true;
}

export type HeaderCheck =
  | 'magic'
  | 'class'
  | 'data'
  | 'little-endian'
  | 'ident-version'
  | 'osabi-none'
  | 'osabi-none-or-linux'
  | 'abi-version'
  | 'type'
  | 'machine'
  | 'ehsize'
  | 'phentsize';

export interface SegmentRules {
  /** The image must be linked at 0: the address a loader reports is compared with AT_SYSINFO_EHDR. */
  readonly linkedAtZero?: true;
  /** A second PT_LOAD or PT_DYNAMIC is an error. */
  readonly oneOfEach?: true;
  /** p_flags the first PT_LOAD must have. */
  readonly loadFlags?: number;
  /** Types of program headers that no vDSO is believed to have. */
  readonly refused?: readonly number[];
  /** PT_DYNAMIC must lie behind the ELF header. */
  readonly dynamicBehindHeader?: true;
  /** The dynamic table ends with PT_DYNAMIC: quietly (p_filesz), or the image is refused (p_memsz). */
  readonly dynamicEnd?: 'filesz' | 'memsz-refused';
}

export type SectionTable = 'dynsym' | 'strtab' | 'allocated-strtab' | 'versym' | 'verdef' | 'dynamic';

export interface SectionRules {
  /**
   * count: the number of symbols from SHT_DYNSYM, the rest from the dynamic table; type: each table from the
   * last section of its type, until all wanted are seen; name: from the section of the usual name.
   */
  readonly by: 'count' | 'type' | 'name';
  readonly wanted: readonly SectionTable[];
  /** What sh_size of SHT_DYNSYM is divided by. */
  readonly divisor: 'sizeof' | 'entsize';
  readonly missing: 'ignored' | 'fatal';
  /** Tables found by name must be where the dynamic table says. */
  readonly crossChecked?: true;
}

export type DynamicTagName =
  | 'STRTAB'
  | 'SYMTAB'
  | 'HASH'
  | 'GNU_HASH'
  | 'VERSYM'
  | 'VERDEF'
  | 'VERDEFNUM'
  | 'STRSZ'
  | 'SYMENT'
  | 'SONAME';

export type Outcome = 'found' | 'partial' | 'fallback' | 'crash' | 'hang' | 'unknown' | 'not-applicable';

/** A reason as code and arguments; english.ts makes the sentence. */
export interface Reason {
  readonly code: string;
  readonly args: Readonly<Record<string, string | number | bigint>>;
}

/** One step of a replay: what was read, where, and how the comparison ended. */
export interface ReplayStep extends Reason {
  /** pass: went on; fail: this candidate or the search ended here; info: a reading without a test. */
  readonly result: 'pass' | 'fail' | 'info';
  /** File range read, when it lies in the image. */
  readonly offset?: number;
  readonly length?: number;
}

export interface VersionFinding {
  readonly variable?: string;
  readonly name: string;
  /** As the consumer's source has it, recomputed when the source holds none. */
  readonly hash: number;
  readonly hashVerified: boolean;
  readonly outcome: Outcome;
  /** Version index it resolves to. */
  readonly index?: number;
  readonly why: Reason;
  readonly steps: readonly ReplayStep[];
}

export interface KeyFinding {
  readonly variable?: string;
  readonly symbol: string;
  readonly version?: string;
  readonly outcome: Outcome;
  /** st_value of the accepted symbol. */
  readonly value?: bigint;
  /** What the consumer would store: load bias + value; only when the image has a base. */
  readonly address?: bigint;
  readonly symbolIndex?: number;
  readonly table?: 'gnu' | 'sysv' | 'linear';
  readonly bucket?: number;
  readonly sourceSysvHash?: number;
  readonly sourceGnuHash?: number;
  /** Whether the source's constants equal the recomputed hashes; absent where the source has none. */
  readonly hashVerified?: boolean;
  readonly why: Reason;
  /** Why the image lacks the symbol, where the kernels' export history knows. */
  readonly cause?: Reason;
  /** In a running program: its variable's address, what it holds now, and what it should hold. */
  readonly held?: { readonly address: bigint; readonly value: bigint; readonly expected: bigint };
  readonly fallback: string;
  readonly steps: readonly ReplayStep[];
}

export interface ConsumerFinding {
  readonly id: string;
  readonly name: string;
  /**
   * The release whose facts were used: the newest known one that is not newer than the one asked for. ''
   * where the catalog knows a commit and no release.
   */
  readonly release: string;
  /** Set when another release was asked for than the one whose sources were read. */
  readonly requestedRelease?: string;
  /** The consumer's own name of the architecture, '' where not applicable. */
  readonly arch: string;
  readonly outcome: Outcome;
  readonly why: Reason;
  readonly version?: VersionFinding;
  readonly keys: readonly KeyFinding[];
  /** The steps before any key: headers and dynamic table as this consumer reads them. */
  readonly steps: readonly ReplayStep[];
  /** Set when the keys were decoded from a program, and are not the catalogue's. */
  readonly program?: ProgramFacts;
}

/** Where a program's keys come from, and where they were looked up. */
export interface ProgramFacts {
  /** As its build information has it: "go1.19.8". */
  readonly goVersion: string;
  /** Import path of its main package. */
  readonly path?: string;
  /** symbols: at the names in .symtab; pattern: by what the data looks like; none: the keys were not found. */
  readonly foundBy: 'symbols' | 'pattern' | 'none';
  /** The image searched, when it is not the one reported: "the live image of this process (4711)". */
  readonly searched?: string;
}

/** Which consumers to evaluate, by id, each with an optional release ("go" or "go@1.21"). */
export type Selection = readonly {
  readonly id: string;
  readonly release?: string;
  /** Evaluated for its own page only: no chip in the header, no word beside symbols. */
  readonly quiet?: true;
}[];

/** The address space in which a consumer meets the image. */
export interface MappedContext {
  /** Address of the image's first byte; absent for files, which have no address. */
  readonly base?: bigint;
  /** Who made the image; absent: what the image alone tells. */
  readonly provider?: Provider;
  /** Nothing is evaluated for 'elf'; pass 'vdso' to evaluate as if the kernel had mapped the file. */
  readonly role: 'vdso' | 'elf';
}
