/**
 * The shape of the catalogue: a consumer (the Go runtime, a libc, ...) is a data file in catalog/, with what it looks up
 * and how; its lookup is replayed on the image by the few algorithms in lookup/.
 */
import type { AbiPattern } from './abi.ts';
import type { Need } from './need.ts';
import type { Maker } from './reasons.ts';

/** Who made an image: what provider.ts finds. */
export interface Provider {
  readonly kind: Maker;
  /** "6.18.44" from LINUX_VERSION_CODE: of Linux and of user-mode Linux. */
  readonly release?: string;
}

/**
 * What follows without a key: a sentence of the catalogue without its full stop, '' for nothing, or a code for a key
 * that the catalogue does not have.
 */
export type Consequence =
  | string
  | { readonly code: 'keeps-its-value' | 'stays-zero'; readonly variable?: string };

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
  /** What the consumer does when it uses the image and the key is not in it. */
  readonly fallback: Consequence;
  /** `fallback` is another way than the system call of the function's name. */
  readonly elsewhere?: true;
  /** What it does when it leaves the whole image alone, where that is something else. */
  readonly imageUnused?: string;
  /**
   * How `fallback` is called; absent: the consumer goes on without the key. crash: an assertion; refuses: an error
   * of its own; not-missed: taken where it is there, its outcome is not-applicable where it is not.
   */
  readonly missing?: 'crash' | 'refuses' | 'not-missed';
  /** Its source names it and does not look for it: it is missed as if it were not there. */
  readonly unasked?: true;
  /** Types accepted for this key, where they differ from the lookup's. */
  readonly types?: readonly number[];
  /** Looked up after the version tables are set up, so that its node is compared although the lookup's rules say none. */
  readonly nodeCompared?: true;
  /** Its name was read in the source, also where the lookup itself was run. */
  readonly proof?: 'read';
  /** The key is no name to look up but a need of the image; `symbol` says it in words. */
  readonly need?: Need;
}

/**
 * Keys of one port that serve the same calls; the verdict on them is one. in-turn: looked for one after the other
 * until one is found; any: all are looked for, and one is enough; needs-last: all are looked for, and none is used
 * without the last one.
 */
export interface KeyGroup {
  readonly kind: 'in-turn' | 'any' | 'needs-last';
  readonly symbols: readonly string[];
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
  readonly groups?: readonly KeyGroup[];
  /** Where a key that is `missing: 'refuses'` is not found, no other key is used either. */
  readonly allOrNothing?: true;
  /** Path of the source file that holds the keys: "src/runtime/vdso_linux_amd64.go". */
  readonly source: string;
  /** Where the port's lookup was proposed: "golang/go#49717". */
  readonly issue?: string;
  readonly notes?: readonly string[];
}

/** A release whose lookup is known. */
export interface CatalogRelease {
  /** As the project tags it, without letters in front: "2.41", "20260526"; a day where there are no tags. */
  readonly name: string;
  /** Tag or whole commit that was read, or that made the change. */
  readonly at: string;
  /** Day of the tag or commit: "2025-01-28"; a commit without one says nothing of its age. */
  readonly date?: string;
  /**
   * The commits, or issues ("golang/go#69577"), that make this lookup another than the one before it, where this is
   * known to be the first release with them: everything between the two searches as the one before.
   */
  readonly changedBy?: readonly string[];
  /** Ports of this release whose own code was run against the replay; the others were read. */
  readonly run?: readonly string[];
}

export interface CatalogConsumer {
  readonly id: string;
  readonly name: string;
  /** Oldest first: every release in which the lookup differs, those that were run, and the newest one read, the default. */
  readonly releases: readonly CatalogRelease[];
  /** Name of the lookup algorithm and its parameters (lookup/), in the newest release. */
  readonly lookup: LookupRules;
  /** Where older releases differ: applied to releases up to and including `until`. */
  readonly olderLookups?: readonly { readonly until: string; readonly rules: Partial<LookupRules> }[];
  /** It does not go on quietly when it leaves the image alone; half a sentence on what it does. */
  readonly refuses?: {
    readonly text: string;
    /** Nor when it uses the image and finds nothing in it. */
    readonly whenNoneFound?: true;
  };
  /** Ports of the consumer that never ask the vDSO for anything. */
  readonly withoutVdso?: readonly (AbiPattern & { readonly arch: string })[];
  readonly arches: readonly CatalogArch[];
  /** Whether `arches` and `withoutVdso` together are all ports that there are. */
  readonly complete?: true;
  readonly sources: readonly { readonly repo: string; readonly path: string; readonly commit: string }[];
  readonly quirks?: readonly string[];
  /** It finds the image by the kernel's name in the maps, [vdso], and not by AT_SYSINFO_EHDR. */
  readonly findsByName?: true;
  /** It takes the image as a whole, to link, unwind, list or load it: every key is a need. */
  readonly wholeImage?: true;
  /** It never meets the image of another maker. */
  readonly onlyMaker?: Provider['kind'];
}

