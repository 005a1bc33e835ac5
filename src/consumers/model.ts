/** Who looks up what in a vDSO, and what comes of it: catalogModel.ts has the catalogue, this the findings. */
import type { ProcessName } from '../elf/imageSource.ts';
import type { Consequence, Provider } from './catalogModel.ts';
import type { Need } from './need.ts';
import type { Reason } from './reasons.ts';

export type { AbiPattern } from './abi.ts';
export type * from './catalogModel.ts';
export type { Reason } from './reasons.ts';

/**
 * not-applicable: a port known not to use the vDSO, or none for the image; not-in-catalogue: what the port does is
 * not known here. docs/report.md has all of them.
 */
export type Outcome =
  | 'found'
  | 'partial'
  | 'fallback'
  | 'refuses'
  | 'crash'
  | 'hang'
  | 'unknown'
  | 'not-applicable'
  | 'not-in-catalogue';

/** Why an outcome is unknown: bytes that were not read decide, or a release that nobody read. */
export type UnknownReason = 'beyond-the-image' | 'release-not-read';

/** Whether a lookup was held against the consumer's own code, running, or its source was read. */
export type Proof = 'run' | 'read';

/** One step of a replay: what was read, where, and how the comparison ended. */
export type ReplayStep = Reason & {
  /** pass: went on; fail: this candidate or the search ended here; info: a reading without a test. */
  readonly result: 'pass' | 'fail' | 'info';
  /** File range read, when it lies in the image. */
  readonly offset?: number;
  readonly length?: number;
};

export interface VersionFinding {
  readonly variable?: string;
  readonly name: string;
  /** As the consumer's source has it, recomputed when the source holds none. */
  readonly hash: number;
  readonly hashCorrect: boolean;
  readonly outcome: Outcome;
  /** Version index it resolves to. */
  readonly index?: number;
  readonly why: Reason;
  readonly steps: readonly ReplayStep[];
}

export interface KeyFinding {
  readonly variable?: string;
  readonly symbol: string;
  /** Set when it is no symbol but a need, which `symbol` says in words. */
  readonly need?: Need['kind'];
  readonly version?: string;
  readonly outcome: Outcome;
  readonly reason?: UnknownReason;
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
  readonly hashCorrect?: boolean;
  readonly why: Reason;
  /** Why the image lacks the symbol, where the kernels' export history knows. */
  readonly cause?: Reason;
  /** In a running program: its variable's address, what it holds now, and what it should hold. */
  readonly held?: { readonly address: bigint; readonly value: bigint; readonly expected: bigint };
  /**
   * What follows from the outcome, and for a key that is found what would follow without it. Empty where `why` says
   * it: the program ends, or what it does is not known.
   */
  readonly fallback: Consequence;
  /** That is another way than the system call of the function's name. */
  readonly elsewhere?: true;
  readonly proof: Proof;
  readonly steps: readonly ReplayStep[];
}

export interface ConsumerFinding {
  readonly id: string;
  readonly name: string;
  /** It takes the image as a whole: its keys are needs. */
  readonly wholeImage?: true;
  /** The release whose facts were used, or the one asked for where no facts are known of it. */
  readonly release: string;
  /** Set when another release was asked for than the one that answers, and why that one does. */
  readonly requestedRelease?: { readonly name: string; readonly because: 'same-lookup' | 'newest-read' };
  /** The consumer's own name of the architecture, '' where not applicable. */
  readonly arch: string;
  readonly outcome: Outcome;
  readonly reason?: UnknownReason;
  readonly proof: Proof;
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
  /** As its build information has it: "go1.19.8"; '' where it has none. */
  readonly goVersion: string;
  /** Path of the library that it is, in a process that another program runs. Unchecked: show it escaped. */
  readonly sharedLibrary?: string;
  /** Import path of its main package. */
  readonly path?: string;
  /** symbols: at the names in .symtab; pattern: by what the data looks like; none: the keys were not found. */
  readonly foundBy: 'symbols' | 'pattern' | 'none';
  /** Whose live image was searched, when it is not the image reported. */
  readonly searched?: ProcessName;
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
