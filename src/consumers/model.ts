/**
 * Who looks up what in a vDSO, and what comes of it. A consumer (the Go runtime, a libc, ...) is a data
 * file in catalog/; its lookup is replayed on the image by the few algorithms in lookup/.
 */

/** One key of a consumer: a symbol it wants and where it stores the address. */
export interface CatalogKey {
  /** The consumer's own variable: "vdsoClockgettimeSym". */
  readonly variable?: string;
  readonly symbol: string;
  /** Constants as the consumer's source has them; absent where it computes them at run time. */
  readonly sourceSysvHash?: number;
  readonly sourceGnuHash?: number;
  /** First and last release that has this key in this form (inclusive; absent = open). */
  readonly since?: string;
  readonly until?: string;
  /** What the consumer does when the key is not found: one sentence. */
  readonly fallback: string;
}

/** One architecture of a consumer. */
export interface CatalogArch {
  /** The consumer's own name for it: GOARCH for Go. */
  readonly arch: string;
  /** e_machine, class and byte order together choose the architecture. */
  readonly machine: number;
  readonly class: 32 | 64;
  /** 'both' where the consumer has a port for either byte order under this name. */
  readonly data: 'little' | 'big' | 'both';
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
  /** Name of the lookup algorithm and its parameters (lookup/). */
  readonly lookup: LookupRules;
  readonly arches: readonly CatalogArch[];
  readonly sources: readonly { readonly repo: string; readonly path: string; readonly commit: string }[];
  readonly quirks?: readonly string[];
}

/** How a consumer searches; grows with the catalog. Every field is a fact of the consumer's source. */
export interface LookupRules {
  readonly algorithm: 'hash' | 'linear';
  /** In order of preference. */
  readonly tables: readonly ('gnu' | 'sysv')[];
  readonly acceptedTypes: readonly number[] | 'any';
  readonly acceptedBindings: readonly number[] | 'any';
  /** by-index: resolved once to a version index (Go); by-name, by-hash-and-name: per symbol. */
  readonly version: 'by-index' | 'by-name' | 'by-hash-and-name' | 'none';
}

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
  readonly fallback: string;
  readonly steps: readonly ReplayStep[];
}

export interface ConsumerFinding {
  readonly id: string;
  readonly name: string;
  readonly release: string;
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
