/**
 * Every step of a replay, every outcome and every cause, with the arguments its sentence needs. english/ has the
 * sentences; a translation has the same codes.
 */
import type { Coded, None } from '../elf/catalogue.ts';
import type { ProcessName } from '../elf/imageSource.ts';
import type { AbiId } from './abi.ts';
import type { HeaderTableName, LayoutRule } from './need.ts';

type Amount = number | bigint;

/** Who looks, at which release; '' where that is not known. */
interface OfAsker {
  readonly consumer: string;
  readonly release: string;
}

/** Index of a symbol in its table. */
interface OfSymbol {
  readonly symbol: number;
}

export type HashTag = 'DT_GNU_HASH' | 'DT_HASH';

/** Who makes an image. */
export type Maker = 'linux' | 'uml' | 'gvisor' | 'rr' | 'qemu' | 'wsl1' | 'unknown';

/** A field by the name that layouts.ts gives it, or a table by its tag. */
export type FieldName =
  | `${'e' | 'ei' | 'p' | 'sh' | 'st' | 'd' | 'vd' | 'vda' | 'n' | 'r'}_${string}`
  | 'nbuckets'
  | 'symoffset'
  | 'bloom_size'
  | 'bloom_shift'
  | `${'EI' | 'DT'}_${string}`;

/** Parts of which there is one. */
export type SinglePart =
  | 'note'
  | 'note-name'
  | 'version-name'
  | 'eh-frame'
  | 'eh-frame-hdr'
  | 'gnu-chains'
  | 'sysv-nbucket'
  | 'sysv-nchain'
  | 'sysv-chains';

/** Parts told apart by an index. */
export type IndexedPart =
  | 'program-header'
  | 'section-header'
  | 'section-name'
  | 'dynamic-entry'
  | 'symbol'
  | 'symbol-name'
  | 'symbol-version'
  | 'gnu-bucket'
  | 'gnu-chain-word'
  | 'bloom-word'
  | 'sysv-bucket'
  | 'sysv-chain-entry';

/** What was to be read of the image. */
export type MemoryPart =
  | FieldName
  | SinglePart
  | readonly [part: IndexedPart, index: number]
  | readonly [part: 'start', table: FieldName];

/** A part, of another one where it is a field. */
interface OfPart {
  readonly what: MemoryPart;
  readonly of?: MemoryPart;
}

/** One of these values; or at least this one, or any other than this. */
export type WantedValue = readonly number[] | { readonly atLeast: bigint } | { readonly other: bigint };

interface HeaderField {
  readonly field: FieldName;
  readonly value: Amount;
  readonly wanted: WantedValue;
}

/** Steps of a replay; several of them also serve as the reason why a search ended. */
export interface Steps {
  'program-headers': { readonly phnum: Amount; readonly size: Amount; readonly phoff: Amount };
  'load-segment': {
    readonly index: Amount;
    readonly offset: Amount;
    readonly vaddr: Amount;
    readonly bias: Amount;
  };
  'dynamic-segment': { readonly index: Amount; readonly offset: Amount };
  'no-load-segment': None;
  'no-dynamic-segment': None;
  'dynamic-entry': { readonly tag: string; readonly value: Amount };
  'dynamic-table': { readonly count: Amount };
  'no-dynamic-tag': { readonly tag: string };
  'no-hash-table': { readonly tables: readonly HashTag[] };
  'table-chosen': { readonly table: string; readonly offset: Amount };
  'gnu-table': { readonly nbucket: Amount; readonly symoffset: Amount; readonly bloomSize: Amount };
  'sysv-table': { readonly nbucket: Amount; readonly nchain: Amount; readonly wordSize: Amount };
  'sysv-narrow-words': None;
  'verdef-base': None;
  'version-hash': { readonly hash: Amount; readonly wanted: Amount };
  'version-name': { readonly name: string; readonly wanted: string };
  'version-index': { readonly name: string; readonly index: Amount };
  'version-absent': { readonly name: string };
  'version-unchecked': { readonly tag: string };
  'version-index-zero': None;
  'version-not-defined': OfSymbol & { readonly index: Amount };
  'hidden-bit-masked': OfSymbol & { readonly written: Amount };
  'symbol-version': { readonly symbol: number; readonly index: number; readonly wanted: number };
  bloom: { readonly index: Amount; readonly word: Amount; readonly mask: Amount };
  'gnu-bucket': OfSymbol & { readonly hash: Amount; readonly bucket: Amount; readonly nbucket: Amount };
  'gnu-bucket-empty': OfSymbol & {
    readonly hash: Amount;
    readonly bucket: Amount;
    readonly nbucket: Amount;
    readonly symoffset: Amount;
  };
  'gnu-chain-match': OfSymbol & {
    readonly bucket: Amount;
    readonly nbucket: Amount;
    readonly word: Amount;
    readonly hash: Amount;
  };
  'gnu-chain-next': OfSymbol & { readonly word: Amount; readonly hash: Amount };
  'gnu-chain-end': OfSymbol & { readonly word: Amount; readonly hash: Amount; readonly bucket: Amount };
  'chain-exhausted': { readonly bucket: Amount };
  'no-buckets': { readonly table: string };
  'sysv-bucket': OfSymbol & { readonly hash: Amount; readonly bucket: Amount; readonly nbucket: Amount };
  'sysv-bucket-empty': { readonly hash: Amount; readonly bucket: Amount; readonly nbucket: Amount };
  'sysv-chain': OfSymbol & { readonly next: Amount };
  'sysv-chain-end': OfSymbol & { readonly bucket: Amount };
  'symbol-count': { readonly table: string; readonly count: Amount };
  'symbols-exhausted': None;
  'steps-omitted': { readonly count: Amount };
  'symbol-type': OfSymbol & { readonly type: number; readonly accepted: boolean };
  'symbol-binding': OfSymbol & { readonly bind: number; readonly accepted: boolean };
  'symbol-section': OfSymbol & { readonly section: Amount };
  'symbol-absolute': OfSymbol;
  'symbol-name': OfSymbol & { readonly name: string; readonly wanted: string };
  'value-zero': OfSymbol;
  'symbol-accepted': OfSymbol & { readonly value: Amount };
}

