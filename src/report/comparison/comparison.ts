/** What is different between two images, what matters first: codes and values; english/comparison.ts has the sentences. */
import type { CodePath } from '../../code/paths.ts';
import type { AbiHeader } from '../../consumers/abi.ts';
import type { Outcome } from '../../consumers/model.ts';
import type { None } from '../../elf/catalogue.ts';
import type { ComparedConsumer, ComparedImage, ComparedTable } from './comparedImage.ts';

/**
 * breaking: what somebody may rely on is gone; visible: a consumer can tell; harmless: nobody who looks things up by the
 * rules can.
 */
export type ChangeKind = 'harmless' | 'visible' | 'breaking';

/** In the order in which they are told. */
export const COMPARED_PARTS = [
  'image',
  'consumers',
  'exports',
  'versions',
  'hashTables',
  'clocks',
  'code',
  'sizes',
  'notes',
] as const;
export type ComparedPart = (typeof COMPARED_PARTS)[number];

type Named<Value> = { readonly name: string; readonly from: Value; readonly to: Value };
/** The consumer as the newer image's findings have it. */
type Of = { readonly consumer: Pick<ComparedConsumer, 'id' | 'name' | 'release' | 'wholeImage' | 'program'> };

export interface KeyChange {
  readonly symbol: string;
  readonly version?: string;
  /** Absent where it is not asked for there. */
  readonly from?: Outcome;
  readonly to?: Outcome;
}

/** Every way in which two images differ, by its code. */
export interface Changes {
  // image
  architecture: { readonly from: AbiHeader; readonly to: AbiHeader };
  soname: { readonly from: string; readonly to: string };
  // consumers
  outcome: Of & { readonly from: Outcome; readonly to: Outcome; readonly keys: readonly KeyChange[] };
  keys: Of & { readonly outcome: Outcome; readonly keys: readonly KeyChange[] };
  /** Nobody asked it of the other image. */
  askedOfOne: Of & { readonly side: Side; readonly outcome: Outcome };
  // exports
  exportRemoved: { readonly name: string; readonly version: string; readonly type: string };
  exportAdded: { readonly name: string; readonly version: string; readonly type: string };
  exportVersion: Named<string>;
  exportType: Named<string>;
  exportBind: Named<string>;
  exportVisibility: Named<string>;
  /** Their values alone are others. */
  exportsMoved: { readonly names: readonly string[] };
  // versions
  versionRemoved: { readonly name: string };
  versionAdded: { readonly name: string };
  // hash tables
  tableRemoved: { readonly table: ComparedTable['name'] };
  tableAdded: { readonly table: ComparedTable['name'] };
  tableBuckets: { readonly table: ComparedTable['name']; readonly from: number; readonly to: number };
  // clocks
  clock: Named<CodePath> & {
    readonly counters?: { readonly from: readonly string[]; readonly to: readonly string[] };
  };
  clocksRemoved: { readonly count: number };
  clocksAdded: { readonly count: number };
  // code
  functionPath: Named<CodePath>;
  functionCounters: Named<readonly string[]>;
  /** The same code at other addresses. */
  sameCode: { readonly names: readonly string[] };
  /** Instructions: how many there were, how many went and how many came. */
  code: {
    readonly names: readonly string[];
    readonly of: number;
    readonly removed: number;
    readonly added: number;
  };
  /** The same, where the kernel patches the image for the machine that it runs on. */
  patched: { readonly names: readonly string[]; readonly removed: number; readonly added: number };
  // sizes
  /** Where nothing else is told: other bytes all the same. */
  bytes: None;
  imageSize: { readonly from: number; readonly to: number };
  /** Of all that have changed alike: a function may have several names. */
  functionSize: { readonly names: readonly string[]; readonly from: bigint; readonly to: bigint };
  // notes
  noteRemoved: { readonly owner: string; readonly type: number; readonly text: string };
  noteAdded: { readonly owner: string; readonly type: number; readonly text: string };
  note: { readonly owner: string; readonly type: number; readonly from: string; readonly to: string };
}

export type ChangeCode = keyof Changes;
export type Side = 'from' | 'to';

export type Change = {
  readonly [Code in ChangeCode]: {
    readonly part: ComparedPart;
    readonly code: Code;
    readonly kind: ChangeKind;
    /** It follows from where the images were found, and from nothing in them: one of the same build is mapped. */
    readonly expected?: true;
    readonly args: Changes[Code];
  };
}[ChangeCode];

/** What could not be compared: neither alike nor different. */
export interface NotCompared {
  readonly part: ComparedPart;
  /**
   * not-read: the code of one was not looked at; report: one is a saved report, which has no instructions; left-out:
   * there is more in one than is compared.
   */
  readonly why: 'not-read' | 'report' | 'left-out';
}

export interface Comparison {
  readonly from: ComparedImage;
  readonly to: ComparedImage;
  readonly changes: readonly Change[];
  readonly notCompared: readonly NotCompared[];
}

/** The worst last. */
export const CHANGE_KINDS: readonly ChangeKind[] = ['harmless', 'visible', 'breaking'];

/** The worst kind of what is not expected; undefined where there is none: the images are alike. */
export function worstKind(changes: readonly Change[]): ChangeKind | undefined {
  const found = changes
    .filter(({ expected }) => expected === undefined)
    .map(({ kind }) => CHANGE_KINDS.indexOf(kind));
  return found.length === 0 ? undefined : CHANGE_KINDS[Math.max(...found)];
}

export function change<Code extends ChangeCode>(
  part: ComparedPart,
  code: Code,
  kind: ChangeKind,
  args: Changes[Code],
): Change {
  return { part, code, kind, args } as Change;
}