/** How a consumer searches; grows with the catalogue. Every field is a fact of the consumer's source. */
export interface LookupRules {
  /**
   * hash: through a hash table; linear: every symbol in turn, the tables serve only to count them; chains:
   * every chain of every bucket of DT_HASH in turn; needs: no symbols are looked up, each key is a need.
   */
  readonly algorithm: 'hash' | 'linear' | 'chains' | 'needs';
  /** In order of preference; the first one the image has is used. Empty where `sections` counts the symbols. */
  readonly tables: readonly ('gnu' | 'sysv')[];
  readonly acceptedTypes: readonly number[] | 'any';
  readonly acceptedBindings: readonly number[] | 'any';
  /** by-index: resolved once to a version index (Go); by-name, by-hash-and-name: per symbol. */
  readonly version: 'by-index' | 'by-name' | 'by-hash-and-name' | 'none';
  /**
   * What is added to a value. first-load, last-load: base + p_offset - p_vaddr of that PT_LOAD;
   * first-load-vaddr: base - p_vaddr (p_offset taken for 0); first-nonzero-vaddr: the same with the first PT_LOAD
   * whose p_vaddr is not 0; base: base alone (p_vaddr taken for 0, no PT_LOAD needed).
   */
  readonly loadBias: 'first-load' | 'last-load' | 'first-load-vaddr' | 'first-nonzero-vaddr' | 'base';
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
  /** Without any of `tables`: the image is ignored (absent), or the null pointer of DT_HASH is followed. */
  readonly noHash?: 'ignored' | 'null-pointer';
  /** DT_SYMENT, where there is one, must be the size of a symbol. */
  readonly symentChecked?: true;
  /** The image is looked for by this soname. */
  readonly soname?: string;
  /** Which symbol counts when several pass; absent: the first. */
  readonly match?: 'last';
  /** A symbol passes with an accepted type or with an accepted binding, not only with both. */
  readonly typeOrBinding?: true;
  /** Symbols with st_info 0 (NOTYPE LOCAL) are passed over. */
  readonly emptyInfo?: 'refused';
  /** Only STV_DEFAULT is accepted; or all but STV_HIDDEN and STV_INTERNAL. */
  readonly visibility?: 'default-only' | 'not-hidden';
  /** SHN_ABS: refused as SHN_UNDEF is, or taken for an address, to which no load bias is added. */
  readonly absoluteSymbols?: 'refused' | 'not-relocated';
  /** st_size below this is refused: passed over, or the program ends with an error or by an assertion. */
  readonly minSize?: { readonly bytes: number; readonly failure: 'ignored' | 'fatal' | 'asserted' };
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
   * How DT_GNU_HASH tells the number of symbols: by the chain of the highest bucket (absent), or of the last one
   * that is not empty, with 0 when all are.
   */
  readonly gnuCount?: 'last-bucket';
  /**
   * Abseil's ElfMemImage: every symbol on the way is checked, and a failed check ends the program; the name
   * of a definition is looked for right behind it, and definitions are taken to be in order.
   */
  readonly fatalChecks?: true;
  /** The address found must lie in the first PT_LOAD: an assertion. */
  readonly resultAsserted?: true;
  /** What is found is written over, at base + st_value whatever the load bias: outside the mapping the program ends. */
  readonly overwrites?: 'base';
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
  | 'type-loadable'
  | 'file-version'
  | 'machine'
  | 'ehsize'
  | 'phentsize'
  | 'phnum'
  | 'some-phnum'
  | 'section-names'
  | 'phoff';

export interface SegmentRules {
  /** Without PT_LOAD nothing is added to an address, and without PT_DYNAMIC the null pointer is followed. */
  readonly missing?: 'followed';
  /** The image must be linked at 0: the address a loader reports is compared with AT_SYSINFO_EHDR. */
  readonly linkedAtZero?: true;
  /** A second PT_LOAD or PT_DYNAMIC is an error. */
  readonly oneOfEach?: true;
  /** p_flags the first PT_LOAD must have. */
  readonly loadFlags?: number;
  /** p_flags that no program header may have, whatever its type. */
  readonly refusedFlags?: number;
  /** Types of program headers that no vDSO is believed to have. */
  readonly refused?: readonly number[];
  /** PT_DYNAMIC must lie behind the ELF header. */
  readonly dynamicBehindHeader?: true;
  /** The dynamic table ends with PT_DYNAMIC: quietly, or the image is refused (p_memsz). */
  readonly dynamicEnd?: 'filesz' | 'memsz' | 'memsz-refused';
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
  /** Without a table: the image is ignored, the program ends with an error, or the null pointer is followed. */
  readonly missing: 'ignored' | 'fatal' | 'followed';
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