/** Checks and habits of single consumers (the second half of LookupRules). */
export interface Checks {
  'header-field': HeaderField & { readonly accepted: boolean };
  'header-fatal': HeaderField;
  'segment-refused': { readonly index: Amount; readonly type: string };
  'second-segment': { readonly index: Amount; readonly type: string };
  'segment-flags-refused': { readonly index: Amount; readonly flags: Amount };
  'load-flags': { readonly flags: Amount; readonly wanted: Amount };
  'dynamic-in-header': { readonly offset: Amount };
  'linked-at-zero': { readonly bias: Amount };
  'outside-refused': OfPart;
  'dynamic-unterminated': { readonly count: Amount };
  syment: { readonly value: Amount; readonly wanted: Amount };
  soname: { readonly name: string; readonly wanted: string };
  'bloom-size-asserted': { readonly bloomSize: Amount };
  'section-headers': { readonly shnum: Amount; readonly shoff: Amount };
  'section-table': { readonly index: number; readonly table: string; readonly offset: Amount };
  'no-section': { readonly table: string };
  'no-section-symbols': None;
  'sections-fatal': { readonly missing: 'headers' | 'names' | { readonly section: string } };
  'entsize-zero': { readonly section: Amount };
  'section-agrees': { readonly table: string; readonly value: Amount; readonly offset: Amount };
  'symbol-type-or-binding': OfSymbol & {
    readonly type: number;
    readonly bind: number;
    readonly accepted: boolean;
  };
  'symbol-empty-info': OfSymbol;
  'symbol-visibility': OfSymbol & { readonly visibility: number; readonly accepted: boolean };
  'symbol-absolute-refused': OfSymbol;
  'symbol-size': OfSymbol & { readonly size: Amount; readonly least: Amount };
  'size-fatal': OfSymbol & { readonly size: Amount; readonly least: Amount };
  'size-asserted': OfSymbol & { readonly size: Amount };
  'chain-beyond': OfSymbol & { readonly nchain: Amount };
  'verdef-version': { readonly version: Amount };
  'required-missing': { readonly symbol: string };
  'result-asserted': { readonly offset: Amount; readonly loadEnd: Amount };
  'overwrites-outside': { readonly offset: Amount; readonly mapped: Amount };
  'checked-string': OfSymbol & { readonly offset: Amount };
  'checked-value': OfSymbol & { readonly value: Amount; readonly linkedAt: Amount };
  'checked-index': OfSymbol & { readonly index: Amount };
  'checked-count': { readonly index: Amount; readonly count: Amount };
  'note-taken': { readonly type: Amount };
  'note-passed': { readonly type: Amount; readonly size: Amount };
  'note-cut': { readonly offset: Amount };
  'no-note': { readonly owner: string; readonly type: Amount };
  'note-found': { readonly value: number };
  'port-not-known': { readonly consumer: string; readonly abi: AbiId };
}

