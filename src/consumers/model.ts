/**
 * Who looks up what in a vDSO, and what comes of it. A consumer (the Go runtime, a libc, ...) is a data
 * file in catalog/; its lookup is replayed on the image by the few algorithms in lookup/.
 */

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
  /** Releases whose sources were read, oldest first; the last one is the default. */
  readonly releases: readonly string[];
  /** Name of the lookup algorithm and its parameters (lookup/), in the newest release. */
  readonly lookup: LookupRules;
  /** Where older releases differ: applied to releases up to and including `until`. */
  readonly olderLookups?: readonly { readonly until: string; readonly rules: Partial<LookupRules> }[];
  /** Ports of the consumer that never ask the vDSO for anything. */
  readonly withoutVdso?: readonly (AbiPattern & { readonly arch: string })[];
  readonly arches: readonly CatalogArch[];
  readonly sources: readonly { readonly repo: string; readonly path: string; readonly commit: string }[];
  readonly quirks?: readonly string[];
}

/** How a consumer searches; grows with the catalog. Every field is a fact of the consumer's source. */
export interface LookupRules {
  /** hash: through a hash table; linear: every symbol in turn, the tables serve only to count them. */
  readonly algorithm: 'hash' | 'linear';
  /** In order of preference; the first one the image has is used. */
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
  | 'SYMENT';

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
  readonly fallback: string;
  readonly steps: readonly ReplayStep[];
}

export interface ConsumerFinding {
  readonly id: string;
  readonly name: string;
  /** The release whose facts were used: the newest known one that is not newer than the one asked for. */
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
}

/** Which consumers to evaluate, by id, each with an optional release ("go" or "go@1.21"). */
export type Selection = readonly { readonly id: string; readonly release?: string }[];

/** The address space in which a consumer meets the image. */
export interface MappedContext {
  /** Address of the image's first byte; absent for files, which have no address. */
  readonly base?: bigint;
  /** Nothing is evaluated for 'elf'; pass 'vdso' to evaluate as if the kernel had mapped the file. */
  readonly role: 'vdso' | 'elf';
}