/** What a search comes to. */
export interface Outcomes {
  'all-found': { readonly total: Amount };
  'some-found': { readonly found: number; readonly total: number; readonly missing: readonly string[] };
  'none-found': { readonly total: number; readonly missing: readonly string[] };
  'none-found-version': { readonly version: string };
  'no-keys': None;
  'no-port': { readonly consumer: string; readonly abi: AbiId };
  'port-without-vdso': { readonly consumer: string; readonly arch: string; readonly abi: AbiId };
  'arch-since': {
    readonly consumer: string;
    readonly release: string;
    readonly arch: string;
    readonly since: string;
  };
  'arch-until': {
    readonly consumer: string;
    readonly release: string;
    readonly arch: string;
    readonly until: string;
  };
  'release-too-old': { readonly consumer: string; readonly release: string; readonly oldest: string };
  'release-between': {
    readonly consumer: string;
    readonly release: string;
    readonly before: string;
    readonly after: string;
  };
  'program-table-not-found': { readonly goVersion: string };
  'program-data-left-out': { readonly goVersion: string };
  'program-search-given-up': { readonly goVersion: string; readonly steps: Amount };
  'program-other-abi': {
    readonly program: AbiId;
    readonly image: AbiId;
    /** The process whose live image it is, where that is not the image reported. */
    readonly searched?: ProcessName;
  };
  'not-tried': None;
  'not-tried-wrong-hash': { readonly name: string };
  /** Why there is none is a failure of the layer that opens images, which has the sentence for it. */
  'program-no-live-image': { readonly failure: Coded };
  'key-found': OfSymbol & { readonly value: Amount };
  'key-found-by-luck': OfSymbol & { readonly name: string };
  'not-asked-for': { readonly symbol: string };
  'served-by': { readonly symbol: string; readonly by: string };
  'not-searched': { readonly symbol: string; readonly by: string };
  'dropped-without': { readonly symbol: string; readonly missing: string };
  'not-in-image': { readonly symbol: string };
  'wrong-hash': { readonly used: Amount; readonly symbol: string; readonly right: Amount };
  'version-never-matches': OfAsker & { readonly symbol: string; readonly wanted: string };
  'other-version': OfAsker & { readonly symbol: string; readonly version: string; readonly wanted: string };
  'tables-not-read': OfAsker & { readonly has: readonly HashTag[]; readonly wanted: readonly HashTag[] };
  'not-reached-by-table': { readonly symbol: string };
  'no-verdef': { readonly address: Amount };
  'null-pointer': OfPart & { readonly address: Amount };
  'read-outside': OfPart & { readonly offset: Amount; readonly mapped: Amount };
  'divides-by-zero': { readonly table: string };
  'slice-panic': { readonly table: string };
  'index-panic': OfPart & { readonly index: Amount; readonly limit: number };
  'chain-cycle': OfSymbol & { readonly bucket: Amount };
  'verdef-cycle': { readonly offset: Amount };
  'not-read': OfPart & { readonly offset: Amount };
  'too-long': { readonly steps: Amount };
}

/** A PT_LOAD that breaks a rule. */
interface OfLoad {
  readonly index: number;
}

/** What an image must have or be for those who take it as a whole. */
export interface Needs {
  'needs-met': { readonly total: number };
  'needs-some': { readonly found: number; readonly total: number; readonly missing: readonly string[] };
  'needs-none': { readonly total: number; readonly missing: readonly string[] };
  'other-maker': { readonly consumer: string };
  'need-served-by': { readonly by: string };
  'need-not-checked': { readonly by: string };
  'need-notes-in-section': { readonly index: number; readonly offset: Amount };
  'need-notes-in-segment': { readonly index: number; readonly offset: Amount };
  'need-segment-not-loaded': { readonly index: number };
  'need-build-id': { readonly id: string; readonly size: Amount };
  'need-no-build-id': None;
  'no-section-headers': None;
  'need-section': { readonly index: number; readonly name: string; readonly size: Amount };
  'need-no-section': { readonly names: readonly string[] };
  'need-no-symtab': None;
  'need-static-symbol': { readonly name: string; readonly index: number; readonly value: Amount };
  'need-no-static-symbol': { readonly name: string };
  'need-no-unwind-table': None;
  'need-unwind-table-at-zero': { readonly index: number };
  'need-unwind-version': { readonly version: number };
  'need-unwind-encoding': { readonly pointer: number; readonly count: number; readonly table: number };
  'need-unwind-table': { readonly offset: Amount };
  'need-eh-frame': { readonly offset: Amount; readonly size: Amount };
  'need-eh-frame-empty': None;
  'need-no-dynamic': None;
  'need-no-tag': { readonly tag: string };
  'need-tags': { readonly tags: readonly string[] };
  'need-tag-refused': { readonly tag: string };
  'need-flags-refused': { readonly flags: Amount; readonly refused: Amount };
  'need-no-such-tag': { readonly tags: readonly string[] };
  'need-symbol-size': { readonly value: Amount };
  'need-no-symbol-size': None;
  'need-soname': { readonly name: string };
  'need-other-soname': { readonly name: string; readonly wanted: string };
  'need-buckets': { readonly table: HashTag; readonly buckets: number };
  'need-no-buckets': None;
  'need-bloom-size': { readonly bloomSize: number };
  'need-symbol-count': { readonly table: HashTag; readonly count: number };
  'need-no-symbol-count': None;
  'need-definitions': { readonly count: Amount };
  'need-definition-version': { readonly index: Amount; readonly version: number };
  'need-definition-nameless': { readonly index: Amount };
  'need-no-relocations': None;
  'need-relocations-applied': { readonly tag: string };
  'need-no-load': None;
  'need-loads': { readonly count: number };
  'need-layout': { readonly rule: LayoutRule };
  'need-first-load-offset': { readonly offset: Amount };
  'need-load-moved': OfLoad & { readonly offset: Amount; readonly start: Amount };
  'need-zeroed-space': OfLoad & { readonly filesz: Amount; readonly memsz: Amount };
  'need-load-outside': OfLoad & { readonly end: Amount };
  'need-loads-unordered': OfLoad;
  'need-page-shared': OfLoad & { readonly start: Amount };
  'need-headers-loaded': None;
  'need-headers-not-loaded': None;
  'need-headers-outside': { readonly end: Amount; readonly to: Amount };
  'need-few-pages': { readonly pages: number; readonly most: number };
  'need-pages': { readonly pages: number; readonly most: number };
  'need-in-first-page': { readonly table: HeaderTableName; readonly end: Amount };
  'need-beyond-first-page': { readonly table: HeaderTableName; readonly end: Amount };
  'need-own-address': None;
  'need-read-where-linked': { readonly start: Amount };
}

/** Why an image lacks what is looked for. */
export interface Causes {
  'never-exported': {
    readonly who: Maker;
    readonly symbol: string;
    readonly abi: AbiId;
    readonly oldest: string;
    readonly newest: string;
  };
  proposed: {
    readonly symbol: string;
    readonly abi: AbiId;
    readonly since: string;
    readonly oldest: string;
    readonly newest: string;
  };
  'exported-in-other-node': {
    readonly who: Maker;
    readonly symbol: string;
    readonly kernelNode: string;
    readonly node: string;
  };
  'exported-by-all': { readonly since: string; readonly symbol: string };
  'exported-since': { readonly symbol: string; readonly since: string };
  'exported-until': { readonly symbol: string; readonly last: string };
  'kernel-unread': { readonly kernel: string; readonly since: string; readonly symbol: string };
  'kernel-older': { readonly kernel: string; readonly since: string; readonly symbol: string };
  'kernel-maybe-older': {
    readonly kernel: string;
    readonly symbol: string;
    readonly who: Maker;
    readonly before: string;
    readonly since: string;
  };
  'kernel-dropped': { readonly kernel: string; readonly last: string; readonly symbol: string };
  'kernel-newer': { readonly kernel: string; readonly newest: string; readonly symbol: string };
  'kernel-configured-off': {
    readonly who: Maker;
    readonly kernel: string;
    readonly symbol: string;
    readonly condition: string;
  };
  'kernel-without': {
    readonly who: Maker;
    readonly symbol: string;
    readonly since: string;
    readonly kernel: string;
  };
  'kernel-between': { readonly release: string };
  'kernel-blanked': { readonly count: Amount; readonly symbol: string };
  'maker-never': {
    readonly who: Maker;
    readonly symbol: string;
    /** What Linux does: since when it exports the symbol, and up to when. */
    readonly since?: string;
    readonly last?: string;
    readonly oldest: string;
  };
  'maker-changed': { readonly who: Maker; readonly symbol: string };
  'maker-unread': { readonly who: Maker; readonly abi: AbiId };
  'note-of-linux': { readonly who: Maker };
  'note-gone': None;
  'note-out-of-step': { readonly offset: Amount };
}

export interface Reasons extends Steps, Checks, Outcomes, Needs, Causes {}
export type ReasonCode = keyof Reasons;

/** A reason as code and arguments. */
export type Reason<Code extends ReasonCode = ReasonCode> = Code extends ReasonCode
  ? { readonly code: Code; readonly args: Reasons[Code] }
  : never;

/** A reason alone, of a step that has more. */
export function reasonOf({ code, args }: Reason): Reason {
  return { code, args } as Reason;
}
